// The state carried along while one resource's history on one node is read, entry by entry.

import { OnFail } from "../actions/action.ts";
import type { Node } from "../model/node.ts";
import { bundleOf, hasFlag, ResourceFlag, topOf, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { formatCtime } from "../values/date-format.ts";
import { isMaskedProbeFailure } from "../values/result-code.ts";
import { Role } from "../values/role.ts";
import { isProbe, type HistoryEntry } from "./entry.ts";

/** The resource's own role is kept on the resource; this is what is forgotten afterwards. */
export interface Reading {
  readonly run: Run;
  readonly resource: Resource;
  readonly node: Node;
  /** The resource belongs to a bundle, where failed probes are ordinary failures. */
  readonly bundled: boolean;
  /** The severest response that failures called for and no later success took back. */
  onFail: OnFail;
  lastFailure: HistoryEntry | null;
}

/** How an operation ended: as recorded, and as the scheduler takes it. */
export interface Result {
  readonly recordedStatus: number;
  readonly recordedRc: number;
  /** Execution status and result code after remapping. */
  status: number;
  rc: number;
  /** -1 if unknown. */
  readonly expectedRc: number;
  readonly probe: boolean;
  /** A probe that says that the agent or its configuration is not there, which means "not running". */
  readonly maskable: boolean;
  /** A failure of so long ago that it does not count any more. */
  expired: boolean;
}

/** Starts reading. */
export function createReading(run: Run, resource: Resource, node: Node): Reading {
  return { run, resource, node, bundled: bundleOf(resource) !== null, onFail: OnFail.Ignore, lastFailure: null };
}

/** The result of an entry before it is remapped. */
export function createResult(reading: Reading, entry: HistoryEntry, status: number, rc: number, expectedRc: number): Result {
  const probe = isProbe(entry);
  return {
    recordedStatus: status,
    recordedRc: rc,
    status,
    rc,
    expectedRc,
    probe,
    maskable: probe && !reading.bundled && isMaskedProbeFailure(rc, status),
    expired: false,
  };
}

/** What a ban is for: the resource, or the whole clone if its instances cannot be told apart. */
export function banTarget(resource: Resource): Resource {
  return hasFlag(resource, ResourceFlag.Unique) ? resource : topOf(resource);
}

/** Makes the resource's role what "active" means for it, without knowing more. */
export function makeActive(resource: Resource): void {
  const promotable = hasFlag(topOf(resource), ResourceFlag.Promotable);
  resource.originalRole = promotable ? Role.Unpromoted : Role.Started;
}

/** The entry's time for messages: `Nov  4 22:15:00 2023`, local. */
export function timeText(run: Run, entry: HistoryEntry): string {
  if (entry.time === null) return "unknown_time";
  const withWeekday = formatCtime(entry.time, run.settings.clock);
  return withWeekday.slice(withWeekday.indexOf(" ") + 1);
}

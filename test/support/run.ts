// A run over a CIB, for tests that look inside the library, and what is in it by name.

import { outlineOf } from "../../src/cib/outline.ts";
import { createMemory, createRun } from "../../src/create-run.ts";
import type { Node } from "../../src/model/node.ts";
import type { Resource } from "../../src/model/resource.ts";
import { findNodeByName } from "../../src/nodes/find.ts";
import { findResource } from "../../src/resources/find.ts";
import type { Memory, Run, RunSettings } from "../../src/run.ts";
import { timeFromEpoch, utcClock } from "../../src/values/date.ts";
import type { XmlElement } from "../../src/xml/element.ts";

export interface Wanted extends Partial<Omit<RunSettings, "time" | "now" | "clock">> {
  readonly memory?: Memory;
  readonly ledger?: boolean;
}

/** A run that nothing has been unpacked in, for a time in seconds since the epoch. */
export function newRun(root: XmlElement, now: number, wanted: Wanted = {}): Run {
  const { memory = createMemory(), ledger = false, ...more } = wanted;
  const clock = utcClock(now);
  const time = timeFromEpoch(now, clock);
  const usual = { sanitized: true, showScores: false, showUtilization: false, maxInstances: 100_000, maxCloneInstances: 100_000 };
  return createRun({ root, outline: outlineOf(root) }, { time, now, clock, ...usual, ...more }, memory, ledger);
}

/** A resource that must exist. */
export function resource(run: Run, id: string): Resource {
  const found = findResource(run, id);
  if (found === null) throw new Error(`no resource ${id}`);
  return found;
}

/** A node that must exist. */
export function node(run: Run, name: string): Node {
  const found = findNodeByName(run, name);
  if (found === null) throw new Error(`no node ${name}`);
  return found;
}

import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { HistoryEntry } from "./entry.ts";

/** How often a resource failed on a node, and when it last did. */
export interface FailCount {
  /** A score: 1,000,000 is infinity. */
  readonly count: number;
  /** Seconds since the epoch; 0 if unknown. */
  readonly last: number;
}

/**
 * What is counted: `recorded` as it stands; `effective`: nothing if all of it has expired; `with-launched`: effective,
 * including the failures of what the resource launched.
 */
export type FailCountKind = "recorded" | "effective" | "with-launched";

/** A resource's fail count on a node; with an entry, only that one decides whether the failure blocks the resource. */
export function failCount(
  run: Run,
  resource: Resource,
  node: Node,
  kind: FailCountKind,
  entry: HistoryEntry | null = null,
): FailCount {
  void [run, resource, node, kind, entry];
  throw new Error("not built yet");
}

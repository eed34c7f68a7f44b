// Finds in a sorted history where the last start and the last stop are, and which recurring operations are active.

import { requestAction } from "../actions/request.ts";
import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { operationKey } from "../values/operation-key.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import type { HistoryEntry } from "./entry.ts";

/** Positions in a sorted history; -1 if there is none. */
export interface Bounds {
  /** The last start or arrival, else what implies that there was one. */
  readonly start: number;
  /** The last successful stop. */
  readonly stop: number;
}

/** The bounds of what is active; the resource counts as stopped if the start is before the stop. */
export function findBounds(sorted: readonly HistoryEntry[]): Bounds {
  let start = -1;
  let stop = -1;
  let impliedByMonitor = -1;
  let impliedByRole = -1;
  for (let i = 0; i < sorted.length; i++) {
    const { task, statusText, rcText } = sorted[i]!;
    if (task === undefined) continue;
    if (equalsIgnoreCase(task, "stop") && statusText === "0") stop = i;
    else if (equalsIgnoreCase(task, "start") || equalsIgnoreCase(task, "migrate_from")) start = i;
    else if (impliedByMonitor <= stop && equalsIgnoreCase(task, "monitor")) {
      if (rcText === "0" || rcText === "8") impliedByMonitor = i;
    } else if (equalsIgnoreCase(task, "promote") || equalsIgnoreCase(task, "demote")) impliedByRole = i;
  }
  if (start === -1) start = impliedByRole !== -1 ? impliedByRole : impliedByMonitor;
  return { start, stop };
}

/** Creates an optional action for each recurring operation that the history says is active. */
export function createActiveOperations(run: Run, resource: Resource, node: Node, sorted: readonly HistoryEntry[]): void {
  if (!node.online) return;
  // without any recurring operation the bounds do not matter
  if (!sorted.some((entry) => entry.interval > 0)) return;
  const { start, stop } = findBounds(sorted);
  const first = start < stop ? stop + 1 : Math.max(0, start);
  for (let i = first; i < sorted.length; i++) {
    const { task, interval, statusText } = sorted[i]!;
    if (task === undefined || interval === 0 || statusText === "-1") continue;
    requestAction(run, resource, operationKey(resource.id, task, interval), task, node, true);
  }
}

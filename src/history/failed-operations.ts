// The list of failed operations, in the order in which they are read, and what reading notes at entries.

import type { Node } from "../model/node.ts";
import { cacheOf, type Run } from "../run.ts";
import type { HistoryEntry } from "./entry.ts";
import type { Reading } from "./reading.ts";

/** Stands in for a restart digest so that the operation counts as changed. */
const EXPIRED_DIGEST = "calculated-failure-timeout";

const listedKey = Symbol("listed failed operations");

/** Adds an entry to the failed operations. Of several with one key on a node, the first that is read stays. */
export function listFailure({ run, resource, node }: Reading, entry: HistoryEntry): void {
  if (!node.online) return;
  const listed = cacheOf(run, listedKey, () => new Map<Node, Set<string>>());
  let keys = listed.get(node);
  if (keys === undefined) {
    keys = new Set();
    listed.set(node, keys);
  }
  if (keys.has(entry.key)) return;
  keys.add(entry.key);
  run.failedOperations.push({ element: entry.element, nodeName: node.name, resourceId: resource.id });
  run.marks.push({ element: entry.element, attributes: ["uname", node.name, "rsc-id", resource.id] });
}

/** Notes the name of the node at an entry, listed or not. */
export function nameEntry({ run, node }: Reading, entry: HistoryEntry): void {
  run.marks.push({ element: entry.element, attributes: ["uname", node.name] });
}

/** The digest of the parameters whose change needs a restart, `undefined` if there is none. */
export function restartDigestOf(run: Run, entry: HistoryEntry): string | undefined {
  return run.expired.has(entry) ? EXPIRED_DIGEST : entry.restartDigest;
}

/** Has an operation run again because its failure expired. */
export function markExpired(run: Run, entry: HistoryEntry): void {
  run.expired.add(entry);
  run.marks.push({ element: entry.element, attributes: ["op-restart-digest", EXPIRED_DIGEST] });
}

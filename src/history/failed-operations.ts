// The list of failed operations, in the order in which they are read, and the marks that reading leaves on entries.

import type { Node } from "../model/node.ts";
import { cacheOf, type Run } from "../run.ts";
import type { XmlElement } from "../xml/element.ts";
import type { HistoryEntry } from "./entry.ts";
import type { Reading } from "./reading.ts";

/** What an entry is given in a saved copy of the input, apart from what the list of failed operations says. */
export interface EntryMarks {
  /** Entries that get the name of their node, as `uname`, listed or not. */
  readonly named: Map<XmlElement, string>;
  /** Entries whose `op-restart-digest` becomes {@link EXPIRED_DIGEST}. */
  readonly expired: Set<XmlElement>;
}

/** Stands in for a restart digest so that the operation counts as changed. */
export const EXPIRED_DIGEST = "calculated-failure-timeout";

const marksKey = Symbol("history entry marks");
const listedKey = Symbol("listed failed operations");

/** The marks left so far. */
export function entryMarks(run: Run): EntryMarks {
  return cacheOf(run, marksKey, () => ({ named: new Map<XmlElement, string>(), expired: new Set<XmlElement>() }));
}

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
}

/** Marks an entry, listed or not, with the name of its node. */
export function nameEntry(reading: Reading, entry: HistoryEntry): void {
  entryMarks(reading.run).named.set(entry.element, reading.node.name);
}

/** Marks an entry as to be run again because its failure expired. */
export function markExpired(run: Run, entry: HistoryEntry): void {
  entry.restartDigest = EXPIRED_DIGEST;
  entryMarks(run).expired.add(entry.element);
}

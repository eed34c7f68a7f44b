// Sorts recorded operations by age.
//
// Order   entries that compare equal end up in reverse document order
// Trap    with an operation in progress among them the comparison can be circular, so the exact merge sort matters

import { report, reportProblems } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { listSort } from "../tables/list-sort.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { parseTransitionMagic, type TransitionKey } from "../values/transition-key.ts";
import type { HistoryEntry } from "./entry.ts";
import { duplicateEntries } from "./messages.ts";

/** The entries, given in document order, from the oldest to the newest. */
export function sortEntries(run: Run, entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  if (entries.length < 2) return entries;
  return listSort(entries.toReversed(), (a, b) => compareEntries(run, a, b));
}

/** Negative if `a` is older, positive if it is newer; 0 also where nothing can be said. */
export function compareEntries(run: Run, a: HistoryEntry, b: HistoryEntry): number {
  const sameNode = equalTexts(a.onNode, b.onNode);
  if (sameNode && a.id === b.id) {
    report(run, duplicateEntries, { id: a.id ?? "" });
    return 0;
  }
  if (a.callId === -1 && b.callId === -1) return 0;
  if (sameNode) {
    if (a.callId >= 0 && a.callId < b.callId) return -1;
    if (b.callId >= 0 && a.callId > b.callId) return 1;
  }
  if (a.callId >= 0 && b.callId >= 0) return compareTimes(a.time ?? -1, b.time ?? -1);
  return compareTransitions(run, a, b);
}

function equalTexts(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && equalsIgnoreCase(a, b);
}

function compareTimes(a: number, b: number): number {
  if (a >= 0 && a < b) return -1;
  return b >= 0 && a > b ? 1 : 0;
}

/** One of the two is in progress: within the work of one controller, the later transition tells. */
function compareTransitions(run: Run, a: HistoryEntry, b: HistoryEntry): number {
  const left = decodeKey(run, a.transitionMagic);
  const right = decodeKey(run, b.transitionMagic);
  if (left === null || right === null) return 0;
  if (!equalsIgnoreCase(left.uuid, right.uuid) || left.transition === right.transition) {
    if (b.callId === -1) return -1;
    return a.callId === -1 ? 1 : 0;
  }
  if ((left.transition >= 0 && left.transition < right.transition) || right.transition === -1) return -1;
  if ((right.transition >= 0 && left.transition > right.transition) || left.transition === -1) return 1;
  return 0;
}

function decodeKey(run: Run, magic: string | undefined): TransitionKey | null {
  if (magic === undefined) return null;
  const parsed = parseTransitionMagic(magic);
  reportProblems(run, parsed.problems);
  return parsed.magic === null ? null : parsed.magic.key;
}

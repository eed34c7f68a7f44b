// Puts the nodes that a resource could run on in order: score, then whatever makes for balance, then name.
//
// Rule   Pacemaker Explained, "Utilization and Placement Strategy"
// Trap   with the strategy `balanced` the comparison is no consistent order, so the sequence of comparisons shows

import type { Entry, Node } from "../model/node.ts";
import type { NodeTable } from "../model/node-table.ts";
import { isAvailable } from "../nodes/availability.ts";
import type { Run } from "../run.ts";
import { listSort } from "../tables/list-sort.ts";
import { INFINITY, type Score } from "../values/score.ts";
import { asciiLower, compareBytes } from "../values/text.ts";
import { compareCapacities } from "./capacity.ts";

/** How nodes of equal score are told apart. */
export type NodePreference = "minimal" | "balanced" | "spread";

/** What the cluster's placement strategy means for the comparison of nodes. */
export function nodePreference(run: Run): NodePreference {
  const strategy = asciiLower(run.cluster.placementStrategy);
  return strategy === "minimal" || strategy === "balanced" ? strategy : "spread";
}

/** The score that counts in comparisons: an unavailable node has the lowest. */
export function effectiveScore(entry: Entry): Score {
  return isAvailable(entry.node) ? entry.score : -INFINITY;
}

/** Compares two nodes that have the same effective score; negative if `a` is to be preferred. */
export function compareEquals(run: Run, preference: NodePreference, preferred: Node | null, a: Node, b: Node): number {
  if (preference !== "minimal") {
    if (preference === "balanced") {
      const byCapacity = compareCapacities(run, a, b);
      if (byCapacity !== 0) return byCapacity;
    }
    if (a.assignedCount !== b.assignedCount) return a.assignedCount - b.assignedCount;
    if (a === preferred) return b === preferred ? 0 : -1;
    if (b === preferred) return 1;
  }
  return compareBytes(a.name, b.name);
}

interface Candidate {
  readonly entry: Entry;
  readonly score: Score;
}

/** Entries in the order in which a resource would choose among them, best first; a new array. */
export function sortEntries(run: Run, entries: readonly Entry[], preferred: Node | null): Entry[] {
  const preference = nodePreference(run);
  const candidates: Candidate[] = [];
  for (const entry of entries) candidates.push({ entry, score: effectiveScore(entry) });
  const sorted = listSort(candidates, (a, b) =>
    a.score !== b.score ? b.score - a.score : compareEquals(run, preference, preferred, a.entry.node, b.entry.node),
  );
  return sorted.map((candidate) => candidate.entry);
}

/** The first one of a table's sorted entries, found without sorting where that gives the same; `null` if there is none. */
export function bestEntry(run: Run, table: NodeTable, preferred: Node | null): Entry | null {
  const preference = nodePreference(run);
  if (preference === "balanced") return sortEntries(run, table.listed(), preferred)[0] ?? null;
  const slots = table.slots();
  let best: Entry | null = null;
  let bestScore = 0;
  for (let i = slots.length - 1; i >= 0; i--) {
    const entry = table.at(slots[i]!);
    if (entry === undefined) continue;
    const score = effectiveScore(entry);
    if (
      best === null ||
      score > bestScore ||
      (score === bestScore && compareEquals(run, preference, preferred, entry.node, best.node) < 0)
    ) {
      best = entry;
      bestScore = score;
    }
  }
  return best;
}

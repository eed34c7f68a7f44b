// The ledger's side of assignment: what a colocation did to a score. Only to be called if there is a ledger.

import type { Colocation } from "../model/colocation.ts";
import type { Entry } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { ScoreCause } from "../model/scores.ts";
import type { Run } from "../run.ts";
import type { Score } from "../values/score.ts";

/** Records that a colocation with `other` is about to change an entry's score. */
export function recordChange(
  run: Run,
  resource: Resource,
  entry: Entry,
  score: Score,
  colocation: Colocation,
  other: Resource,
): void {
  recordCause(run, resource, entry, score, { kind: "colocation", constraint: colocation.id, with: other.id });
}

/** Records that an entry's score is about to change. */
export function recordCause(run: Run, resource: Resource, entry: Entry, score: Score, cause: ScoreCause): void {
  if (entry.score === score) return;
  run.ledger?.push(
    Object.freeze({ resource: resource.id, node: entry.node.name, delta: score - entry.score, score, cause: Object.freeze(cause) }),
  );
}

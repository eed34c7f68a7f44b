// The ledger's side of assignment: what a colocation did to a score. Only to be called if there is a ledger.

import type { Colocation } from "../model/colocation.ts";
import type { Entry } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { ScoreCause } from "../model/scores.ts";
import type { Run } from "../run.ts";
import { INFINITY, type Score } from "../values/score.ts";

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

/** Forgets changes of a resource's scores that were taken back: those since the ledger had `length` entries. */
export function withdrawChanges(run: Run, resource: Resource, length: number): void {
  const { ledger } = run;
  if (ledger === null) return;
  for (const change of ledger.splice(length)) if (change.resource !== resource.id) ledger.push(change);
}

/** Records that an entry's score is about to change. */
export function recordCause(run: Run, resource: Resource, entry: Entry, score: Score, cause: ScoreCause): void {
  if (entry.score === score) return;
  const delta = Math.max(-INFINITY, Math.min(INFINITY, score - entry.score));
  run.ledger?.push(
    Object.freeze({ resource: resource.id, node: entry.node.name, delta, score, cause: Object.freeze(cause) }),
  );
}

import type { Colocation } from "../../model/colocation.ts";
import type { Entry } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { addScores, INFINITY, type Score } from "../../values/score.ts";
import { asciiLower } from "../../values/text.ts";
import { tableChanged } from "../merge/compounds.ts";
import { recordChange } from "../score-change.ts";

/**
 * Bans a dependent from all nodes but those of a primary's instances.
 *
 * @param places where the instances are, in their order
 * @param addScoresOf the score that an instance had there when it was placed is added; of several instances on one node,
 *   that of the last
 */
export function intersectNodes(
  run: Run,
  dependent: Resource,
  places: readonly Entry[],
  addScoresOf: boolean,
  colocation: Colocation,
): void {
  // nodes are compared by ID in any case (observed)
  const scores = new Map<string, Score>();
  for (const place of places) scores.set(asciiLower(place.node.id), place.score);
  for (const entry of dependent.allowedNodes.raw()) {
    if (entry === undefined) continue;
    const added = scores.get(asciiLower(entry.node.id));
    let score = entry.score;
    if (added === undefined) score = -INFINITY;
    else if (addScoresOf) score = addScores(score, added);
    if (run.ledger !== null) recordChange(run, dependent, entry, score, colocation, colocation.primary);
    dependent.allowedNodes.setScore(entry, score);
  }
  tableChanged(run, dependent);
}

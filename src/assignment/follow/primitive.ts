import type { Colocation } from "../../model/colocation.ts";
import type { Primitive } from "../../model/resource.ts";
import { isAvailable } from "../../nodes/availability.ts";
import type { Run } from "../../run.ts";
import { Role } from "../../values/role.ts";
import { addScores, INFINITY, type Score } from "../../values/score.ts";
import { effectOf, roleResource } from "../affects.ts";
import { tableChanged } from "../merge/compounds.ts";
import { placeOf, samePlace } from "../places.ts";
import { recordChange } from "../score-change.ts";
import { setPriority } from "../state.ts";

/** Applies the place, or the role, of a primitive. */
export function followPrimitive(primary: Primitive, run: Run, dependent: Primitive, colocation: Colocation): Score {
  switch (effectOf(run, colocation, dependent, primary)) {
    case "none":
      return 0;
    case "location":
      followLocation(primary, run, dependent, colocation);
      return 0;
    case "role":
      return followRole(primary, run, dependent, colocation);
  }
}

// An optional colocation that would leave the dependent without any node is ignored. INFINITY adds nothing where the
// primary is, it bans all other places; this keeps the dependent's own preferences among several nodes of one place.
function followLocation(primary: Primitive, run: Run, dependent: Primitive, colocation: Colocation): void {
  const { score: delta, nodeAttribute } = colocation;
  const chosen = primary.assignedNode;
  if (chosen === null && delta < 0) return;
  const place = chosen === null ? undefined : placeOf(chosen.node, nodeAttribute, primary);
  const table = dependent.allowedNodes;
  const entries = table.raw();
  const scores: Score[] = [];
  let isPossible = false;
  for (const entry of entries) {
    if (entry === undefined) {
      scores.push(0);
      continue;
    }
    let { score } = entry;
    if (chosen === null) score = addScores(-delta, score);
    else if (samePlace(placeOf(entry.node, nodeAttribute, dependent), place)) {
      if (delta < INFINITY) score = addScores(delta, score);
    } else if (delta >= INFINITY) score = -INFINITY;
    scores.push(score);
    isPossible ||= score >= 0 && isAvailable(entry.node);
  }
  if (!isPossible && delta < INFINITY && delta > -INFINITY) return;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    if (entry === undefined || entry.score === scores[i]) continue;
    if (run.ledger !== null) recordChange(run, dependent, entry, scores[i]!, colocation, primary);
    table.setScore(entry, scores[i]!);
  }
  table.reorder();
  tableChanged(run, dependent);
}

function followRole(primary: Primitive, run: Run, dependent: Primitive, colocation: Colocation): Score {
  const own = dependent.assignedNode;
  if (own === null) return 0;
  const { score, dependentRole, primaryRole, nodeAttribute } = colocation;
  const other = primary.assignedNode;
  if (other !== null && primaryRole !== Role.Unknown && roleResource(run, primary).nextRole !== primaryRole) return 0;
  const otherPlace = other === null ? undefined : placeOf(other.node, nodeAttribute, primary);
  let delta: Score;
  if (samePlace(placeOf(own.node, nodeAttribute, dependent), otherPlace)) {
    delta = dependentRole === Role.Unpromoted ? -score : score;
  } else if (score >= INFINITY && dependentRole === Role.Promoted) {
    delta = -score;
  } else {
    return 0;
  }
  setPriority(run, dependent, addScores(delta, dependent.priority));
  return delta;
}

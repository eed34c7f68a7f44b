// Applies where the instances of a clone are.
//
// Order   instances as they were sorted when they were assigned, or for promotion
// Trap    a dependent that can interleave but finds no instance beside it is assigned to no node there and then

import { report } from "../../diagnostics.ts";
import type { Colocation } from "../../model/colocation.ts";
import type { Entry } from "../../model/node.ts";
import { hasFlag, isCollective, ResourceFlag, type Clone, type Primitive } from "../../model/resource.ts";
import { hasFlagAnywhere } from "../../resources/state/flags.ts";
import { maxPerNode } from "../../resources/state/instances.ts";
import { roleOf } from "../../resources/state/role.ts";
import type { Run } from "../../run.ts";
import { isTrue } from "../../values/boolean.ts";
import { Role } from "../../values/role.ts";
import { addScores, INFINITY, type Score } from "../../values/score.ts";
import { assignTo } from "../assign-to.ts";
import { assignedEntryOf } from "../assigned.ts";
import { findCompatibleInstance } from "../compatible.ts";
import { tableChanged } from "../merge/compounds.ts";
import { placeOf, samePlace } from "../places.ts";
import { recordChange } from "../score-change.ts";
import { setPriority } from "../state.ts";
import { follow } from "./index.ts";
import { intersectNodes } from "./intersect.ts";
import { maximumPerNodeDiffers, nothingToInterleaveWith } from "./messages.ts";

/** Applies the places, or the roles, of a clone's instances. */
export function followClone(primary: Clone, run: Run, dependent: Primitive, colocation: Colocation): Score {
  if (hasFlag(primary, ResourceFlag.Unassigned)) return 0;
  const { score, dependentRole, primaryRole } = colocation;
  if (primaryRole !== Role.Unknown && hasFlag(primary, ResourceFlag.Promotable)) {
    if (hasFlag(dependent, ResourceFlag.Unassigned)) {
      followRolePlaces(primary, run, dependent, colocation);
      return 0;
    }
    if (dependentRole === Role.Promoted) return followPromotion(primary, run, dependent, colocation);
  }
  if (canInterleave(primary, run, colocation)) return followOneInstance(primary, run, dependent, colocation);
  if (score >= INFINITY) {
    const places: Entry[] = [];
    for (const instance of primary.children) {
      const place = assignedEntryOf(instance);
      if (place !== null && !hasFlagAnywhere(instance, ResourceFlag.Blocked)) places.push(place);
    }
    intersectNodes(run, dependent, places, false, colocation);
    return 0;
  }
  let sum: Score = 0;
  for (const instance of primary.children) sum = addScores(sum, follow(dependent, run, instance, colocation));
  return sum;
}

// The dependent goes where instances with the wanted role will be.
function followRolePlaces(primary: Clone, run: Run, dependent: Primitive, colocation: Colocation): void {
  const { score, dependentRole, primaryRole, nodeAttribute } = colocation;
  const places: Entry[] = [];
  for (const instance of primary.children) {
    const place = assignedEntryOf(instance);
    if (place === null || roleOf(instance, "next") !== primaryRole) continue;
    places.push(place);
    if (score >= INFINITY) continue;
    const value = placeOf(place.node, nodeAttribute, instance);
    for (const entry of dependent.allowedNodes.raw()) {
      if (entry === undefined || !samePlace(placeOf(entry.node, nodeAttribute, dependent), value)) continue;
      const sum = addScores(entry.score, score);
      if (run.ledger !== null) recordChange(run, dependent, entry, sum, colocation, instance);
      dependent.allowedNodes.setScore(entry, sum);
    }
  }
  tableChanged(run, dependent);
  const bothPromoted = dependentRole === Role.Promoted && primaryRole === Role.Promoted;
  if (score >= INFINITY && !bothPromoted) intersectNodes(run, dependent, places, true, colocation);
}

function followPromotion(primary: Clone, run: Run, dependent: Primitive, colocation: Colocation): Score {
  const { score, primaryRole, nodeAttribute } = colocation;
  const instance = findCompatibleInstance(run, dependent, primary, primaryRole, false, nodeAttribute);
  if (instance !== null) {
    setPriority(run, dependent, addScores(dependent.priority, score));
    return score;
  }
  if (score < INFINITY) return 0;
  setPriority(run, dependent, -INFINITY);
  return -INFINITY;
}

/** Instances of two collectives can pair up if the dependent one asks for it and both have as many on a node. */
function canInterleave(primary: Clone, run: Run, colocation: Colocation): boolean {
  const { dependent } = colocation;
  if (!isCollective(dependent) || !isTrue(dependent.meta.get("interleave"))) return false;
  if (maxPerNode(dependent) === maxPerNode(primary)) return true;
  report(run, maximumPerNodeDiffers, { dependent: dependent.id, primary: primary.id });
  return false;
}

function followOneInstance(primary: Clone, run: Run, dependent: Primitive, colocation: Colocation): Score {
  const instance = findCompatibleInstance(run, dependent, primary, null, false, null);
  if (instance !== null) return follow(dependent, run, instance, colocation);
  if (colocation.score >= INFINITY) {
    report(run, nothingToInterleaveWith, { dependent: dependent.id, primary: primary.id });
    assignTo(run, dependent, null, true, true);
  }
  return 0;
}

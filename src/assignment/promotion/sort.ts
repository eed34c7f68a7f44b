// Sorts the instances of a promotable clone by how much they deserve promotion.

import { report } from "../../diagnostics.ts";
import { hasFlag, clearFlag, ResourceFlag, setFlag, type Clone, type Resource } from "../../model/resource.ts";
import { shiftEverywhere } from "../../model/shift.ts";
import { roleOf } from "../../resources/state/role.ts";
import type { Run } from "../../run.ts";
import { listSort } from "../../tables/list-sort.ts";
import { Role } from "../../values/role.ts";
import { addScores, INFINITY } from "../../values/score.ts";
import { hasInfluence } from "../affects.ts";
import { assignedEntryOf } from "../assigned.ts";
import { compareInstances, rankInstance } from "../assign/instance-order.ts";
import { withThisOf } from "../colocations.ts";
import { recordCause } from "../score-change.ts";
import { stateOf } from "../state.ts";
import { tableChanged, treeChanged } from "../merge/compounds.ts";
import { mergeInto } from "../merge/index.ts";
import { promotedOutsideClone } from "./messages.ts";

const cautious = { active: true, nonNegative: true } as const;

/** Works out the final promotion priorities and sorts by them; once per clone. */
export function sortForPromotion(run: Run, clone: Clone): void {
  if (clone.promotionSortBegun) return;
  clone.promotionSortBegun = true;
  setFlag(clone, ResourceFlag.Merging);
  const state = stateOf(run);
  state.sortedClone = clone;
  addToClone(run, clone);
  tableChanged(run, clone);
  for (const colocation of withThisOf(run, clone)) {
    if (colocation.primaryRole !== Role.Promoted || !hasInfluence(colocation)) continue;
    mergeInto(run, clone, clone.allowedNodes, colocation.dependent, colocation, cautious);
  }
  banWithoutTicket(run, clone);
  for (const instance of clone.children) instance.promotionPriority = finalPriority(clone, instance);
  const ranked = clone.children.map((instance) => ({
    priority: instance.promotionPriority,
    role: roleOf(instance, "current"),
    rank: rankInstance(clone, instance),
  }));
  clone.children = listSort(ranked, (a, b) => {
    if (a.priority !== b.priority) return b.priority - a.priority;
    return a.role !== b.role ? b.role - a.role : compareInstances(run, a.rank, b.rank);
  }).map(({ rank }) => rank.instance);
  clearFlag(clone, ResourceFlag.Merging);
  state.sortedClone = null;
}

function addToClone(run: Run, clone: Clone): void {
  for (const instance of clone.children) {
    if (instance.promotionPriority < 0) continue;
    const place = assignedEntryOf(instance);
    if (place === null) continue;
    const entry = clone.allowedNodes.get(place.node);
    if (entry === undefined) {
      // the reference ends with an assertion
      report(run, promotedOutsideClone, { instance: instance.id, node: place.node.name, clone: clone.id });
      continue;
    }
    const sum = addScores(instance.promotionPriority, entry.score);
    if (run.ledger !== null) recordCause(run, clone, entry, sum, { kind: "promotion-score" });
    clone.allowedNodes.setScore(entry, sum);
  }
}

function banWithoutTicket(run: Run, clone: Clone): void {
  for (const { role, ticket } of clone.tickets) {
    if (role !== Role.Promoted || (ticket.granted && !ticket.standby)) continue;
    shiftEverywhere(run, clone, -INFINITY, { kind: "ticket", ticket: ticket.id });
    treeChanged(run, clone);
  }
}

function finalPriority(clone: Clone, instance: Resource): number {
  if (!hasFlag(instance, ResourceFlag.Managed) && instance.nextRole === Role.Promoted) return INFINITY;
  const place = assignedEntryOf(instance);
  if (place === null) return -INFINITY;
  if (instance.promotionPriority < 0) return instance.promotionPriority;
  // an unmanaged instance can be where the clone is not allowed
  return clone.allowedNodes.get(place.node)?.score ?? instance.promotionPriority;
}

// Chooses which instances of an assigned promotable clone are promoted.
//
// Order    priorities of all instances; sorting, once per clone; then a decision for each in the new order, which shows
//          its score. The new order stays.
// Reads    assigned nodes, promotion scores, locations and colocations with roles, tickets
// Writes   priorities (which are promotion scores from here on), next roles, counts in the clone's table
// Rule     Pacemaker Explained, "Determining Which Instance is Promoted"

import { report } from "../../diagnostics.ts";
import { hasFlag, ResourceFlag, type Clone, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { Role } from "../../values/role.ts";
import { assignedEntryOf } from "../assigned.ts";
import { showPromotion } from "../score-lines.ts";
import { indexInstances } from "./instance-index.ts";
import { notPromotedWithoutQuorum } from "./messages.ts";
import { computePriority } from "./priority.ts";
import { promotionEntry } from "./promotion-node.ts";
import { sortForPromotion } from "./sort.ts";

/** Gives the instances of a promotable clone their next roles. */
export function choosePromoted(run: Run, clone: Clone): void {
  clone.allowedNodes.setPlaced(null);
  const index = indexInstances(clone);
  for (const instance of clone.children) computePriority(run, index, clone, instance);
  sortForPromotion(run, clone);
  let promoted = 0;
  for (const instance of clone.children) if (decide(run, clone, instance, promoted)) promoted++;
  clone.promotedCount = promoted;
}

function decide(run: Run, clone: Clone, instance: Resource, promoted: number): boolean {
  const node = assignedEntryOf(instance)?.node ?? null;
  showPromotion(run, instance, node);
  const hasPlace = promoted < clone.promotedMax || !hasFlag(clone, ResourceFlag.Managed);
  const entry = instance.promotionPriority >= 0 && hasPlace ? promotionEntry(run, clone, instance) : null;
  if (entry === null) {
    setRoleWithoutPromotion(instance);
    return false;
  }
  const { quorate, noQuorumPolicy } = run.cluster;
  if (instance.originalRole < Role.Promoted && !quorate && noQuorumPolicy === "freeze") {
    report(run, notPromotedWithoutQuorum, { instance: instance.id });
    setRoleWithoutPromotion(instance);
    return false;
  }
  clone.allowedNodes.countPlaced(entry.node);
  promote(instance);
  return true;
}

// Each by its own node: a member without one stops even if others of its group have one.
function setRoleWithoutPromotion(resource: Resource): void {
  resource.nextRole = assignedEntryOf(resource) === null ? Role.Stopped : Role.Unpromoted;
  for (const child of resource.children) setRoleWithoutPromotion(child);
}

// Only where nothing else is wanted already.
function promote(resource: Resource): void {
  if (resource.nextRole === Role.Unknown) resource.nextRole = Role.Promoted;
  for (const child of resource.children) promote(child);
}

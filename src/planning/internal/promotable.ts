// Orders promotions and demotions: of the instances among themselves, and relative to starts and stops of the whole.

import { OrderFlag } from "../../actions/action.ts";
import { orderOperations } from "../../actions/relation.ts";
import { hasFlag, ResourceFlag, type Clone, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";

const { Ordered, ThenImpliesFirstGraphed, FirstImpliesThenGraphed } = OrderFlag;

/** The steps of a promotable collective: whatever goes down is down before anything goes up. */
const restartSteps = [
  ["stopped", "start"],
  ["stopped", "promote"],
  ["demoted", "stop"],
  ["demoted", "start"],
  ["demoted", "promote"],
  ["running", "promote"],
  ["demote", "demoted"],
] as const;

/** Orders the points in time of a promotable clone, or of the bundle around one, among themselves. */
export function orderRestart(run: Run, collective: Resource): void {
  for (const [first, then] of restartSteps) orderOperations(run, collective, first, collective, then, Ordered);
}

export function createPromotableInternals(clone: Clone, run: Run): void {
  const ordered = hasFlag(clone, ResourceFlag.Ordered);
  orderRestart(run, clone);
  let previous: Resource | null = null;
  for (const instance of clone.children) {
    orderOperations(run, instance, "demote", instance, "promote", Ordered);

    orderOperations(run, clone, "promote", instance, "promote", Ordered);
    orderOperations(run, instance, "promote", clone, "promoted", Ordered);
    if (ordered && previous !== null) orderOperations(run, previous, "promote", instance, "promote", Ordered);

    orderOperations(run, clone, "demote", instance, "demote", ThenImpliesFirstGraphed);
    orderOperations(run, instance, "demote", clone, "demoted", FirstImpliesThenGraphed);
    if (ordered && previous !== null) orderOperations(run, instance, "demote", previous, "demote", Ordered);
    previous = instance;
  }
}

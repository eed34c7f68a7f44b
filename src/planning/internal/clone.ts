// Frames the instances of a clone by the clone's own points in time, and starts them one after the other if the clone is
// ordered.
//
// Order   an ordered clone's instances are sorted by number here, and stay so until assignment

import { OrderFlag } from "../../actions/action.ts";
import { orderOperations } from "../../actions/relation.ts";
import { hasFlag, ResourceFlag, type Clone } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { sortByInstance } from "../instances.ts";
import { createInternals } from "./index.ts";
import { createPromotableInternals } from "./promotable.ts";

const { Ordered, UnrunnableFirstBlocks, ThenImpliesFirstGraphed, FirstImpliesThenGraphed } = OrderFlag;

export function createCloneInternals(clone: Clone, run: Run): void {
  const promotable = hasFlag(clone, ResourceFlag.Promotable);
  const ordered = hasFlag(clone, ResourceFlag.Ordered);
  orderOperations(run, clone, "stopped", clone, "start", Ordered);
  orderOperations(run, clone, "start", clone, "running", UnrunnableFirstBlocks);
  orderOperations(run, clone, "stop", clone, "stopped", UnrunnableFirstBlocks);
  if (promotable) {
    orderOperations(run, clone, "demoted", clone, "stop", Ordered);
    orderOperations(run, clone, "running", clone, "promote", UnrunnableFirstBlocks);
  }
  if (ordered) sortByInstance(run, clone);
  clone.children.forEach((instance, index) => {
    createInternals(instance, run);
    orderOperations(run, clone, "start", instance, "start", UnrunnableFirstBlocks | ThenImpliesFirstGraphed);
    orderOperations(run, instance, "start", clone, "running", FirstImpliesThenGraphed);
    orderOperations(run, clone, "stop", instance, "stop", ThenImpliesFirstGraphed);
    orderOperations(run, instance, "stop", clone, "stopped", FirstImpliesThenGraphed);
    if (!ordered) return;
    for (let later = index + 1; later < clone.children.length; later++) {
      orderOperations(run, instance, "start", clone.children[later]!, "start", Ordered);
      orderOperations(run, clone.children[later]!, "stop", instance, "stop", Ordered);
    }
  });
  if (promotable) createPromotableInternals(clone, run);
}

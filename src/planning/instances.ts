// The order of a clone's instances.

import type { Clone, Resource } from "../model/resource.ts";
import { listSort } from "../tables/list-sort.ts";

/** The number of an instance, as unpacking gave it. */
function instanceNumber(instance: Resource): number {
  return Number(instance.meta.get("clone") ?? 0);
}

/** Puts a clone's instances in the order of their numbers, for good. */
export function sortByInstance(clone: Clone): void {
  const numbers = new Map<Resource, number>();
  let previous = Number.NEGATIVE_INFINITY;
  let sorted = true;
  for (const instance of clone.children) {
    const number = instanceNumber(instance);
    numbers.set(instance, number);
    if (number < previous) sorted = false;
    previous = number;
  }
  if (sorted) return;
  clone.children = listSort(clone.children, (a, b) => numbers.get(a)! - numbers.get(b)!);
}

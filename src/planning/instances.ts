// The order of a clone's instances.

import type { Clone, Resource } from "../model/resource.ts";
import { cacheOf, type Run } from "../run.ts";
import { listSort } from "../tables/list-sort.ts";

/** The number of an instance, as unpacking gave it. */
function instanceNumber(instance: Resource): number {
  return Number(instance.meta.get("clone") ?? 0);
}

const sortedKey = Symbol("instances sorted by number");

/** Puts a clone's instances in the order of their numbers, for good. */
export function sortByInstance(run: Run, clone: Clone): void {
  const sorted = cacheOf(run, sortedKey, () => new Map<Clone, readonly Resource[]>());
  // whoever sorts them otherwise makes a new list
  if (sorted.get(clone) === clone.children) return;
  sort(clone);
  sorted.set(clone, clone.children);
}

function sort(clone: Clone): void {
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

// How a list of effective colocations is put together from several lists.

import type { Colocation } from "../../model/colocation.ts";
import type { Resource } from "../../model/resource.ts";
import { sortedInsert } from "../../tables/sorted-insert.ts";
import { compareByDependent, compareByPrimary } from "../colocations.ts";

/** Which lists are meant: those of a resource as dependent, or as primary. */
export type Side = "thisWith" | "withThis";

/** The colocations that name the resource itself. */
export function ownList(resource: Resource, side: Side): readonly Colocation[] {
  return side === "thisWith" ? resource.thisWith : resource.withThis;
}

/** Inserts one colocation where it belongs. */
export function insertOne(list: Colocation[], colocation: Colocation, side: Side): void {
  sortedInsert(list, colocation, side === "thisWith" ? compareByPrimary : compareByDependent);
}

/** Inserts those of a resource's own colocations that were configured, for the benefit of a relative. */
export function insertExplicit(list: Colocation[], resource: Resource, side: Side): void {
  for (const colocation of ownList(resource, side)) if (colocation.explicit) insertOne(list, colocation, side);
}

/**
 * Appends a whole list, as the reference does it: an empty list becomes a copy; to any other, the *first* element is
 * added as often as the source has elements, and the others are lost. A defect there, but scores show it (observed), and
 * with sources of one element, which are the rule, it makes no difference.
 */
export function appendAll(list: Colocation[], source: readonly Colocation[], side: Side): void {
  if (list.length === 0) {
    for (const colocation of source) list.push(colocation);
  } else {
    for (let i = 0; i < source.length; i++) insertOne(list, source[0]!, side);
  }
}

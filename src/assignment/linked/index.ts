// Which colocations a resource has: its own, and those that it has by being part of something.
//
// Order   that of their use when the resource is assigned, so it shows in scores; see list.ts for the traps

import type { Colocation } from "../../model/colocation.ts";
import { outermostOf, type Resource } from "../../model/resource.ts";
import { byVariant } from "../../variants.ts";
import { collectOfBundle } from "./bundle.ts";
import { collectOfClone } from "./clone.ts";
import { collectOfGroup } from "./group.ts";
import type { Side } from "./list.ts";
import { collectOfPrimitive } from "./primitive.ts";

/** Adds to a list what a resource contributes on behalf of `forWhom`: itself, a child, or a parent. */
export const collectLinked: (resource: Resource, side: Side, forWhom: Resource, list: Colocation[]) => void = byVariant({
  primitive: collectOfPrimitive,
  group: collectOfGroup,
  clone: collectOfClone,
  bundle: collectOfBundle,
});

/**
 * True if a resource's lists depend on more than colocations and priorities, so that they cannot be kept.
 *
 * @param managedIsKnown whoever changes which resources are managed says so
 */
export function dependsOnState(resource: Resource, managedIsKnown: boolean): boolean {
  const { parent } = resource;
  if (parent === null) return false;
  // members of a group with colocations look at which of the others are managed
  if (!managedIsKnown && parent.variant === "group" && parent.thisWith.length > 0) return true;
  return outermostOf(parent).variant === "bundle";
}

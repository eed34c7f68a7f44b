// A bundle's colocations say where its containers go; what runs inside follows the containers. Only for roles do they
// matter inside: once the promotable instances have their places, and for their clone while these are being ordered.

import type { Colocation } from "../../model/colocation.ts";
import { hasFlag, isAncestor, ResourceFlag, type Bundle, type Resource } from "../../model/resource.ts";
import { appendAll, ownList, type Side } from "./list.ts";

/** A bundle gives its own colocations to itself and its containers, and for roles to what is inside. */
export function collectOfBundle(bundle: Bundle, side: Side, forWhom: Resource, list: Colocation[]): void {
  if (concerns(bundle, forWhom)) appendAll(list, ownList(bundle, side), side);
}

function concerns(bundle: Bundle, resource: Resource): boolean {
  if (resource === bundle || hasFlag(resource, ResourceFlag.ReplicaContainer)) return true;
  const clone = bundle.child;
  if (clone === null || !hasFlag(clone, ResourceFlag.Promotable)) return false;
  if (resource === clone) return clone.promotionSortBegun;
  return isAncestor(clone, resource) && !hasFlag(resource, ResourceFlag.Unassigned);
}

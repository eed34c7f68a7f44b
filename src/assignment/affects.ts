// What a colocation can do at a given moment, for concrete parts of the resources that it names.

import type { Colocation } from "../model/colocation.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { Role } from "../values/role.ts";
import { replicaOfContainer } from "./state.ts";

/** `role`: it has a say in promotion; `location`: in the choice of a node. */
export type Effect = "none" | "role" | "location";

/**
 * What a colocation does with a dependent and a primary.
 *
 * @param preview as if nothing had been assigned yet, to find out what belongs together
 */
export function effectOf(run: Run, colocation: Colocation, dependent: Resource, primary: Resource, preview = false): Effect {
  if (!preview && hasFlag(primary, ResourceFlag.Unassigned)) return "none";
  const { dependentRole, primaryRole } = colocation;
  const dependentInside = roleResource(run, dependent);
  if (dependentRole >= Role.Unpromoted) {
    const { parent } = dependentInside;
    const isPromotable = parent !== null && hasFlag(parent, ResourceFlag.Promotable);
    if (isPromotable && !hasFlag(dependentInside, ResourceFlag.Unassigned)) return "role";
  }
  if (!preview && !hasFlag(dependent, ResourceFlag.Unassigned)) return "none";
  if (dependentRole !== Role.Unknown && dependentInside.nextRole !== dependentRole) return "none";
  if (primaryRole !== Role.Unknown && roleResource(run, primary).nextRole !== primaryRole) return "none";
  return "location";
}

/** What has the role: for the container of a bundle's replica the resource inside, if there is one. */
export function roleResource(run: Run, resource: Resource): Resource {
  if (!hasFlag(resource, ResourceFlag.ReplicaContainer)) return resource;
  const { parent } = resource;
  if (parent === null || parent.variant !== "bundle") return resource;
  return replicaOfContainer(run, parent, resource)?.child ?? resource;
}

/** Whether a dependent's preferences matter to a primary (or one instance of it, if given). */
export function hasInfluence(colocation: Colocation, primary: Resource = colocation.primary): boolean {
  // a connection follows its container, it does not keep a healthy one in its place
  if (
    hasFlag(colocation.dependent, ResourceFlag.RemoteNestingAllowed) &&
    !hasFlag(primary, ResourceFlag.Failed) &&
    primary.activeNodes.length === 1
  ) {
    return false;
  }
  return colocation.influence || primary.activeNodes.length === 0;
}

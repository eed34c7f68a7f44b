// Which tables a location preference changes, by the variant of the resource that it names.

import type { Location } from "../../model/location.ts";
import type { Bundle, Clone, Group, Primitive, Resource } from "../../model/resource.ts";
import { hasFlag, ResourceFlag } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { Role } from "../../values/role.ts";
import { byVariant } from "../../variants.ts";
import { applyToOwnTable } from "../locations.ts";

/** Applies a location preference to a resource and what it consists of. */
export const applyLocation: (resource: Resource, run: Run, location: Location) => void = byVariant<
  readonly [Run, Location],
  void
>({
  primitive: applyToPrimitive,
  group: applyToGroup,
  clone: applyToClone,
  bundle: applyToBundle,
});

function applyToPrimitive(primitive: Primitive, run: Run, location: Location): void {
  applyToOwnTable(run, primitive, location);
}

// The preference of a colocated group counts once, with its first member; for the others it only allows the nodes.
function applyToGroup(group: Group, run: Run, location: Location): void {
  applyToOwnTable(run, group, location);
  const isColocated = hasFlag(group, ResourceFlag.Colocated);
  let applied = location;
  for (const member of group.children) {
    applyLocation(member, run, applied);
    if (isColocated && applied === location) {
      applied = { ...location, nodes: location.nodes.map(({ node }) => ({ node, score: 0 })) };
    }
  }
}

function applyToClone(clone: Clone, run: Run, location: Location): void {
  applyToOwnTable(run, clone, location);
  for (const instance of clone.children) applyLocation(instance, run, location);
}

function applyToBundle(bundle: Bundle, run: Run, location: Location): void {
  applyToOwnTable(run, bundle, location);
  for (const { container, ip } of bundle.replicas) {
    applyToOwnTable(run, container, location);
    if (ip !== null) applyToOwnTable(run, ip, location);
  }
  const clone = bundle.child;
  if (clone !== null && location.role === Role.Promoted) {
    applyLocation(clone, run, location);
    clone.locations.push(location);
  }
}

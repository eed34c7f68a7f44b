// Whether a resource counts as active, for display and for the policy to freeze without quorum. Everywhere else
// "active" only means that its list of active nodes is not empty.

import {
  hasFlag,
  ResourceFlag,
  type Bundle,
  type Clone,
  type Group,
  type Primitive,
  type Resource,
} from "../../model/resource.ts";
import { byVariant } from "../../variants.ts";

/**
 * True if the resource is active.
 *
 * @param all every part of it must be
 */
export const isActive: (resource: Resource, all: boolean) => boolean = byVariant({
  primitive: isPrimitiveActive,
  group: areChildrenActive,
  clone: areChildrenActive,
  bundle: isBundleActive,
});

/**
 * On an unclean node it may well be active; from a node that is just offline, only what is managed is known to be gone.
 */
function isPrimitiveActive(resource: Primitive): boolean {
  const managed = hasFlag(resource, ResourceFlag.Managed);
  return resource.activeNodes.some((node) => node.unclean || node.online || !managed);
}

function areChildrenActive({ children }: Group | Clone, all: boolean): boolean {
  return all ? children.every((child) => isActive(child, all)) : children.some((child) => isActive(child, all));
}

function isBundleActive(bundle: Bundle, all: boolean): boolean {
  for (const { ip, child, container, remote } of bundle.replicas) {
    for (const part of [ip, child, container, remote]) {
      if (part !== null && isActive(part, all) !== all) return !all;
    }
  }
  return all;
}

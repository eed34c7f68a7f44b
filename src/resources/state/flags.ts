// Flags of a resource together with everything below it.

import { hasFlag, type Resource } from "../../model/resource.ts";

/** True if the resource, or anything below it, has the flag. */
export function hasFlagAnywhere(resource: Resource, flag: number): boolean {
  return hasFlag(resource, flag) || resource.children.some((child) => hasFlagAnywhere(child, flag));
}

/** True if the resource and everything below it have the flag. */
export function hasFlagEverywhere(resource: Resource, flag: number): boolean {
  return hasFlag(resource, flag) && resource.children.every((child) => hasFlagEverywhere(child, flag));
}

/** Sets a flag on the resource and everything below it. */
export function setFlagEverywhere(resource: Resource, flag: number): void {
  resource.flags |= flag;
  for (const child of resource.children) setFlagEverywhere(child, flag);
}

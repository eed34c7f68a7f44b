import type { Resource } from "../model/resource.ts";

/** The resources without children at or below a resource, depth first in the order of children. */
export function leavesOf(resource: Resource): Resource[] {
  const leaves: Resource[] = [];
  collect(resource, leaves);
  return leaves;
}

function collect(resource: Resource, leaves: Resource[]): void {
  if (resource.children.length === 0) leaves.push(resource);
  else for (const child of resource.children) collect(child, leaves);
}

import type { Entry } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";

/**
 * Where a resource was placed, with the score of that moment; `null` if nowhere, or if its parts are on different nodes.
 */
export function assignedEntryOf(resource: Resource): Entry | null {
  if (resource.children.length === 0) return resource.assignedNode;
  let found: Entry | null = null;
  for (const child of resource.children) {
    const entry = assignedEntryOf(child);
    if (entry === null) continue;
    if (found === null) found = entry;
    else if (found.node !== entry.node) return null;
  }
  return found;
}

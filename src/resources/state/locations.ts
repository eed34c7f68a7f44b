// Where a resource is, or will be.

import type { Node } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";

/** Which kinds of places count. */
export interface Whereabouts {
  /** Nodes where it is active. */
  readonly current?: boolean;
  /** The node where an operation is in progress. */
  readonly pending?: boolean;
  /** The node chosen for it. */
  readonly assigned?: boolean;
}

/**
 * The nodes where a resource is, in a new array. For a resource with children it is the union of theirs, in order,
 * without duplicates; in the list of a leaf an assigned node is repeated if it is also current.
 */
export function locationsOf(resource: Resource, kinds: Whereabouts): Node[] {
  if (resource.children.length === 0) return ownLocations(resource, kinds);
  const found = new Set<Node>();
  for (const child of resource.children) for (const node of locationsOf(child, kinds)) found.add(node);
  return [...found];
}

function ownLocations(resource: Resource, kinds: Whereabouts): Node[] {
  const nodes = kinds.current === true ? resource.activeNodes.slice() : [];
  const pending = kinds.pending === true ? resource.pendingNode : null;
  if (pending !== null && !nodes.includes(pending)) nodes.push(pending);
  if (kinds.assigned === true && resource.assignedNode !== null) nodes.push(resource.assignedNode.node);
  return nodes;
}

/** The node where a resource is; `null` if it is nowhere, or on several. */
export function locationOf(resource: Resource, kinds: Whereabouts): Node | null {
  const nodes = locationsOf(resource, kinds);
  return nodes.length === 1 ? nodes[0]! : null;
}

/** The first of the nodes where a resource is active or has an operation in progress; `null` if there is none. */
export function firstLocation(resource: Resource): Node | null {
  if (resource.children.length === 0) return resource.activeNodes[0] ?? resource.pendingNode;
  for (const child of resource.children) {
    const node = firstLocation(child);
    if (node !== null) return node;
  }
  return null;
}

// Which instance of a promotable clone speaks for a node: found once per pass over the instances, in their current order.

import type { Node } from "../../model/node.ts";
import type { Clone, Resource } from "../../model/resource.ts";
import { baseName } from "../../resources/names.ts";

/** What is known about the instances of one name. */
export interface NameIndex {
  /** The first of them that is active on a node. */
  readonly active: ReadonlyMap<Node, Resource>;
  /** Nodes on which any of them was probed. */
  readonly probed: ReadonlySet<Node>;
}

/** {@link NameIndex} by ID without instance number. */
export type InstanceIndex = ReadonlyMap<string, NameIndex>;

/** Indexes the instances of a clone and, if these are groups, their members. */
export function indexInstances(clone: Clone): InstanceIndex {
  const index = new Map<string, { active: Map<Node, Resource>; probed: Set<Node> }>();
  const add = (resource: Resource): void => {
    const name = baseName(resource.id);
    let of = index.get(name);
    if (of === undefined) {
      of = { active: new Map(), probed: new Set() };
      index.set(name, of);
    }
    for (const node of resource.activeNodes) if (!of.active.has(node)) of.active.set(node, resource);
    for (const node of resource.probedNodes) of.probed.add(node);
    for (const child of resource.children) add(child);
  };
  for (const instance of clone.children) add(instance);
  return index;
}

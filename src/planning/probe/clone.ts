// Probes a clone: each instance if instances differ, else one of them, since any will find what there is.
//
// Traps   instances are left sorted by number; a node without exclusive discovery is dropped from the table of a clone
//         that is probed exclusively, which shows in the data of notifications (observed)

import { ProbeMode, type Node } from "../../model/node.ts";
import { hasFlag, ResourceFlag, type Clone, type Resource } from "../../model/resource.ts";
import { locationOf } from "../../resources/state/locations.ts";
import { cacheOf, type Run } from "../../run.ts";
import { sortByInstance } from "../instances.ts";
import { probe } from "./index.ts";

export function probeClone(clone: Clone, run: Run, node: Node): boolean {
  if (hasFlag(clone, ResourceFlag.ExclusiveProbes)) {
    if (clone.allowedNodes.get(node)?.probeMode !== ProbeMode.Exclusive) {
      clone.allowedNodes.remove(node);
      return false;
    }
  }
  sortByInstance(run, clone);
  if (hasFlag(clone, ResourceFlag.Unique)) {
    let created = false;
    for (const instance of clone.children) if (probe(instance, run, node)) created = true;
    return created;
  }
  const instance = representative(run, clone, node);
  return instance !== undefined && probe(instance, run, node);
}

/** The instance that is probed for all: one already known there, or else one that will be there, or else the first. */
function representative(run: Run, clone: Clone, node: Node): Resource | undefined {
  const all = cacheOf(run, key, () => new Map<Clone, FirstOnNode>());
  let first = all.get(clone);
  if (first === undefined) {
    first = findFirst(clone);
    all.set(clone, first);
  }
  return first.known.get(node) ?? first.assigned.get(node) ?? clone.children[0];
}

const key = Symbol("first instances on nodes");

/** Of the instances in order of their numbers, the first one that each node knows, and that is assigned to it alone. */
interface FirstOnNode {
  readonly known: Map<Node, Resource>;
  readonly assigned: Map<Node, Resource>;
}

function findFirst(clone: Clone): FirstOnNode {
  const first: FirstOnNode = { known: new Map(), assigned: new Map() };
  for (const instance of clone.children) {
    addKnown(first.known, instance, instance);
    const node = locationOf(instance, { assigned: true });
    if (node !== null && !first.assigned.has(node)) first.assigned.set(node, instance);
  }
  return first;
}

// Of a group only its members count, since history under the group's own name says nothing about them.
function addKnown(known: Map<Node, Resource>, instance: Resource, part: Resource): void {
  if (part.children.length === 0) for (const node of part.probedNodes) if (!known.has(node)) known.set(node, instance);
  for (const child of part.children) addKnown(known, instance, child);
}

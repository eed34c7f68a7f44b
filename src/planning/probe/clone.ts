// Probes a clone: each instance if instances differ, else one of them, since any will find what there is.
//
// Traps   instances are left sorted by number; a node without exclusive discovery is dropped from the table of a clone
//         that is probed exclusively, which shows in the data of notifications (observed)

import { ProbeMode, type Node } from "../../model/node.ts";
import { hasFlag, ResourceFlag, type Clone, type Resource } from "../../model/resource.ts";
import { locationsOf } from "../../resources/state/locations.ts";
import type { Run } from "../../run.ts";
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
  const instance = representative(clone, node);
  return instance !== undefined && probe(instance, run, node);
}

/** The instance that is probed for all: one already known there, or else one that will be there, or else the first. */
function representative(clone: Clone, node: Node): Resource | undefined {
  return (
    clone.children.find((instance) => isKnown(instance, node)) ??
    clone.children.find((instance) => isAssignedOnlyTo(instance, node)) ??
    clone.children[0]
  );
}

// Of a group only its members count, since history under the group's own name says nothing about them.
function isKnown(resource: Resource, node: Node): boolean {
  if (resource.children.length === 0) return resource.probedNodes.has(node);
  return resource.children.some((child) => isKnown(child, node));
}

function isAssignedOnlyTo(resource: Resource, node: Node): boolean {
  if (resource.children.length === 0) return resource.assignedNode?.node === node;
  const nodes = locationsOf(resource, { assigned: true });
  return nodes.length === 1 && nodes[0] === node;
}

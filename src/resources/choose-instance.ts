// Chooses the instance of an anonymous clone that stands for what history shows on a node.

import { report } from "../diagnostics.ts";
import { isGuestNode, type Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Clone, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { enterTree } from "./directory.ts";
import { findInInstance } from "./find.ts";
import { firstWithoutPlace, instancesOn } from "./instance-places.ts";
import { secondHistory } from "./messages.ts";
import { isUniversal } from "./state/instances.ts";
import { firstLocation } from "./state/locations.ts";
import { createInstance } from "./unpack/instances.ts";

/**
 * What is called `name` (without number) in the instance that is on the node already, else in a free instance, else in
 * a new one, which is in excess.
 */
export function chooseInstance(run: Run, clone: Clone, node: Node, name: string): Resource | null {
  const chosen = walkInstances(run, clone, node, name);
  if (chosen !== null && !wastesInstance(run, clone, node, chosen)) return chosen;
  const instance = createInstance(run, clone);
  if (instance === null) return null;
  enterTree(run, instance);
  return findInInstance(instance, name);
}

function walkInstances(run: Run, clone: Clone, node: Node, name: string): Resource | null {
  let sparesUsable = true;
  for (const instance of instancesOn(run, clone, node)) {
    const found = findInInstance(instance, name);
    if (found === null) continue;
    if (found.activeNodes.length === 0) return found;
    // the clone was unique once: each history but the first needs an instance of its own
    report(run, secondHistory, { clone: clone.id, node: node.name });
    sparesUsable = false;
  }
  return sparesUsable ? findSpare(run, clone, node, name) : null;
}

function findSpare(run: Run, clone: Clone, node: Node, name: string): Resource | null {
  const { children } = clone;
  for (let i = firstWithoutPlace(run, clone); i < children.length; i++) {
    const instance = children[i]!;
    if (firstLocation(instance) !== null || hasFlag(instance, ResourceFlag.Blocked)) continue;
    const found = findInInstance(instance, name);
    // history of a cloned group as a whole says where that group is, but not where its members are
    if (found !== null && (found.pendingNode === null || found.pendingNode === node)) return found;
  }
  return null;
}

/** On a node that is dead and will not be fenced for this resource, nothing can be running that counts. */
function wastesInstance(run: Run, clone: Clone, node: Node, instance: Resource): boolean {
  if (hasFlag(instance, ResourceFlag.NeedsFencing)) return false;
  return (!node.online || node.unclean) && !isGuestNode(node) && !isUniversal(run, clone);
}

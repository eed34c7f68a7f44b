// The node that stands for "where it runs" when a resource may be active on several, and how many those are.
//
// A bundle runs where its containers run. With one active container that container answers for the bundle; with
// several, the bundle's own flags decide over all their nodes.

import { hasFlag, ResourceFlag, type Bundle, type Resource } from "../../model/resource.ts";
import type { Node } from "../../model/node.ts";
import { byVariant } from "../../variants.ts";

/** How many nodes a resource is active on. */
export interface ActiveCount {
  readonly all: number;
  /** Only nodes that are online and clean. */
  readonly clean: number;
}

/** The active node that counts as the current one; `null` if the resource is not active. */
export const currentNode: (resource: Resource) => Node | null = byVariant({
  primitive: ownCurrentNode,
  group: ownCurrentNode,
  clone: ownCurrentNode,
  bundle: currentNodeOfBundle,
});

/** How many nodes a resource is active on. */
export const countActive: (resource: Resource) => ActiveCount = byVariant({
  primitive: countOwn,
  group: countOwn,
  clone: countOwn,
  bundle: countActiveOfBundle,
});

/**
 * How many active nodes matter: all if the resource needs fencing, since then others will be fenced, else the clean
 * ones.
 */
export function activeNodesAsRequired(resource: Resource): number {
  const { all, clean } = countActive(resource);
  return hasFlag(resource, ResourceFlag.NeedsFencing) ? all : clean;
}

function ownCurrentNode(resource: Resource): Node | null {
  return chooseCurrent(resource, resource.activeNodes);
}

function countOwn(resource: Resource): ActiveCount {
  return count(resource.activeNodes);
}

function currentNodeOfBundle(bundle: Bundle): Node | null {
  const active = activeContainers(bundle);
  if (active.length === 1) return ownCurrentNode(active[0]!);
  return chooseCurrent(bundle, nodesOf(active));
}

function countActiveOfBundle(bundle: Bundle): ActiveCount {
  return count(nodesOf(activeContainers(bundle)));
}

function activeContainers(bundle: Bundle): Resource[] {
  const active: Resource[] = [];
  for (const { container } of bundle.replicas) if (container.activeNodes.length > 0) active.push(container);
  return active;
}

function nodesOf(resources: readonly Resource[]): readonly Node[] {
  const nodes = new Set<Node>();
  for (const resource of resources) for (const node of resource.activeNodes) nodes.add(node);
  return [...nodes];
}

function chooseCurrent(resource: Resource, nodes: readonly Node[]): Node | null {
  const first = nodes[0] ?? null;
  const source = resource.partialMigrationSource;
  if (source !== null) return nodes.includes(source) ? source : first;
  if (hasFlag(resource, ResourceFlag.NeedsFencing)) return first;
  return nodes.find(isClean) ?? first;
}

function count(nodes: readonly Node[]): ActiveCount {
  let clean = 0;
  for (const node of nodes) if (isClean(node)) clean++;
  return { all: nodes.length, clean };
}

function isClean(node: Node): boolean {
  return node.online && !node.unclean;
}

// Which instance of a collective goes with a given resource: the one on the same node.
//
// Order   nodes as the resource would choose among them, then instances in their current order (containers: replicas)

import type { Entry, Node } from "../model/node.ts";
import { ResourceFlag, type Bundle, type Clone, type Resource } from "../model/resource.ts";
import { hasFlagAnywhere } from "../resources/state/flags.ts";
import { locationOf } from "../resources/state/locations.ts";
import { roleOf } from "../resources/state/role.ts";
import type { Run } from "../run.ts";
import type { Role } from "../values/role.ts";
import { assignedEntryOf } from "./assigned.ts";
import { compareEquals, effectiveScore, nodePreference, sortEntries } from "./compare-nodes.ts";
import { placeOf, samePlace } from "./places.ts";

/**
 * The first instance of a collective (container of a bundle) that is where `match` is, or would like to be.
 *
 * @param role only instances with this role; `null`: any
 * @param current compare where things are now, not where they will be
 * @param attribute nodes with equal values of this attribute count as one place; `null`: the very node
 */
export function findCompatibleInstance(
  run: Run,
  match: Resource,
  collective: Clone | Bundle,
  role: Role | null,
  current: boolean,
  attribute: string | null,
): Resource | null {
  const instances = instancesOf(collective);
  const node = placedNode(match, current);
  if (node !== null) return findOn(instances, node, role, current, attribute);
  if (attribute === null) return findAtBestNode(run, match, instances, role, current);
  for (const entry of sortEntries(run, match.allowedNodes.listed(), null)) {
    const instance = findOn(instances, entry.node, role, current, attribute);
    if (instance !== null) return instance;
  }
  return null;
}

// Looks at the nodes that have an instance only, and at each instance once.
function findAtBestNode(
  run: Run,
  match: Resource,
  instances: readonly Resource[],
  role: Role | null,
  current: boolean,
): Resource | null {
  const preference = nodePreference(run);
  if (preference === "balanced") return findInOrder(run, match, instances, role, current);
  const table = match.allowedNodes;
  let best: Entry | null = null;
  let bestScore = 0;
  let found: Resource | null = null;
  for (const instance of instances) {
    const node = placedNode(instance, current);
    const entry = node === null ? undefined : table.get(node);
    if (entry === undefined || entry.node !== node) continue;
    const score = effectiveScore(entry);
    if (best !== null) {
      if (score < bestScore || node === best.node) continue;
      const order = score > bestScore ? -1 : compareEquals(run, preference, null, node, best.node);
      if (order > 0) continue;
      // two nodes of one name: only the table tells them apart
      if (order === 0) return findInOrder(run, match, instances, role, current);
    }
    if (!isUsable(instance, role, current)) continue;
    best = entry;
    bestScore = score;
    found = instance;
  }
  return found;
}

function findInOrder(
  run: Run,
  match: Resource,
  instances: readonly Resource[],
  role: Role | null,
  current: boolean,
): Resource | null {
  const byNode = usableByNode(instances, role, current);
  const found = sortEntries(run, match.allowedNodes.listed(), null).find((entry) => byNode.has(entry.node));
  return found === undefined ? null : byNode.get(found.node)!;
}

/** Of the instances that can be acted upon (and have the role, if one is asked for), the first one on each node. */
export function usableByNode(
  instances: readonly Resource[],
  role: Role | null,
  current: boolean,
): ReadonlyMap<Node, Resource> {
  const byNode = new Map<Node, Resource>();
  for (const instance of instances) {
    const node = placedNode(instance, current);
    if (node !== null && !byNode.has(node) && isUsable(instance, role, current)) byNode.set(node, instance);
  }
  return byNode;
}

/** The instances of a clone, or the containers of a bundle. */
export function instancesOf(collective: Clone | Bundle): readonly Resource[] {
  return collective.variant === "clone" ? collective.children : collective.replicas.map((replica) => replica.container);
}

function findOn(
  instances: readonly Resource[],
  node: Node,
  role: Role | null,
  current: boolean,
  attribute: string | null,
): Resource | null {
  for (const instance of instances) if (matchesPlace(instance, node, role, current, attribute)) return instance;
  return null;
}

/** Whether an instance is on a node (or an equal place), with a role if one is asked for, and can be acted upon. */
export function matchesPlace(
  instance: Resource,
  node: Node,
  role: Role | null,
  current: boolean,
  attribute: string | null,
): boolean {
  const own = placedNode(instance, current);
  if (own === null) return false;
  const isSame =
    attribute === null
      ? own === node
      : samePlace(placeOf(own, attribute, instance), placeOf(node, attribute, instance));
  return isSame && isUsable(instance, role, current);
}

function isUsable(instance: Resource, role: Role | null, current: boolean): boolean {
  if (role !== null && roleOf(instance, current ? "current" : "next") !== role) return false;
  return !hasFlagAnywhere(instance, ResourceFlag.Blocked);
}

/** The one node where a resource is, or will be. */
export function placedNode(resource: Resource, current: boolean): Node | null {
  if (current) return locationOf(resource, { current: true });
  return assignedEntryOf(resource)?.node ?? null;
}

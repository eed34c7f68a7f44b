// What counts as one place: nodes with equal values of the attribute that a colocation goes by.
//
// Rule   Pacemaker Explained, "Placing Resources Relative to other Resources" (node-attribute); inside bundles, and where
//        `container-attribute-target` says so, the value is that of the host

import { isGuestNode, type Node } from "../model/node.ts";
import { topOf, type Resource } from "../model/resource.ts";
import { attributeFor, attributeOf } from "../nodes/attributes.ts";
import type { Run } from "../run.ts";
import { asciiLower, equalsIgnoreCase } from "../values/text.ts";
import { stateOf } from "./state.ts";

/** The value of an attribute on a node as a resource sees it when it is to be colocated. */
export function placeOf(node: Node, attribute: string, resource: Resource): string | undefined {
  if (!isGuestNode(node)) return attributeOf(node, attribute);
  const target = isBundleNode(node) && isInsideBundle(resource) ? "host" : resource.meta.get("container-attribute-target");
  return attributeFor(node, attribute, target, "assigned");
}

/** Whether two values are the same place; two missing ones are. */
export function samePlace(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return equalsIgnoreCase(a, b);
}

/** The node that is the inside of a bundle's replica. */
export function isBundleNode(node: Node): boolean {
  return node.connection !== null && node.connection.parent !== null && node.connection.parent.variant === "bundle";
}

/** The node on which a node is: a bundle node's container's node (`null` if it has none), any other node itself. */
export function hostOf(node: Node): Node | null {
  if (!isBundleNode(node)) return node;
  return node.connection!.launcher?.assignedNode?.node ?? null;
}

function isInsideBundle(resource: Resource): boolean {
  const top = topOf(resource);
  return top.variant === "clone" && top.parent !== null;
}

/**
 * True if a value tells a single node, so that equal values mean the same node: the attribute differs on all nodes, and
 * neither resource sees the values of hosts in place of those of guests.
 */
export function tellsNodes(run: Run, attribute: string, a: Resource, b: Resource): boolean {
  const state = stateOf(run);
  let distinct = state.distinctAttributes.get(attribute);
  if (distinct === undefined) {
    distinct = isDistinct(run.cluster.nodes, attribute);
    state.distinctAttributes.set(attribute, distinct);
  }
  return distinct && (!run.cluster.haveRemoteNodes || (!mayLookAtHosts(a) && !mayLookAtHosts(b)));
}

function isDistinct(nodes: readonly Node[], attribute: string): boolean {
  const values = new Set<string | undefined>();
  const slots = new Set<number>();
  for (const node of nodes) {
    const value = attributeOf(node, attribute);
    values.add(value === undefined ? undefined : asciiLower(value));
    slots.add(node.slot);
  }
  return values.size === nodes.length && slots.size === nodes.length;
}

function mayLookAtHosts(resource: Resource): boolean {
  return resource.meta.get("container-attribute-target") !== undefined || isInsideBundle(resource);
}

// Finds the replicas of a bundle, and bundles from their parts and nodes.

import { isGuestNode, type Node } from "../model/node.ts";
import type { Bundle, Replica, Resource } from "../model/resource.ts";

/** The replica that a resource is part of, if it is part of one of this bundle's. */
export function replicaOf(bundle: Bundle, part: Resource): Replica | null {
  for (const replica of bundle.replicas) {
    const { child, container, remote, ip } = replica;
    if (part === child || part === container || part === remote || part === ip) return replica;
  }
  return null;
}

/** The replica whose bundle node this is. */
export function replicaOnNode(bundle: Bundle, node: Node): Replica | null {
  return bundle.replicas.find((replica) => replica.node?.node === node) ?? null;
}

/** The bundle whose replica a bundle node belongs to; `null` for any other node. */
export function bundleOfNode(node: Node): Bundle | null {
  const parent = isGuestNode(node) ? node.connection!.parent : null;
  return parent !== null && parent.variant === "bundle" ? parent : null;
}

/** True for the node that a replica's connection leads to. */
export function isBundleNode(node: Node): boolean {
  return bundleOfNode(node) !== null;
}

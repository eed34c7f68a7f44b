// Tells bundle nodes and replicas from each other.

import { isGuestNode, type Node } from "../model/node.ts";
import type { Bundle, Replica } from "../model/resource.ts";

/** The replica whose bundle node this is. */
export function replicaOnNode(bundle: Bundle, node: Node): Replica | null {
  return bundle.replicas.find((replica) => replica.node?.node === node) ?? null;
}

/** True for the node that a replica's connection leads to. */
export function isBundleNode(node: Node): boolean {
  return isGuestNode(node) && node.connection!.parent?.variant === "bundle";
}

// The address of a bundle's connection when it is written as `#uname`: the node that hosts the replica's container.

import { bundleOf, hasFlag, ResourceFlag, type Primitive } from "../model/resource.ts";
import { parametersOf } from "../resources/parameters.ts";
import { replicaOf } from "../resources/replicas.ts";
import { currentNode } from "../resources/state/current-node.ts";
import type { Run } from "../run.ts";
import { equalsIgnoreCase } from "../values/text.ts";

/** True for a connection whose address is that of whatever node its container runs on. */
export function needsHostAddress(run: Run, resource: Primitive): boolean {
  if (!hasFlag(resource, ResourceFlag.RemoteConnection)) return false;
  const address = parametersOf(run, resource, null).get("addr");
  return address !== undefined && equalsIgnoreCase(address, "#uname");
}

/** Name of the node that the container is assigned to or, failing that, runs on now; `null` if there is none. */
export function hostAddress(resource: Primitive): string | null {
  const bundle = bundleOf(resource);
  const replica = bundle === null ? null : replicaOf(bundle, resource);
  if (replica === null) return null;
  const { container } = replica;
  const node = container.assignedNode === null ? currentNode(container) : container.assignedNode.node;
  return node === null ? null : node.name;
}

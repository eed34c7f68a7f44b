// Probes the parts of a bundle's replicas: the bundled resource only in its own replica.

import { OrderFlag } from "../../actions/action.ts";
import { findExactActions } from "../../actions/find.ts";
import { keyOf } from "../../actions/key.ts";
import { orderOperationBefore, orderOperations } from "../../actions/relation.ts";
import type { Node } from "../../model/node.ts";
import type { Bundle, Replica } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { probe } from "./index.ts";

export function probeBundle(bundle: Bundle, run: Run, node: Node): boolean {
  let created = false;
  for (const replica of bundle.replicas) if (probeReplica(bundle, replica, run, node)) created = true;
  return created;
}

function probeReplica(bundle: Bundle, replica: Replica, run: Run, node: Node): boolean {
  const { ip, child, container, remote } = replica;
  let created = false;
  if (ip !== null && probe(ip, run, node)) created = true;
  if (child !== null && replica.node?.node === node && probe(child, run, node)) created = true;
  if (probe(container, run, node)) {
    created = true;
    // the host may turn out to be taken
    if (bundle.replicasPerHost === 1) orderBeforeOtherStarts(run, bundle, replica);
  }
  if (remote !== null && probe(remote, run, node)) {
    created = true;
    // what a connection is probed for is gone if its container has to be started first
    for (const action of findExactActions(remote, keyOf(remote, "monitor"), node)) {
      orderOperationBefore(run, container, "start", action, OrderFlag.NestedRemoteProbe);
    }
  }
  return created;
}

function orderBeforeOtherStarts(run: Run, bundle: Bundle, { container }: Replica): void {
  for (const other of bundle.replicas) {
    if (other.container === container) continue;
    const flags = OrderFlag.Ordered | OrderFlag.IfOnSameNode;
    orderOperations(run, container, "monitor", other.container, "start", flags);
  }
}

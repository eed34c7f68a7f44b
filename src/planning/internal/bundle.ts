// Frames the parts of a bundle's replicas by the bundle's own points in time: address before container, container before
// connection. "Connection before bundled resource" needs no ordering here; it follows from running on a remote node.

import { OrderFlag } from "../../actions/action.ts";
import { orderOperations } from "../../actions/relation.ts";
import { recordColocation } from "../../assignment/colocations.ts";
import { hasFlag, ResourceFlag, type Bundle, type Clone, type Primitive, type Replica } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { INFINITY } from "../../values/score.ts";
import { internalColocation } from "./colocation.ts";
import { createInternals } from "./index.ts";
import { orderRestart } from "./promotable.ts";

const { UnrunnableFirstBlocks, ThenImpliesFirst, ThenImpliesFirstGraphed, FirstImpliesThenGraphed } = OrderFlag;
const { GuestAllowed } = OrderFlag;

export function createBundleInternals(bundle: Bundle, run: Run): void {
  for (const replica of bundle.replicas) createReplicaInternals(run, bundle, replica);
  if (bundle.child !== null) frameBundled(run, bundle, bundle.child);
}

function createReplicaInternals(run: Run, bundle: Bundle, replica: Replica): void {
  const { container } = replica;
  createInternals(container, run);
  orderOperations(run, bundle, "start", container, "start", UnrunnableFirstBlocks | ThenImpliesFirstGraphed);
  if (replica.child !== null) orderOperations(run, bundle, "stop", replica.child, "stop", ThenImpliesFirstGraphed);
  orderOperations(run, bundle, "stop", container, "stop", ThenImpliesFirstGraphed);
  orderOperations(run, container, "start", bundle, "running", FirstImpliesThenGraphed);
  orderOperations(run, container, "stop", bundle, "stopped", FirstImpliesThenGraphed);
  if (replica.ip !== null) relateAddress(run, replica.ip, container);
  if (replica.remote !== null) createInternals(replica.remote, run);
}

function relateAddress(run: Run, ip: Primitive, container: Primitive): void {
  createInternals(ip, run);
  orderOperations(run, ip, "start", container, "start", UnrunnableFirstBlocks | GuestAllowed);
  orderOperations(run, container, "stop", ip, "stop", ThenImpliesFirst | GuestAllowed);
  recordColocation(run, internalColocation("#ip-with-container", ip, container, INFINITY, true));
}

function frameBundled(run: Run, bundle: Bundle, bundled: Clone): void {
  orderOperations(run, bundle, "start", bundled, "start", ThenImpliesFirstGraphed);
  orderOperations(run, bundled, "running", bundle, "running", FirstImpliesThenGraphed);
  orderOperations(run, bundle, "stop", bundled, "stop", ThenImpliesFirstGraphed);
  orderOperations(run, bundled, "stopped", bundle, "stopped", FirstImpliesThenGraphed);
  createInternals(bundled, run);
  if (!hasFlag(bundled, ResourceFlag.Promotable)) return;
  orderRestart(run, bundle);
  orderOperations(run, bundle, "demote", bundled, "demote", ThenImpliesFirstGraphed);
  orderOperations(run, bundled, "demoted", bundle, "demoted", FirstImpliesThenGraphed);
  orderOperations(run, bundle, "promote", bundled, "promote", ThenImpliesFirstGraphed);
  orderOperations(run, bundled, "promoted", bundle, "promoted", FirstImpliesThenGraphed);
}

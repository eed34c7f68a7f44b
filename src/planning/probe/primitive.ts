// Decides whether a primitive is probed on a node, and creates the probe.
//
// Trap    on a guest node that is not up nothing can be probed, but the start of the resource then waits until the guest's
//         state is settled

import { ActionFlag, actionIs, clearActionFlag, OrderFlag, type Action } from "../../actions/action.ts";
import { keyOf } from "../../actions/key.ts";
import { orderBeforeOperation, orderOperations, recordRelation } from "../../actions/relation.ts";
import { requestOperation } from "../../actions/request.ts";
import { isGuestNode, isPacemakerRemote, ProbeMode, type Node } from "../../model/node.ts";
import { hasFlag, ResourceFlag, topOf, type Primitive, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { ResultCode } from "../../values/result-code.ts";
import { Role } from "../../values/role.ts";
import { equalsIgnoreCase } from "../../values/text.ts";
import { orderAfterUnfencing } from "../unfencing.ts";

export function probePrimitive(primitive: Primitive, run: Run, node: Node): boolean {
  if (!canBeOn(primitive, node) || !isWanted(primitive, node)) return false;
  if (isGuestNode(node) && !isGuestReady(run, primitive, node, node.connection!.launcher!)) return false;
  createProbe(run, primitive, node);
  return true;
}

/** False if a resource is of a kind that can never be on such a node. */
export function canBeOn(resource: Resource, node: Node): boolean {
  if (!isPacemakerRemote(node)) return true;
  if (hasFlag(resource, ResourceFlag.FenceDevice | ResourceFlag.RemoteConnection)) return false;
  return !isGuestNode(node) || !resource.launched.some(isConnection);
}

function isConnection(resource: Resource): boolean {
  return hasFlag(resource, ResourceFlag.RemoteConnection);
}

function isWanted(primitive: Primitive, node: Node): boolean {
  if (primitive.launcher !== null && !isConnection(primitive)) return false;
  if (hasFlag(primitive, ResourceFlag.Removed) || primitive.probedNodes.has(node)) return false;
  const mode = primitive.allowedNodes.get(node)?.probeMode ?? node.baseProbeMode;
  if (mode === ProbeMode.Never) return false;
  return mode === ProbeMode.Exclusive || !isProbedExclusively(primitive);
}

function isProbedExclusively(primitive: Primitive): boolean {
  return hasFlag(primitive, ResourceFlag.ExclusiveProbes) || hasFlag(topOf(primitive), ResourceFlag.ExclusiveProbes);
}

/** True if the guest behind a node is up and stays so; otherwise the resource's start is ordered after what happens to it. */
function isGuestReady(run: Run, primitive: Primitive, node: Node, guest: Resource): boolean {
  const top = topOf(primitive);
  if (guest.originalRole === Role.Stopped) {
    const host = guest.assignedNode?.node;
    if (host !== undefined && !guest.probedNodes.has(host)) {
      orderOperations(run, guest, "monitor", top, "start", OrderFlag.Ordered);
    }
    return false;
  }
  if (willStop(node, guest)) {
    orderOperations(run, guest, "stop", top, "start", OrderFlag.Ordered);
    return false;
  }
  return true;
}

function willStop(node: Node, guest: Resource): boolean {
  if (node.remoteReset || node.unclean || hasFlag(guest, ResourceFlag.Failed)) return true;
  if (guest.nextRole === Role.Stopped) return true;
  const host = guest.assignedNode?.node;
  if (host === undefined || guest.activeNodes.length === 0) return false;
  // by name, so that a host whose name differs in case counts as the same (observed)
  return !guest.activeNodes.some(({ name }) => equalsIgnoreCase(name, host.name));
}

function createProbe(run: Run, primitive: Primitive, node: Node): void {
  const action = requestOperation(run, primitive, "monitor", 0, node, false);
  // even if the resource is unmanaged
  clearActionFlag(action, ActionFlag.Optional);
  orderAfterUnfencing(run, primitive, node, action, OrderFlag.Ordered);
  const expected = expectedResult(primitive, node);
  if (expected !== null) action.meta.set("op_target_rc", String(expected));
  orderBeforeStart(run, primitive, action);
}

/** The result that confirms what is thought, `null` for the usual one. */
function expectedResult(primitive: Primitive, node: Node): number | null {
  if (!primitive.activeNodes.includes(node)) return ResultCode.NotRunning;
  return primitive.originalRole === Role.Promoted ? ResultCode.Promoted : null;
}

function orderBeforeStart(run: Run, primitive: Primitive, action: Action): void {
  const top = topOf(primitive);
  const started = top.variant === "clone" ? top : primitive;
  const blocks = !actionIs(action, ActionFlag.Runnable) && started.activeNodes.length === 0;
  const flags = blocks ? OrderFlag.Ordered | OrderFlag.UnrunnableFirstBlocks : OrderFlag.Ordered;
  orderBeforeOperation(run, action, started, "start", flags);
  // of an instance there is no such action in the clone, but the relation takes its number (observed)
  const reload = { resource: started, key: keyOf(primitive, "reload-agent") };
  recordRelation(run, { action }, reload, OrderFlag.Ordered);
}

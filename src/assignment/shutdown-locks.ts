// Keeps resources of a node that was shut down from being recovered elsewhere.
//
// Order    top-level resources; a group's members in turn; clones and bundles have no locks
// Writes   lock node and lock time; bans everywhere but on the lock node
// Rule     Pacemaker Explained, "Cluster Options": shutdown-lock, shutdown-lock-limit

import { requestOperation } from "../actions/request.ts";
import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Primitive } from "../model/resource.ts";
import { shiftScore } from "../model/shift.ts";
import { attributeOf } from "../nodes/attributes.ts";
import { proposeRecheck, type Run } from "../run.ts";
import { scanInteger } from "../values/integer.ts";
import { secondsOfMilliseconds } from "../values/interval.ts";
import { INFINITY } from "../values/score.ts";
import { shutdownTimeInvalid } from "./messages.ts";

/** Locks what is to be locked, if the cluster does that at all. */
export function applyShutdownLocks(run: Run): void {
  if (!run.cluster.shutdownLock) return;
  for (const resource of run.cluster.resources) {
    if (resource.variant === "primitive") applyLock(run, resource);
    else if (resource.variant === "group") {
      for (const member of resource.children) if (member.variant === "primitive") applyLock(run, member);
    }
  }
}

function applyLock(run: Run, primitive: Primitive): void {
  if (hasFlag(primitive, ResourceFlag.FenceDevice | ResourceFlag.RemoteConnection)) return;
  if (primitive.lockNode === null) lockToLeavingNode(run, primitive);
  else if (primitive.activeNodes.length > 0) dropLock(run, primitive, primitive.lockNode);
  const { lockNode } = primitive;
  if (lockNode === null) return;
  const limit = secondsOfMilliseconds(run.cluster.shutdownLockLimit);
  if (limit > 0) proposeRecheck(run, primitive.lockTime + limit + 1);
  for (const node of run.cluster.nodes) {
    if (node !== lockNode) shiftScore(run, primitive, node, -INFINITY, { kind: "shutdown-lock" });
  }
}

function dropLock(run: Run, primitive: Primitive, node: Node): void {
  requestOperation(run, primitive, "lrm_delete", 0, node, false);
  primitive.lockNode = null;
  primitive.lockTime = 0;
}

function lockToLeavingNode(run: Run, primitive: Primitive): void {
  const node = primitive.activeNodes[0];
  if (node === undefined || primitive.activeNodes.length > 1 || !node.shutdown || node.unclean) return;
  primitive.lockNode = node;
  primitive.lockTime = shutdownTime(run, node);
}

function shutdownTime(run: Run, node: Node): number {
  const text = attributeOf(node, "shutdown");
  if (text === undefined) return run.settings.now;
  const { value, error } = scanInteger(text);
  if (error !== null) report(run, shutdownTimeInvalid, { node: node.name, value: text, error });
  return error !== null || value === 0 ? run.settings.now : value;
}

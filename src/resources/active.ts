// Records where resources are active, or are about to be, as history shows it.
//
// Order   a resource first, then its ancestors, each by its own flags; an unmanaged one tells all of them at once
// Trap    an active member of an unmanaged group makes the group prefer that node for all its members, managed or not
// Rule    Pacemaker Explained, "Resource Options", `multiple-active`

import { isGuestNode, type Node } from "../model/node.ts";
import { clearFlag, hasFlag, ResourceFlag, setFlag, type Primitive, type Resource } from "../model/resource.ts";
import { banEverywhere, shiftScore } from "../model/shift.ts";
import type { Run } from "../run.ts";
import { Role } from "../values/role.ts";
import { INFINITY } from "../values/score.ts";
import { noteVisitor } from "./instance-places.ts";
import { activeNodesAsRequired } from "./state/current-node.ts";

/**
 * Records that a resource is active on a node, and its ancestors with it.
 *
 * @param failed it is recorded for the sake of a failure, so its priority does not add to the node's
 */
export function recordActive(run: Run, resource: Resource, node: Node, failed: boolean): void {
  let isFailure = failed;
  for (let at: Resource | null = resource; at !== null; at = at.parent) {
    if (at.activeNodes.includes(node)) return;
    at.activeNodes.push(node);
    if (at.variant === "primitive") recordOnNode(run, at, node, isFailure);
    if (!hasFlag(at, ResourceFlag.Managed)) {
      shiftScore(run, at, node, INFINITY, { kind: "unmanaged" });
      for (let above = at.parent; above !== null; above = above.parent) above.activeNodes.push(node);
      return;
    }
    if (at.variant === "primitive" && activeNodesAsRequired(at) > 1) applyMultipleActive(run, at);
    isFailure = false;
  }
}

/** Records that an operation of a resource is in progress on a node. */
export function recordPending(run: Run, resource: Resource, node: Node): void {
  resource.pendingNode = node;
  noteVisitor(run, resource, node);
}

function recordOnNode(run: Run, primitive: Primitive, node: Node, failed: boolean): void {
  node.running.push(primitive);
  noteVisitor(run, primitive, node);
  if (!failed) addPriority(primitive, node);
  if (node.maintenance) {
    clearFlag(primitive, ResourceFlag.Managed);
    setFlag(primitive, ResourceFlag.Maintenance);
  }
}

/** A guest node is as important as the node that hosts it, and the other way round. */
function addPriority(primitive: Primitive, node: Node): void {
  if (primitive.priority === 0) return;
  const weight = primitive.priority + (primitive.originalRole === Role.Promoted ? 1 : 0);
  node.priority += weight;
  if (!isGuestNode(node)) return;
  for (const host of node.connection!.launcher!.activeNodes) host.priority += weight;
}

function applyMultipleActive(run: Run, primitive: Primitive): void {
  switch (primitive.multipleActive) {
    case "stop_only":
      banEverywhere(run, primitive, { kind: "multiply-active" });
      return;
    case "block":
      block(primitive);
      if (isBlockedAsAWhole(primitive.parent)) for (const child of primitive.parent.children) block(child);
      return;
    case "stop_start":
    case "stop_unexpected":
    // decided when actions are created
  }
}

function isBlockedAsAWhole(parent: Resource | null): parent is Resource {
  if (parent === null || parent.multipleActive !== "block") return false;
  return parent.variant === "group" || parent.variant === "bundle";
}

function block(resource: Resource): void {
  clearFlag(resource, ResourceFlag.Managed);
  setFlag(resource, ResourceFlag.Blocked);
}

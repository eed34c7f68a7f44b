// Unfencing: a node on which devices must first let it back in, before anything there that depends on that.

import type { Action } from "../actions/action.ts";
import { requestFenceAction, triggerUnfencing } from "../actions/fence.ts";
import { linkActions } from "../actions/link.ts";
import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Primitive } from "../model/resource.ts";
import { attributeOf } from "../nodes/attributes.ts";
import type { Run } from "../run.ts";

/** True if the node was unfenced, as far as the cluster has recorded it. */
export function wasUnfenced(node: Node): boolean {
  const value = attributeOf(node, "#node-unfenced");
  return value !== undefined && value !== "0";
}

/** Orders a start or probe after the unfencing of its node, if it depends on that; unfencing that is due is triggered. */
export function orderAfterUnfencing(run: Run, primitive: Primitive, node: Node, action: Action, flags: number): void {
  const isDevice = hasFlag(primitive, ResourceFlag.FenceDevice) && run.cluster.unfencing;
  if (!isDevice && !hasFlag(primitive, ResourceFlag.NeedsUnfencing)) return;
  linkActions(requestFenceAction(run, node, "on", true, null, false), action, flags);
  if (!wasUnfenced(node)) triggerUnfencing(run, null, node, `required by ${primitive.id} ${action.task}`, null);
}

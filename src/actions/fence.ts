import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { Action } from "./action.ts";

/**
 * Finds or creates the action that fences a node, or unfences it with operation `on`; `null` is the cluster's fence
 * action. It stays optional unless it is requested as required and the node can be fenced.
 */
export function requestFenceAction(
  run: Run,
  node: Node,
  operation: string | null,
  optional: boolean,
  reason: string | null,
  priorityDelay: boolean,
): Action {
  void [run, node, operation, optional, reason, priorityDelay];
  throw new Error("not built yet");
}

/**
 * Requests unfencing of one node, or of all usable nodes that a fence device may run on, before the dependent action.
 * Nothing happens for a resource that is no fence device, or where unfencing is not in use.
 */
export function triggerUnfencing(
  run: Run,
  resource: Resource | null,
  node: Node | null,
  reason: string,
  dependent: Action | null,
): void {
  void [run, resource, node, reason, dependent];
  throw new Error("not built yet");
}

// Cancels recurring operations.
//
// Traps   the cancellation has the key of the operation itself; so where the history made an (optional) action of the
//         operation, that very action turns into its cancellation

import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { formatInterval } from "../values/interval.ts";
import { OrderFlag, type Action } from "./action.ts";
import { recurringStopped } from "./messages.ts";
import { orderOperationBefore } from "./relation.ts";
import { changeTask, requestAction } from "./request.ts";
import { operationKey } from "../values/operation-key.ts";

/** Turns the recurring operation of a resource on a node into its cancellation, required. */
export function requestCancel(run: Run, resource: Resource, task: string, interval: number, node: Node): Action {
  const key = operationKey(resource.id, task, interval);
  const action = requestAction(run, resource, key, "cancel", node, false);
  changeTask(action, "cancel");
  action.cancelTask = task;
  action.meta.set("operation", task);
  action.meta.set("interval", String(interval));
  return action;
}

/** Cancels what the history says is active: like {@link requestCancel}, with the entry's call ID, after the stop. */
export function cancelRecorded(
  run: Run,
  resource: Resource,
  callId: string | undefined,
  task: string,
  interval: number,
  node: Node,
  reason: string,
): void {
  report(run, recurringStopped, {
    interval: formatInterval(interval),
    task,
    resource: resource.id,
    node: node.name,
    reason,
  });
  const action = requestCancel(run, resource, task, interval, node);
  if (callId !== undefined) action.meta.set("call-id", callId);
  orderOperationBefore(run, resource, "stop", action, OrderFlag.Ordered);
}

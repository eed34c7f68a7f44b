// Recurring operations on the node where a resource is to be active.

import { ActionFlag, actionIs, clearActionFlag, OrderFlag, type Action } from "../../actions/action.ts";
import { requestCancel } from "../../actions/cancel.ts";
import { findExactActions } from "../../actions/find.ts";
import { orderBeforeOperation, orderOperationBefore } from "../../actions/relation.ts";
import { requestAction } from "../../actions/request.ts";
import type { Node } from "../../model/node.ts";
import { hasFlag, ResourceFlag, type Primitive } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { operationKey } from "../../values/operation-key.ts";
import { ResultCode } from "../../values/result-code.ts";
import { Role } from "../../values/role.ts";
import type { RecurringOperation } from "./operations.ts";

const { Ordered, FirstImpliesThen, UnrunnableFirstBlocks } = OrderFlag;

/** @param start the start of the resource on the node, which exists even if the resource is there already */
export function scheduleWhereActive(
  run: Run,
  primitive: Primitive,
  operation: RecurringOperation,
  node: Node,
  start: Action,
): void {
  const key = operationKey(primitive.id, operation.name, operation.interval);
  const optional = actionIs(start, ActionFlag.Optional) && isRunning(primitive, key, node);
  if (!suits(operation, primitive.nextRole)) {
    if (optional) cancel(run, primitive, operation, node);
    return;
  }
  const action = requestAction(run, primitive, key, operation.name, node, optional);
  if (!actionIs(start, ActionFlag.Runnable) || !node.online || node.unclean) {
    clearActionFlag(action, ActionFlag.Runnable);
  }
  if (primitive.nextRole === Role.Promoted) action.meta.set("op_target_rc", String(ResultCode.Promoted));
  if (!hasFlag(primitive, ResourceFlag.Managed)) return;
  orderOperationBefore(run, primitive, "start", action, FirstImpliesThen | UnrunnableFirstBlocks);
  orderOperationBefore(run, primitive, "reload-agent", action, FirstImpliesThen | UnrunnableFirstBlocks);
  if (primitive.nextRole === Role.Promoted) {
    orderOperationBefore(run, primitive, "promote", action, Ordered | UnrunnableFirstBlocks);
  } else if (primitive.originalRole === Role.Promoted) {
    orderOperationBefore(run, primitive, "demote", action, Ordered | UnrunnableFirstBlocks);
  }
}

/** True if the history says that the operation is active on the node, and nothing asks to begin it anew. */
function isRunning(primitive: Primitive, key: string, node: Node): boolean {
  const known = findExactActions(primitive, key, node);
  return known.length > 0 && !known.some((action) => actionIs(action, ActionFlag.Reschedule));
}

function suits(operation: RecurringOperation, role: Role): boolean {
  return operation.role === Role.Unknown ? role !== Role.Promoted : role === operation.role;
}

/** Ends an operation that does not suit the next role, before the step that leads there. */
function cancel(run: Run, primitive: Primitive, operation: RecurringOperation, node: Node): void {
  const action = requestCancel(run, primitive, operation.name, operation.interval, node);
  const step = stepAfterCancel(primitive);
  if (step !== null) orderBeforeOperation(run, action, primitive, step, UnrunnableFirstBlocks);
}

function stepAfterCancel(primitive: Primitive): string | null {
  switch (primitive.originalRole) {
    case Role.Started:
    case Role.Unpromoted:
      if (primitive.nextRole === Role.Promoted) return "promote";
      return primitive.nextRole === Role.Stopped ? "stop" : null;
    case Role.Promoted:
      return "demote";
    default:
      return null;
  }
}


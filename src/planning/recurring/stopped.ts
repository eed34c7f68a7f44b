// Recurring operations with role Stopped, which watch on all other nodes that a resource is not active there.

import { ActionFlag, actionIs, clearActionFlag, OrderFlag, setActionFlag, type Action } from "../../actions/action.ts";
import { requestCancel } from "../../actions/cancel.ts";
import { findActions, findExactActions } from "../../actions/find.ts";
import { keyOf } from "../../actions/key.ts";
import { linkActions } from "../../actions/link.ts";
import { orderActions, orderBeforeOperation } from "../../actions/relation.ts";
import { requestAction } from "../../actions/request.ts";
import { report } from "../../diagnostics.ts";
import type { Node } from "../../model/node.ts";
import { hasFlag, ResourceFlag, type Primitive } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { formatInterval } from "../../values/interval.ts";
import { operationKey } from "../../values/operation-key.ts";
import { ResultCode } from "../../values/result-code.ts";
import { Role } from "../../values/role.ts";
import { equalsIgnoreCase } from "../../values/text.ts";
import { stoppedRoleStarts, stoppedRoleUnsupported } from "../messages.ts";
import type { RecurringOperation } from "./operations.ts";

/** On every node, in node order, whether the resource may run there or not. */
export function scheduleWhereStopped(run: Run, primitive: Primitive, operation: RecurringOperation): void {
  if (!hasFlag(primitive, ResourceFlag.Unique)) {
    report(run, stoppedRoleUnsupported, { operation: operation.id });
    return;
  }
  const key = operationKey(primitive.id, operation.name, operation.interval);
  const host = primitive.assignedNode?.node.name;
  for (const node of run.cluster.nodes) {
    const known = findExactActions(primitive, key, node).length > 0;
    if (host !== undefined && equalsIgnoreCase(host, node.name)) {
      if (known) cancel(run, primitive, operation, node);
    } else {
      watch(run, primitive, operation, key, node, known);
    }
  }
}

/** Ends the watch on the node where the resource is going to be. */
function cancel(run: Run, primitive: Primitive, operation: RecurringOperation, node: Node): void {
  const action = requestCancel(run, primitive, operation.name, operation.interval, node);
  if (primitive.nextRole === Role.Started || primitive.nextRole === Role.Unpromoted) {
    orderBeforeOperation(run, action, primitive, "start", OrderFlag.UnrunnableFirstBlocks);
  }
}

function watch(
  run: Run,
  primitive: Primitive,
  operation: RecurringOperation,
  key: string,
  node: Node,
  known: boolean,
): void {
  const action = requestAction(run, primitive, key, operation.name, node, known);
  action.meta.set("op_target_rc", String(ResultCode.NotRunning));
  if (hasFlag(primitive, ResourceFlag.Managed)) {
    const probeKey = keyOf(primitive, "monitor");
    for (const probe of findActions(primitive, probeKey, node)) {
      linkActions(probe, action, OrderFlag.UnrunnableFirstBlocks);
    }
  }
  waitForStops(run, primitive, action, node);
  if (!node.online || node.unclean) clearActionFlag(action, ActionFlag.Runnable);
  if (actionIs(action, ActionFlag.Runnable) && !actionIs(action, ActionFlag.Optional)) {
    report(run, stoppedRoleStarts, {
      interval: formatInterval(operation.interval),
      name: operation.name,
      resource: primitive.id,
      node: node.name,
    });
  }
}

function waitForStops(run: Run, primitive: Primitive, action: Action, node: Node): void {
  const managed = hasFlag(primitive, ResourceFlag.Managed);
  for (const stop of findExactActions(primitive, keyOf(primitive, "stop"), node)) {
    const unmanagedStop = !managed && !actionIs(stop, ActionFlag.Optional);
    if (unmanagedStop && !actionIs(action, ActionFlag.Optional)) setActionFlag(action, ActionFlag.Optional);
    if (!actionIs(stop, ActionFlag.Runnable)) clearActionFlag(action, ActionFlag.Runnable);
    if (managed) orderActions(run, stop, action, OrderFlag.FirstImpliesThen | OrderFlag.UnrunnableFirstBlocks);
  }
}

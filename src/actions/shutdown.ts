// Schedules the shutdown of a node, after what has to stop there.
//
// Order   stops are walked newest first; the relations take their numbers in that order
// Traps   the stop of an unmanaged resource does not hold a shutdown up, unless the resource is blocked

import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { ActionFlag, clearActionFlag, OrderFlag, type Action } from "./action.ts";
import { orderActions } from "./relation.ts";
import { requestAction } from "./request.ts";

/** Finds or creates the action that shuts a node down, ordered after the stops there, which become required. */
export function requestShutdown(run: Run, node: Node): Action {
  const shutdown = requestAction(run, null, `do_shutdown-${node.name}`, "do_shutdown", node, false);
  shutdown.meta.set("op_no_wait", "true");
  for (let i = run.actions.length - 1; i >= 0; i--) {
    const action = run.actions[i]!;
    if (!holdsUp(action, node)) continue;
    clearActionFlag(action, ActionFlag.Optional);
    orderActions(run, action, shutdown, OrderFlag.Ordered | OrderFlag.UnrunnableFirstBlocks);
  }
  return shutdown;
}

function holdsUp(action: Action, node: Node): boolean {
  const { resource } = action;
  if (resource === null || action.node !== node || action.task !== "stop") return false;
  if (hasFlag(resource, ResourceFlag.Maintenance) || node.maintenance) return false;
  return hasFlag(resource, ResourceFlag.Managed | ResourceFlag.Blocked);
}

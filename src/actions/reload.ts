// Schedules a reload: the agent takes over changed parameters while the resource stays active.
//
// Traps   a stop or demote that becomes necessary anyway takes the reload back; a resource that is about to be started
//         anew is stopped instead
// Rule    Pacemaker Explained, "Reloading an Agent After a Definition Change"

import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, setFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { OrderFlag } from "./action.ts";
import { setReason } from "./reason.ts";
import { orderBeforeOperation } from "./relation.ts";
import { requestOperation } from "./request.ts";

/** Schedules a reload of a primitive (or of everything below a collective resource) on a node. */
export function scheduleReload(run: Run, resource: Resource, node: Node): void {
  if (resource.variant !== "primitive") {
    for (const child of resource.children) scheduleReload(run, child, node);
    return;
  }
  if (!hasFlag(resource, ResourceFlag.Managed) || hasFlag(resource, ResourceFlag.Failed)) return;
  if (hasFlag(resource, ResourceFlag.StartPending)) {
    requestOperation(run, resource, "stop", 0, node, false);
    return;
  }
  setFlag(resource, ResourceFlag.Reloading);
  const reload = requestOperation(run, resource, "reload-agent", 0, node, false);
  setReason(reload, "resource definition change", false);
  orderBeforeOperation(run, reload, resource, "stop", OrderFlag.Ordered | OrderFlag.ThenCancelsFirst);
  orderBeforeOperation(run, reload, resource, "demote", OrderFlag.Ordered | OrderFlag.ThenCancelsFirst);
}

import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { Action } from "./action.ts";
import { failCountCleared } from "./messages.ts";
import { requestOperation } from "./request.ts";

/** Finds or creates the action that clears a resource's fail count on a node, required. */
export function requestClearFailCount(run: Run, resource: Resource, node: Node, reason: string): Action {
  const action = requestOperation(run, resource, "clear_failcount", 0, node, false);
  action.meta.set("op_no_wait", "true");
  report(run, failCountCleared, { key: action.key, resource: resource.id, node: node.name, reason });
  return action;
}

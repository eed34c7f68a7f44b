import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { Action } from "./action.ts";

/** Finds or creates the action that clears a resource's fail count on a node, required. */
export function requestClearFailCount(run: Run, resource: Resource, node: Node, reason: string): Action {
  void [run, resource, node, reason];
  throw new Error("not built yet");
}

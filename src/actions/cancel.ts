import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { Action } from "./action.ts";

/** Turns the recurring operation of a resource on a node into its cancellation, required. */
export function requestCancel(run: Run, resource: Resource, task: string, interval: number, node: Node): Action {
  void [run, resource, task, interval, node];
  throw new Error("not built yet");
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
  void [run, resource, callId, task, interval, node, reason];
  throw new Error("not built yet");
}

import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { operationKey } from "../values/operation-key.ts";
import type { Action } from "./action.ts";

/**
 * Finds or creates an action. An action that exists is taken whatever its task, and if it has no node it gets the one
 * that is asked for; `optional` false makes it required, `true` leaves it as it is.
 */
export function requestAction(
  run: Run,
  resource: Resource | null,
  key: string,
  task: string,
  node: Node | null,
  optional: boolean,
): Action {
  void [run, resource, key, task, node, optional];
  throw new Error("not built yet");
}

/** {@link requestAction} with the key made from resource, task and interval (milliseconds). */
export function requestOperation(
  run: Run,
  resource: Resource,
  task: string,
  interval: number,
  node: Node | null,
  optional: boolean,
): Action {
  return requestAction(run, resource, operationKey(resource.id, task, interval), task, node, optional);
}

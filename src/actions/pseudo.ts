// Actions that call no agent.

import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { ActionFlag, type Action } from "./action.ts";
import { keyOf } from "./key.ts";
import { requestAction } from "./request.ts";

/** The point in time of that name, which belongs to no resource: key and task are the name. New ones are optional. */
export function requestPseudo(run: Run, name: string): Action {
  const existing = run.singletons.get(name);
  if (existing !== undefined) return existing;
  const action = requestAction(run, null, name, name, null, true);
  action.flags |= ActionFlag.Pseudo | ActionFlag.Runnable;
  return action;
}

/**
 * A point in the life of a collective resource, such as `web_running_0`. Without a node a fresh one cannot run unless
 * that is asked for here.
 */
export function requestResourcePseudo(
  run: Run,
  resource: Resource,
  task: string,
  optional: boolean,
  runnable: boolean,
): Action {
  const action = requestAction(run, resource, keyOf(resource, task), task, null, optional);
  action.flags |= ActionFlag.Pseudo;
  if (runnable) action.flags |= ActionFlag.Runnable;
  return action;
}

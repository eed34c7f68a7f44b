// Creates the actions of instances, those of a clone or the containers of a bundle, and then the points in time that frame
// their starts and stops.

import { ActionFlag, actionIs, setActionFlag, type Action } from "../../actions/action.ts";
import { actionsWithTask } from "../../actions/find.ts";
import { requestResourcePseudo } from "../../actions/pseudo.ts";
import type { Bundle, Clone, Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { INFINITY } from "../../values/score.ts";
import { createResourceActions } from "./index.ts";

/** What at least one instance is or does. */
interface InstanceState {
  active: boolean;
  starting: boolean;
  stopping: boolean;
  /** One and the same primitive is stopped and started. */
  restarting: boolean;
}

/** The point in time at which something begins, and the one at which it is complete. */
export interface Phase {
  readonly begin: Action;
  readonly complete: Action;
}

/** Creates the actions of all instances, then the collective's own for starts and stops. */
export function createInstanceActions(
  run: Run,
  collective: Clone | Bundle,
  instances: readonly Resource[],
): { readonly start: Phase; readonly stop: Phase } {
  const state: InstanceState = { active: false, starting: false, stopping: false, restarting: false };
  for (const instance of instances) {
    createResourceActions(instance, run);
    noteState(instance, state);
  }
  const start = requestPhase(run, collective, "start", "running", state.starting, state.active || state.starting);
  const stop = requestPhase(run, collective, "stop", "stopped", state.stopping, true);
  if (!state.restarting) setActionFlag(stop.begin, ActionFlag.Migratable);
  return { start, stop };
}

/** Creates the two points in time of an operation. */
export function requestPhase(
  run: Run,
  collective: Clone | Bundle,
  task: string,
  completion: string,
  required: boolean,
  canComplete: boolean,
): Phase {
  const begin = requestResourcePseudo(run, collective, task, !required, true);
  const complete = requestResourcePseudo(run, collective, completion, !required, canComplete);
  complete.priority = INFINITY;
  return { begin, complete };
}

function noteState(instance: Resource, state: InstanceState): void {
  if (instance.children.length > 0) {
    for (const child of instance.children) noteState(child, state);
    return;
  }
  if (instance.activeNodes.length > 0) state.active = true;
  const starting = actionsWithTask(instance, "start").some(willStart);
  const stopping = actionsWithTask(instance, "stop").some(willStop);
  if (starting) state.starting = true;
  if (stopping) state.stopping = true;
  if (starting && stopping) state.restarting = true;
}

function willStart(action: Action): boolean {
  return (action.flags & (ActionFlag.Optional | ActionFlag.Runnable)) === ActionFlag.Runnable;
}

function willStop(action: Action): boolean {
  return !actionIs(action, ActionFlag.Optional) && actionIs(action, ActionFlag.Runnable | ActionFlag.Pseudo);
}

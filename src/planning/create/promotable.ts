// Creates what a promotable clone has beyond any clone: the points in time of promotion and demotion.
//
// Traps   the instances' actions are created once more, which makes no new action but repeats relations of recurring
//         operations; the priorities that ranked the instances for promotion are replaced by the clone's, of instances
//         only, so that a member of a cloned group keeps what it has (all observed)

import { ActionFlag, actionIs, type Action } from "../../actions/action.ts";
import { actionsWithTask } from "../../actions/find.ts";
import { hasFlag, ResourceFlag, type Clone, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { createDemoteNotifications, createPromoteNotifications } from "../notifications/points.ts";
import { createResourceActions } from "./index.ts";
import { requestPhase } from "./instances.ts";

export function createPromotionActions(run: Run, clone: Clone): void {
  let demoting = false;
  let promoting = false;
  for (const instance of clone.children) {
    createResourceActions(instance, run);
    demoting ||= hasRequired(instance, "demote");
    promoting ||= hasRequired(instance, "promote");
  }
  const notify = hasFlag(clone, ResourceFlag.Notify);
  const promote = requestPhase(run, clone, "promote", "promoted", promoting, true);
  if (notify) createPromoteNotifications(run, clone, promote);
  const demote = requestPhase(run, clone, "demote", "demoted", demoting, true);
  if (notify) createDemoteNotifications(run, clone, demote);
  for (const instance of clone.children) instance.priority = clone.priority;
}

/** True if the resource, or something below it, has a required action with the task. */
function hasRequired(resource: Resource, task: string): boolean {
  if (resource.children.length > 0) return resource.children.some((child) => hasRequired(child, task));
  return actionsWithTask(resource, task).some(isRequired);
}

function isRequired(action: Action): boolean {
  return !actionIs(action, ActionFlag.Optional);
}

// What must be with something that cannot start cannot start either.
//
// Colocations have done their part when nodes were chosen; this is for starts and promotions that turn out to be
// impossible afterwards.

import { ActionFlag, actionIs, type Action } from "../actions/action.ts";
import { actionsWithTask, firstAction } from "../actions/find.ts";
import { setReason } from "../actions/reason.ts";
import { withThisOf } from "../assignment/colocations.ts";
import { outermostOf, type Resource } from "../model/resource.ts";
import { Role } from "../values/role.ts";
import { INFINITY } from "../values/score.ts";
import { pendingUpdate } from "./propagate.ts";
import { clearIn, type Propagation } from "./propagation.ts";
import type { Work } from "./work.ts";

/** A start or promotion that cannot run. */
export function isBlockedStart({ resource, task, flags }: Action): boolean {
  return resource !== null && (flags & ActionFlag.Runnable) === 0 && (task === "start" || task === "promote");
}

/** Blocks the dependents of a start or promotion that cannot run; nothing happens for any other action. */
export function* blockDependents(state: Propagation, action: Action): Work<void> {
  const { resource, task } = action;
  if (resource === null || !isBlockedStart(action)) return;
  const primary = outermostOf(resource);
  const decisive = withThisOf(state.run, primary).filter(
    ({ score, primaryRole }) => score === INFINITY && (task !== "promote" || primaryRole === Role.Promoted),
  );
  if (decisive.length === 0 || !isOutOfQuestion(primary, task)) return;
  for (const colocation of decisive) {
    const blocked = colocation.dependentRole === Role.Promoted ? "promote" : "start";
    yield* blockTask(state, colocation.dependent, blocked, resource);
  }
}

/** True unless some part of the resource may still do it. */
function isOutOfQuestion(resource: Resource, task: string): boolean {
  return resource.children.every((child) => {
    const part = firstAction(child, task, null);
    return part !== null && !actionIs(part, ActionFlag.Runnable);
  });
}

function* blockTask(state: Propagation, dependent: Resource, task: string, cause: Resource): Work<void> {
  const actions = actionsWithTask(dependent, task);
  for (let i = actions.length - 1; i >= 0; i--) {
    const action = actions[i]!;
    if (action.task !== task || !actionIs(action, ActionFlag.Runnable)) continue;
    clearIn(state, action, ActionFlag.Runnable);
    setReason(action, `colocation with ${cause.id}`, false);
    yield blockDependents(state, action);
    const work = pendingUpdate(state, action);
    if (work !== null) yield work;
  }
  for (const child of dependent.children) yield* blockTask(state, child, task, cause);
}

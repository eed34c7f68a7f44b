// The parts of a resource that stand for it in turn, and the names of their operations.

import type { Action } from "../actions/action.ts";
import { foldedTask } from "../actions/tasks.ts";
import type { Resource } from "../model/resource.ts";

const NOTIFY_MARK = "_notify_";

/** The instances of a clone, the containers of a bundle, the members of a group; a primitive has none. */
export function instancesOf(resource: Resource): readonly Resource[] {
  return resource.variant === "bundle" ? resource.replicas.map((replica) => replica.container) : resource.children;
}

/**
 * The task of the parts that a collective's action is about: for a notification of a clone or bundle the operation that it
 * is about; for a completion the operation itself, if the parts are primitives.
 */
export function partTask(resource: Resource, action: Action): string {
  const task = resource.variant === "group" ? action.task : operationOf(action);
  const part = resource.children[0];
  return part === undefined ? task : foldedTask(part, task);
}

function operationOf(action: Action): string {
  if (action.task !== "notify" && action.task !== "notified") return action.task;
  const mark = action.key.lastIndexOf(NOTIFY_MARK);
  const end = action.key.lastIndexOf("_");
  return mark < 0 || end <= mark + NOTIFY_MARK.length ? action.task : action.key.slice(mark + NOTIFY_MARK.length, end);
}

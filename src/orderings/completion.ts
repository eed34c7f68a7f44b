// Ordering something after a collective resource's start means after its last instance is up: relations name the
// operation, and here it is replaced by its completion.

import type { Action } from "../actions/action.ts";
import { firstActionByKey } from "../actions/find.ts";
import { keyOf } from "../actions/key.ts";
import { completionOf } from "../actions/tasks.ts";
import { report } from "../diagnostics.ts";
import { bundleOf, hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { notifyKey } from "../values/operation-key.ts";
import { notRemapped, unknownTask } from "./messages.ts";

const completions: ReadonlySet<string> = new Set(["running", "stopped", "promoted", "demoted", "notified"]);
const withoutCompletion: ReadonlySet<string> = new Set(["monitor", "do_shutdown", "stonith"]);

/** The action to wait for instead of a collective resource's action; `null` if that is the action itself. */
export function completionAction(run: Run, action: Action): Action | null {
  const { resource } = action;
  if (resource === null || resource.variant === "primitive") return null;
  const key = completionKey(run, resource, action);
  if (key === action.key) return null;
  const found = firstActionByKey(resource, key, null);
  if (found === null) report(run, notRemapped, { key: action.key, wanted: key, resource: resource.id });
  return found === action ? null : found;
}

function completionKey(run: Run, resource: Resource, action: Action): string {
  const { key, task } = action;
  // observed: a resource's name may be what contains the word
  if (key.includes("notify") || action.interval !== 0) return key;
  const completion = completions.has(task) ? task : completionOf(task);
  if (completion === undefined) {
    if (!withoutCompletion.has(task)) report(run, unknownTask, { task });
    return key;
  }
  // observed: a bundle is treated like a clone, but never has such an action, so it is not remapped
  const notifies =
    hasFlag(resource, ResourceFlag.Notify) && (resource.variant === "clone" || bundleOf(resource) !== null);
  return notifies
    ? notifyKey(resource.id, "confirmed-post", completion)
    : keyOf(resource, completion);
}

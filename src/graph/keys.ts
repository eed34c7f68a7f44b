// The keys under which an action is known outside of the scheduler.
//
// An instance of an anonymous clone has a number of its own in here, which its history does not know: where there is
// history, that name is written, and the key proper becomes the internal one.

import type { Action } from "../actions/action.ts";
import { parseUint32 } from "../values/integer.ts";
import { notifyKey, operationKey, type NotifyType } from "../values/operation-key.ts";

/** The key to be written; the action's own if its resource has no name in history. */
export function writtenKey(action: Action): string {
  const history = action.resource?.historyId ?? null;
  if (history === null) return action.key;
  return action.task === "notify"
    ? notificationKey(history, action, "notify_type", "notify_operation")
    : historyKey(history, action);
}

/** The key with the name in history, of what is no notification. */
export function historyKey(history: string, action: Action): string {
  const task = action.task === "cancel" ? (action.cancelTask ?? action.task) : action.task;
  return operationKey(history, task, parseUint32(action.meta.get("interval"), 0));
}

/** The key of a notification with the name in history; type and operation are meta-attributes of the given names. */
export function notificationKey(history: string, action: Action, type: string, operation: string): string {
  return notifyKey(history, (action.meta.get(type) ?? "(null)") as NotifyType, action.meta.get(operation) ?? "(null)");
}

// Why an action is what it is: the text after "due to".
//
// Traps   the first reason that does not overwrite is kept, so the sequence of causes is observable; an action whose
//         cause is an action of the same resource gets no reason

import { ActionFlag, type Action } from "./action.ts";

/** Sets the reason: always when overwriting (`null` erases it), else only if there is none yet. */
export function setReason(action: Action, reason: string | null, overwrite: boolean): void {
  if (overwrite || action.reason === null) action.reason = reason;
}

const changes = new Map<number, string>([
  [ActionFlag.Runnable, "unrunnable"],
  [ActionFlag.Optional, "required"],
  [ActionFlag.Migratable, "unmigrateable"],
]);

/**
 * Clears a flag of an action because of another action, which becomes the reason unless both belong to the same
 * resource. Nothing happens if the flag is not set. The flag is Runnable, Optional or Migratable.
 */
export function clearBecause(action: Action, flag: number, cause: Action): void {
  if ((action.flags & flag) === 0) return;
  action.flags &= ~flag;
  if (action.resource !== cause.resource && action.reason === null) action.reason = reasonText(flag, cause);
}

function reasonText(flag: number, cause: Action): string {
  const change = changes.get(flag) ?? "changed";
  return cause.resource === null ? `${change} ${cause.task}` : `${change} ${cause.resource.id} ${cause.task}`;
}

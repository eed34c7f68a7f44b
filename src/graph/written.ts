// Which actions take part in a transition.

import { ActionFlag, actionIs, type Action } from "../actions/action.ts";
import { report } from "../diagnostics.ts";
import { isGuestNode } from "../model/node.ts";
import { hasFlag, ResourceFlag } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { actionSkipped } from "./messages.ts";

/** Whether an action is to be carried out, where that is possible. */
export function isWritten(run: Run, action: Action): boolean {
  if (!actionIs(action, ActionFlag.Runnable)) return false;
  if (actionIs(action, ActionFlag.Optional) && !actionIs(action, ActionFlag.AlwaysInGraph)) return false;
  if (isForUnmanaged(action)) return false;
  const { node } = action;
  if (actionIs(action, ActionFlag.Pseudo)) return true;
  if (equalsIgnoreCase(action.task, "stonith") || equalsIgnoreCase(action.task, "do_shutdown")) return true;
  if (node === null) return skipped(run, action, "not assigned to a node (bug?)");
  if (actionIs(action, ActionFlag.OnDc)) return true;
  if (isGuestNode(node) && !node.remoteReset) return true;
  if (!node.online) return skipped(run, action, "scheduled for offline node (bug?)");
  if (node.unclean) return skipped(run, action, "scheduled for unclean node (bug?)");
  return true;
}

/** Of a resource that is not managed only probes, recurring monitors and cancellations are carried out. */
function isForUnmanaged(action: Action): boolean {
  if (action.resource === null || hasFlag(action.resource, ResourceFlag.Managed) || action.task === "monitor") return false;
  const interval = action.meta.get("interval");
  return interval === undefined || interval === "0";
}

function skipped(run: Run, action: Action, because: string): false {
  report(run, actionSkipped, { key: action.key, id: action.id, because });
  return false;
}

// What follows when an operation would run with other parameters than those recorded.
//
// Traps   a forced restart is requested without a node: any existing start is taken, and the one that is made takes its
//         low ID along to the node that is chosen later
// Rule    Pacemaker Explained, "Reloading Services After a Definition Change"

import { cancelRecorded } from "../actions/cancel.ts";
import { triggerUnfencing } from "../actions/fence.ts";
import { findOperation } from "../actions/operation.ts";
import { setReason } from "../actions/reason.ts";
import { scheduleReload } from "../actions/reload.ts";
import { requestOperation } from "../actions/request.ts";
import { ActionFlag } from "../actions/action.ts";
import { report } from "../diagnostics.ts";
import { compareDigests, secureDigestOf } from "../history/digests.ts";
import type { HistoryEntry } from "../history/entry.ts";
import { restartDigestOf } from "../history/failed-operations.ts";
import { privateParametersChanged } from "../history/messages.ts";
import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { attribute } from "../xml/element.ts";

/** Restarts, reloads, reschedules or cancels as needed, and tells whether the operation's definition changed. */
export function handleChangedOperation(run: Run, resource: Resource, node: Node, entry: HistoryEntry): boolean {
  const { interval } = entry;
  const recorded = entry.task ?? "";
  if (interval > 0 && findOperation(run, resource, recorded, interval, false) === null) {
    if (run.cluster.cancelRemovedActions) {
      cancelRecorded(run, resource, attribute(entry.element, "call-id"), recorded, interval, node, "removed");
    }
    return true;
  }

  const change = compareDigests(run, resource, node, entry);
  if (change === "match") return false;
  const task = interval === 0 && impliesStart(recorded) ? "start" : recorded;
  if (run.settings.sanitized && isOnlyPrivate(run, resource, node, entry)) {
    const magic = entry.transitionMagic ?? "(null)";
    report(run, privateParametersChanged, { resource: resource.id, node: node.name, task, interval, magic });
    return false;
  }
  if (change === "restart") forceRestart(run, resource, node, task, interval);
  else if (interval > 0) reschedule(run, resource, node, task, interval);
  else if (restartDigestOf(run, entry) !== undefined) reload(run, resource, node);
  else forceRestart(run, resource, node, task, interval);
  return true;
}

function impliesStart(task: string): boolean {
  return task === "monitor" || task === "migrate_from" || task === "promote";
}

/** True if the digest of all parameters may differ just because private ones have been taken out of the input. */
function isOnlyPrivate(run: Run, resource: Resource, node: Node, entry: HistoryEntry): boolean {
  const recorded = attribute(entry.element, "op-secure-digest");
  return recorded !== undefined && recorded === secureDigestOf(run, resource, node, entry);
}

function forceRestart(run: Run, resource: Resource, node: Node, task: string, interval: number): void {
  const action = requestOperation(run, resource, task, interval, null, false);
  setReason(action, "resource definition change", true);
  triggerUnfencing(run, resource, node, "Device parameters changed", null);
}

function reschedule(run: Run, resource: Resource, node: Node, task: string, interval: number): void {
  triggerUnfencing(run, resource, node, "Device parameters changed (reschedule)", null);
  const action = requestOperation(run, resource, task, interval, node, true);
  action.flags |= ActionFlag.Reschedule;
}

function reload(run: Run, resource: Resource, node: Node): void {
  triggerUnfencing(run, resource, node, "Device parameters changed (reload)", null);
  scheduleReload(run, resource, node);
}

// Makes a node the assigned node of a resource, and takes it back. The only places where that, the nodes' lists of assigned
// resources and their capacities change.

import { ActionFlag, type Action } from "../actions/action.ts";
import { clearActionFlag } from "../actions/action.ts";
import { report } from "../diagnostics.ts";
import { isGuestNode, type Entry } from "../model/node.ts";
import { clearFlag, ResourceFlag, setFlag, type Resource } from "../model/resource.ts";
import { isAvailableFor } from "../nodes/availability.ts";
import type { Run } from "../run.ts";
import { Role } from "../values/role.ts";
import { account } from "./capacity.ts";
import { unassigning } from "./messages.ts";
import { showUsage } from "./score-lines.ts";

/**
 * Makes an entry's node the assigned node of a resource and everything below it; `null` assigns no node.
 *
 * @param forced even if the node is not available, or its score negative
 * @param stopIfFail without a node, the resource is to be stopped
 * @returns whether the node differs from the one assigned before
 */
export function assignTo(run: Run, resource: Resource, entry: Entry | null, forced: boolean, stopIfFail: boolean): boolean {
  if (resource.children.length > 0) {
    let isChanged = false;
    for (const child of resource.children) isChanged = assignTo(run, child, entry, forced, stopIfFail) || isChanged;
    return isChanged;
  }
  const isRefused = entry !== null && !forced && !isAcceptable(entry);
  const chosen = isRefused ? null : entry;
  if (isRefused && stopIfFail) resource.nextRole = Role.Stopped;
  const isChanged = resource.assignedNode?.node !== chosen?.node;
  unassign(run, resource);
  clearFlag(resource, ResourceFlag.Unassigned);
  if (chosen === null) {
    if (stopIfFail) {
      resource.nextRole = Role.Stopped;
      for (const action of resource.actions) preventActivity(action);
    }
    return isChanged;
  }
  const { node } = chosen;
  resource.assignedNode = chosen;
  node.assigned.push(resource);
  node.assignedCount++;
  account(run, node, resource, -1);
  showUsage(run, resource, node);
  return isChanged;
}

// A guest node may still come up, as long as nothing speaks against the node itself.
function isAcceptable(entry: Entry): boolean {
  return entry.score >= 0 && (isAvailableFor(entry, true, false) || isGuestNode(entry.node));
}

// Actions that exist already must lead to the resource being stopped.
function preventActivity(action: Action): void {
  if (action.task === "stop") clearActionFlag(action, ActionFlag.Optional);
  else if (action.task === "start") clearActionFlag(action, ActionFlag.Runnable);
  else if (action.interval !== 0 && action.meta.get("op_target_rc") !== "7") clearActionFlag(action, ActionFlag.Runnable);
}

/** Takes back the assignment of a resource and of everything below it. */
export function unassign(run: Run, resource: Resource): void {
  const entry = resource.assignedNode;
  report(run, unassigning, { resource: resource.id, node: entry?.node.name ?? null });
  setFlag(resource, ResourceFlag.Unassigned);
  if (resource.children.length > 0) {
    for (const child of resource.children) unassign(run, child);
    return;
  }
  if (entry === null) return;
  const { node } = entry;
  resource.assignedNode = null;
  const at = node.assigned.lastIndexOf(resource);
  if (at >= 0) node.assigned.splice(at, 1);
  node.assignedCount--;
  account(run, node, resource, 1);
}

// The notify actions of one instance around one operation of its clone.

import { ActionFlag, actionIs, clearActionFlag, OrderFlag, type Action } from "../../actions/action.ts";
import { actionsWithTask, firstAction } from "../../actions/find.ts";
import { linkActions } from "../../actions/link.ts";
import { requestAction } from "../../actions/request.ts";
import { report } from "../../diagnostics.ts";
import type { Node } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { notifyKey } from "../../values/operation-key.ts";
import { Role, roleName } from "../../values/role.ts";
import { INFINITY } from "../../values/score.ts";
import { notifiedNotAssigned } from "../messages.ts";
import type { NotificationValues } from "./data.ts";
import {
  notifiedOperations,
  type NotificationPoints,
  type NotifiedOperation,
  type PointPair,
} from "./points.ts";

/** What the instances of a clone are told about one operation. */
export interface Announcement {
  readonly operation: NotifiedOperation;
  readonly points: NotificationPoints;
  readonly values: NotificationValues;
  /** The operation happens to some instance. */
  readonly happens: boolean;
}

/** Makes the points around an operation required, because it happens. */
export function requirePoints(points: NotificationPoints): void {
  for (const pair of [points.before, points.after]) {
    if (pair === null) continue;
    clearActionFlag(pair.tell, ActionFlag.Optional);
    clearActionFlag(pair.told, ActionFlag.Optional);
  }
}

/** Tells one instance, on the nodes where it is, or where it is going to be. */
export function notifyInstance(run: Run, resource: Resource, announcement: Announcement): void {
  informOperations(resource, announcement.values);
  const { operation, happens } = announcement;
  switch (operation) {
    case "stop":
      tellWhereActive(run, resource, announcement);
      return;
    case "demote":
      if (happens) tellWhereActive(run, resource, announcement);
      return;
    case "start":
    case "promote":
      if (happens) tellWhereAssigned(run, resource, announcement);
      return;
  }
}

/** Agents get the data of notifications with the operations themselves, too. */
function informOperations(resource: Resource, values: NotificationValues): void {
  for (const operation of notifiedOperations) {
    for (const action of actionsWithTask(resource, operation)) {
      if (!actionIs(action, ActionFlag.Optional) && action.node !== null) setValues(action, values);
    }
  }
}

function tellWhereActive(run: Run, resource: Resource, announcement: Announcement): void {
  if (resource.originalRole === Role.Stopped) return;
  const stop = firstAction(resource, "stop", null);
  const remains = announcement.operation === "demote" || stop === null || actionIs(stop, ActionFlag.Optional);
  for (const node of resource.activeNodes) {
    const gone = stop !== null && actionIs(stop, ActionFlag.Pseudo) && (node.unclean || node.remoteReset);
    if (gone) continue;
    tellBefore(run, resource, node, announcement);
    if (remains) tellAfter(run, resource, node, announcement);
  }
}

function tellWhereAssigned(run: Run, resource: Resource, announcement: Announcement): void {
  if (resource.nextRole === Role.Stopped) return;
  const start = firstAction(resource, "start", null);
  if (start !== null && isUnreachable(start)) return;
  if (resource.assignedNode === null) {
    report(run, notifiedNotAssigned, { resource: resource.id, role: roleName(resource.nextRole) });
    return;
  }
  const { node } = resource.assignedNode;
  const present = announcement.operation === "promote" || start === null || actionIs(start, ActionFlag.Optional);
  if (present) tellBefore(run, resource, node, announcement);
  tellAfter(run, resource, node, announcement);
}

/** True if a start is on a node whose connection cannot be started; a bundle can take over a cluster node, too (observed). */
function isUnreachable(start: Action): boolean {
  const connection = start.node?.connection ?? null;
  const connecting = connection === null ? null : firstAction(connection, "start", null);
  return connecting !== null && !actionIs(connecting, ActionFlag.Runnable);
}

function tellBefore(run: Run, resource: Resource, node: Node, { points, values }: Announcement): void {
  if (points.before !== null) tell(run, resource, node, points.before, values);
}

function tellAfter(run: Run, resource: Resource, node: Node, { points, values }: Announcement): void {
  const notification = tell(run, resource, node, points.after, values);
  if (notification !== null) notification.priority = INFINITY;
  // recurring operations wait until all know
  for (let i = resource.actions.length - 1; i >= 0; i--) {
    const action = resource.actions[i]!;
    if (isRecurring(action)) linkActions(points.after.told, action, OrderFlag.Ordered);
  }
}

function isRecurring(action: Action): boolean {
  const interval = action.meta.get("interval");
  return interval !== undefined && interval !== "0" && action.task !== "cancel";
}

function tell(
  run: Run,
  resource: Resource,
  node: Node,
  pair: PointPair,
  values: NotificationValues,
): Action | null {
  if (!node.online || !actionIs(pair.tell, ActionFlag.Runnable)) return null;
  const type = pair.tell.meta.get("notify_type") === "pre" ? "pre" : "post";
  const key = notifyKey(resource.id, type, pair.tell.meta.get("notify_operation") ?? "");
  const action = requestAction(run, resource, key, "notify", node, actionIs(pair.tell, ActionFlag.Optional));
  for (const [name, value] of pair.tell.meta.entries()) action.meta.setDefault(name, value);
  setValues(action, values);
  linkActions(pair.tell, action, OrderFlag.Ordered);
  linkActions(action, pair.told, OrderFlag.Ordered);
  return action;
}

function setValues(action: Action, values: NotificationValues): void {
  for (const [name, value] of values) action.meta.set(name, value);
}

// The points in time around an operation of a notifying clone: before it, the instances are told what will happen; after
// it, what has happened; and in each case the next thing waits until all have been told.
//
//   pre → (instances) → confirmed-pre → operation … completion → post → (instances) → confirmed-post

import { ActionFlag, actionIs, clearActionFlag, OrderFlag, setActionFlag, type Action } from "../../actions/action.ts";
import { linkActions } from "../../actions/link.ts";
import { requestAction } from "../../actions/request.ts";
import type { Clone, Resource } from "../../model/resource.ts";
import { cacheOf, type Run } from "../../run.ts";
import { notifyKey, type NotifyType } from "../../values/operation-key.ts";
import { INFINITY } from "../../values/score.ts";
import type { Phase } from "../create/instances.ts";

/** The points around one operation. */
export interface NotificationPoints {
  /** `null` around what is known only afterwards. */
  readonly before: PointPair | null;
  readonly after: PointPair;
}

/** When telling begins, and when all have been told. */
export interface PointPair {
  readonly tell: Action;
  readonly told: Action;
}

/** Operations that a clone notifies about, in the order in which their notifications are worked out. */
export const notifiedOperations = ["start", "stop", "promote", "demote"] as const;
export type NotifiedOperation = (typeof notifiedOperations)[number];

/** The points of one clone. */
type ClonePoints = Map<NotifiedOperation, NotificationPoints>;

const cacheKey = Symbol("notification points");

/** The points of a clone around an operation, if it has them. */
export function pointsOf(run: Run, clone: Clone, operation: NotifiedOperation): NotificationPoints | null {
  return allPoints(run).get(clone)?.get(operation) ?? null;
}

function allPoints(run: Run): Map<Clone, ClonePoints> {
  return cacheOf(run, cacheKey, () => new Map<Clone, ClonePoints>());
}

/** Creates the points around starts and stops of a clone; stops are over before starts are announced. */
export function createStartStopNotifications(run: Run, clone: Clone, start: Phase, stop: Phase): void {
  const starting = createPoints(run, clone, "start", start);
  const stopping = createPoints(run, clone, "stop", stop);
  linkActions(stopping.after.told, starting.before.tell, OrderFlag.Ordered);
}

/** Creates the points around promotions; starts and stops have theirs by then. */
export function createPromoteNotifications(run: Run, clone: Clone, promote: Phase): void {
  createPoints(run, clone, "promote", promote);
}

/** Creates the points around demotions, and orders all of a promotable clone's notifications among themselves. */
export function createDemoteNotifications(run: Run, clone: Clone, demote: Phase): void {
  createPoints(run, clone, "demote", demote);
  const sequence = [
    ["stop", "promote"],
    ["start", "promote"],
    ["demote", "promote"],
    ["demote", "start"],
    ["demote", "stop"],
  ] as const;
  for (const [first, then] of sequence) {
    const told = pointsOf(run, clone, first)?.after.told ?? null;
    const tell = pointsOf(run, clone, then)?.before?.tell ?? null;
    linkActions(told, tell, OrderFlag.Ordered);
  }
}

function createPoints(
  run: Run,
  clone: Clone,
  operation: NotifiedOperation,
  { begin, complete }: Phase,
): NotificationPoints & { readonly before: PointPair } {
  const tell = requestPoint(run, clone, "pre", operation, operation, begin, true);
  const told = requestPoint(run, clone, "confirmed-pre", operation, operation, begin, true);
  linkActions(tell, told, OrderFlag.Ordered);
  linkActions(told, begin, OrderFlag.Ordered);
  const after = createAfter(run, clone, complete, complete.task, operation);
  linkActions(told, after.tell, OrderFlag.Ordered);

  const points = { before: { tell, told }, after };
  const all = allPoints(run);
  let ofClone = all.get(clone);
  if (ofClone === undefined) all.set(clone, (ofClone = new Map()));
  ofClone.set(operation, points);
  return points;
}

/** Creates the points after the stop of an instance that the fencing of its node implies. */
export function createFencingPoints(run: Run, instance: Resource, fencing: Action): NotificationPoints {
  return { before: null, after: createAfter(run, instance, fencing, "stonith", "stop") };
}

/** Creates the points after something is complete; `completion` is what that is called in their keys. */
function createAfter(
  run: Run,
  resource: Resource,
  complete: Action,
  completion: string,
  operation: NotifiedOperation,
): PointPair {
  const runnable = actionIs(complete, ActionFlag.Runnable);
  const tell = requestPoint(run, resource, "post", completion, operation, complete, runnable);
  const told = requestPoint(run, resource, "confirmed-post", completion, operation, complete, runnable);
  tell.priority = INFINITY;
  told.priority = INFINITY;
  linkActions(complete, tell, OrderFlag.FirstImpliesThen);
  linkActions(tell, told, OrderFlag.FirstImpliesThen);
  return { tell, told };
}

/** Creates one point, required if the action that it goes with is. */
function requestPoint(
  run: Run,
  resource: Resource,
  keyType: NotifyType,
  keyOperation: string,
  operation: NotifiedOperation,
  like: Action,
  runnable: boolean,
): Action {
  const task = keyType.startsWith("confirmed") ? "notified" : "notify";
  const optional = actionIs(like, ActionFlag.Optional);
  const point = requestAction(run, resource, notifyKey(resource.id, keyType, keyOperation), task, null, optional);
  setActionFlag(point, ActionFlag.Pseudo);
  if (runnable) setActionFlag(point, ActionFlag.Runnable);
  else clearActionFlag(point, ActionFlag.Runnable);
  point.meta.set("notify_key_type", keyType);
  point.meta.set("notify_key_operation", keyOperation);
  point.meta.set("notify_type", keyType.endsWith("pre") ? "pre" : "post");
  point.meta.set("notify_operation", operation);
  return point;
}

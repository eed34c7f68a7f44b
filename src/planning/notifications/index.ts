// Notifications of clones: the data is known, and the notify actions of instances can be created, only when all flags are
// settled, that is when the graph is made.
//
// Order   start, stop, promote, demote: each is completed before the next, which shows in the IDs of notify actions

import { hasFlag, ResourceFlag, type Clone } from "../../model/resource.ts";
import { takeToldText } from "../../resources/size-limits.ts";
import type { Run } from "../../run.ts";
import { leavesOf } from "../leaves.ts";
import { collectNotificationData } from "./data.ts";
import { notifyInstance, requirePoints, type Announcement } from "./instances.ts";
import { notifiedOperations, pointsOf } from "./points.ts";

/**
 * When a clone is offered to the graph: fills in the data of its notifications and creates the notify actions of its
 * instances. Does nothing for a clone without notifications. The flags of its own actions must have been recomputed.
 */
export function recomputeNotifications(run: Run, clone: Clone): void {
  if (!hasFlag(clone, ResourceFlag.Notify)) return;
  for (const operation of notifiedOperations) {
    const points = pointsOf(run, clone, operation);
    if (points === null) continue;
    const { values, happening } = collectNotificationData(run, clone);
    const announcement: Announcement = { operation, points, values, happens: happening.has(operation) };
    if (announcement.happens) {
      takeToldText(run, clone.id, values.reduce((sum, [, value]) => sum + value.length, 0), clone.children.length);
      requirePoints(points);
    }
    for (const instance of clone.children) {
      for (const leaf of leavesOf(instance)) notifyInstance(run, leaf, announcement);
    }
  }
}

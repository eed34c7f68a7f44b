// Creates the actions of a clone: its instances', its own points in time, and its notifications.

import { hasFlag, ResourceFlag, type Clone } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { createStartStopNotifications } from "../notifications/points.ts";
import { createInstanceActions } from "./instances.ts";
import { createPromotionActions } from "./promotable.ts";

export function createCloneActions(clone: Clone, run: Run): void {
  const { start, stop } = createInstanceActions(run, clone, clone.children);
  if (hasFlag(clone, ResourceFlag.Notify)) createStartStopNotifications(run, clone, start, stop);
  if (hasFlag(clone, ResourceFlag.Promotable)) createPromotionActions(run, clone);
}

import type { Action } from "../../actions/action.ts";
import { topOf, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { leavesOf } from "../leaves.ts";
import { notifyInstance, type Announcement } from "./instances.ts";
import { createFencingPoints } from "./points.ts";

/** Tells the other instances of a clone that the fencing of a node has stopped one of them. */
export function notifyFencedStop(run: Run, instance: Resource, stop: Action, fencing: Action): void {
  const announcement: Announcement = {
    operation: "stop",
    points: createFencingPoints(run, instance, fencing),
    values: [
      ["notify_stop_resource", instance.id],
      ["notify_stop_uname", stop.node?.name ?? ""],
    ],
    happens: true,
  };
  for (const leaf of leavesOf(topOf(instance))) notifyInstance(run, leaf, announcement);
}

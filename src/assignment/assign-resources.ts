// Assigns all resources.
//
// Order   connections first, so that it is known which Pacemaker Remote nodes will be up; then all others in list order.
//         Whatever a resource must mind is assigned before it, so this is only the outermost order.

import { hasFlag, ResourceFlag } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { assignNow } from "./assign/index.ts";
import { sortResources } from "./resource-order.ts";
import { showCapacities } from "./score-lines.ts";
import { stateOf } from "./state.ts";
import { usesCapacity } from "./utilization.ts";

/** Chooses a node for every resource, and roles for promotable instances. */
export function assignResources(run: Run): void {
  const { cluster } = run;
  const state = stateOf(run);
  state.linkedVersion++;
  state.isAssigning = true;
  if (usesCapacity(run)) cluster.resources = sortResources(run, cluster.resources);
  showCapacities(run, "Original");
  if (cluster.haveRemoteNodes) {
    for (const resource of cluster.resources) {
      if (!hasFlag(resource, ResourceFlag.RemoteConnection)) continue;
      assignNow(run, resource, resource.partialMigrationTarget);
    }
  }
  for (const resource of cluster.resources) {
    if (!hasFlag(resource, ResourceFlag.RemoteConnection)) assignNow(run, resource, null);
  }
  showCapacities(run, "Remaining");
  // priorities are what is configured again once there are actions, so lists are put together anew from then on
  state.linkedVersion++;
  state.isAssigning = false;
}

// Counts what the status display reports: instances, and how many of them are disabled or blocked.

import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { Role } from "../values/role.ts";
import { isDisabled } from "./target-role.ts";

/** Sets the cluster's counters. What is removed counts only as long as it is active. */
export function countInstances(run: Run): void {
  const { cluster } = run;
  cluster.instanceCount = 0;
  cluster.disabledCount = 0;
  cluster.blockedCount = 0;
  for (const resource of cluster.resources) countTree(run, resource);
}

// The parts of a bundle are leaves like any other: container, address, connection, and the clone's instances.
function countTree(run: Run, resource: Resource): void {
  if (resource.children.length > 0) {
    for (const child of resource.children) countTree(run, child);
    return;
  }
  if (hasFlag(resource, ResourceFlag.Removed) && resource.originalRole <= Role.Stopped) return;
  run.cluster.instanceCount++;
  if (isDisabled(resource)) run.cluster.disabledCount++;
  if (hasFlag(resource, ResourceFlag.Blocked)) run.cluster.blockedCount++;
}

// How many instances may be where.

import type { Clone, Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";

/** The most instances that one node may have; 1 for what has no instances. */
export function maxPerNode(resource: Resource): number {
  switch (resource.variant) {
    case "primitive":
    case "group":
      return 1;
    case "clone":
      return resource.cloneNodeMax;
    case "bundle":
      return resource.replicasPerHost;
  }
}

/** True if a clone has exactly one instance for each node there is now. */
export function isUniversal(run: Run, clone: Clone): boolean {
  return clone.cloneMax === run.cluster.nodes.length;
}

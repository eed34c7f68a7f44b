// Clears the fail counts of resources that are no longer configured.

import { OrderFlag } from "../actions/action.ts";
import { requestClearFailCount } from "../actions/fail-count.ts";
import { orderBeforeOperation } from "../actions/relation.ts";
import { failCount } from "../history/fail-counts.ts";
import { hasFlag, ResourceFlag } from "../model/resource.ts";
import type { Run } from "../run.ts";

/** Clears what was counted for removed resources, before they are stopped, unless such resources are to stay (stage). */
export function clearRemovedFailCounts(run: Run): void {
  const { cluster } = run;
  if (!cluster.stopRemovedResources) return;
  for (const resource of cluster.resources) {
    if (!hasFlag(resource, ResourceFlag.Removed)) continue;
    for (const node of cluster.nodes) {
      if (!node.online || failCount(run, resource, node, "effective").count === 0) continue;
      const clear = requestClearFailCount(run, resource, node, "it is removed");
      orderBeforeOperation(run, clear, resource, "stop", OrderFlag.Ordered);
    }
  }
}

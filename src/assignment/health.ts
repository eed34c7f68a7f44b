// Turns the health of nodes into location preferences.
//
// Order   nodes, then top-level resources; being created before all configured preferences, these are applied last
// Rule    Pacemaker Explained, "Tracking Node Health"

import { recordLocation } from "../constraints/record-location.ts";
import { ProbeMode } from "../model/node.ts";
import { healthScore, healthStrategy } from "../nodes/health.ts";
import type { Run } from "../run.ts";
import { isTrue } from "../values/boolean.ts";
import { Role } from "../values/role.ts";

/** Creates a location preference for every top-level resource and every node whose health is not neutral. */
export function applyNodeHealth(run: Run): void {
  if (healthStrategy(run) === "none") return;
  const id = run.cluster.options.get("node-health-strategy") ?? "";
  for (const node of run.cluster.nodes) {
    const score = healthScore(run, node);
    if (score === 0) continue;
    const nodes = [{ node, score }];
    for (const resource of run.cluster.resources) {
      if (score < 0 && isTrue(resource.meta.get("allow-unhealthy-nodes"))) continue;
      recordLocation(run, { id, resource, role: Role.Unknown, probeMode: ProbeMode.Always, nodes });
    }
  }
}

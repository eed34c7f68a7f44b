// Applies to the tables of allowed nodes whatever is known about nodes before assignment.
//
// Order   shutdown locks, locations, stickiness; then per node and top-level resource failures and exclusive discovery
// Writes  scores and probe modes; all but exclusive discovery only add scores

import { banForFailures } from "../history/threshold.ts";
import { ProbeMode, type Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, topOf, type Resource } from "../model/resource.ts";
import { shiftScore } from "../model/shift.ts";
import type { Run } from "../run.ts";
import { INFINITY } from "../values/score.ts";
import { applyLocations } from "./locations.ts";
import { recordCause } from "./score-change.ts";
import { applyShutdownLocks } from "./shutdown-locks.ts";

/** Applies locks, locations, stickiness, failures and exclusive discovery, in this order. */
export function applyCriteria(run: Run): void {
  const { nodes, resources } = run.cluster;
  applyShutdownLocks(run);
  applyLocations(run);
  for (const resource of resources) applyStickiness(run, resource);
  for (const node of nodes) {
    for (const resource of resources) {
      banForFailures(run, resource, node);
      banUndiscovered(run, resource, node);
    }
  }
}

/** What is active prefers to stay. In an asymmetric cluster that does not allow a node which was not allowed. */
function applyStickiness(run: Run, resource: Resource): void {
  if (resource.children.length > 0) {
    for (const child of resource.children) applyStickiness(run, child);
    return;
  }
  const node = resource.activeNodes[0];
  if (node === undefined || resource.activeNodes.length > 1) return;
  if (resource.stickiness < 1 || !hasFlag(resource, ResourceFlag.Managed)) return;
  if (!run.cluster.symmetric && !resource.allowedNodes.has(node)) return;
  shiftScore(run, resource, node, resource.stickiness, { kind: "stickiness" });
}

/** Exclusive discovery: only nodes that a constraint names for it may run the resource. */
function banUndiscovered(run: Run, resource: Resource, node: Node): void {
  if (!hasFlag(resource, ResourceFlag.ExclusiveProbes) && !hasFlag(topOf(resource), ResourceFlag.ExclusiveProbes)) return;
  for (const child of resource.children) banUndiscovered(run, child, node);
  const entry = resource.allowedNodes.get(node);
  if (entry === undefined || entry.probeMode === ProbeMode.Exclusive) return;
  recordCause(run, resource, entry, -INFINITY, { kind: "exclusive-discovery" });
  resource.allowedNodes.setScore(entry, -INFINITY);
}

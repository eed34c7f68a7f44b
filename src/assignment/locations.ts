// Applies location preferences to tables of allowed nodes.
//
// Order    all preferences of the cluster, the one created last first; saturating addition makes that visible
// Trap     a preference for a node that the table lacks adds the node, which is how nodes get allowed in an asymmetric
//          cluster

import type { Location } from "../model/location.ts";
import { ProbeMode } from "../model/node.ts";
import type { NodeTable } from "../model/node-table.ts";
import { ResourceFlag, setFlag, type Resource } from "../model/resource.ts";
import type { ScoreCause } from "../model/scores.ts";
import type { Run } from "../run.ts";
import { Role } from "../values/role.ts";
import { addScores } from "../values/score.ts";
import { applyLocation } from "./apply-location/index.ts";
import { recordCause } from "./score-change.ts";

/** Applies every location preference to its resource. */
export function applyLocations(run: Run): void {
  for (let i = run.locations.length - 1; i >= 0; i--) {
    const location = run.locations[i]!;
    applyLocation(location.resource, run, location);
  }
}

/** Whether a preference counts for a resource that is to have a certain role, as far as is known. */
function concernsRole(location: Location, resource: Resource): boolean {
  return location.role === Role.Unknown || location.role === resource.nextRole;
}

/** Applies a preference to the table of one resource, not to those of its children. */
export function applyToOwnTable(run: Run, resource: Resource, location: Location): void {
  if (!concernsRole(location, resource)) return;
  if (run.ledger !== null) recordLocation(run, resource, location);
  if (addToTable(resource.allowedNodes, location)) setFlag(resource, ResourceFlag.ExclusiveProbes);
}

/** Applies a preference to a table on behalf of a resource. */
export function applyToTable(table: NodeTable, resource: Resource, location: Location): void {
  if (concernsRole(location, resource)) addToTable(table, location);
}

/** Tells whether an entry became exclusive. */
function addToTable(table: NodeTable, location: Location): boolean {
  const { probeMode } = location;
  let isExclusive = false;
  for (const { node, score } of location.nodes) {
    const entry = table.get(node);
    const sum = entry === undefined ? score : addScores(entry.score, score);
    const mode = entry === undefined ? node.baseProbeMode : entry.probeMode;
    // of two nodes with one ID, the table has the first
    table.set({ node: entry?.node ?? node, score: sum, probeMode: Math.max(mode, probeMode) as ProbeMode });
    isExclusive ||= mode < probeMode && probeMode === ProbeMode.Exclusive;
  }
  return isExclusive;
}

function recordLocation(run: Run, resource: Resource, location: Location): void {
  const cause: ScoreCause = { kind: "location", constraint: location.id };
  for (const { node, score } of location.nodes) {
    const entry = resource.allowedNodes.get(node);
    if (entry !== undefined) recordCause(run, resource, entry, addScores(entry.score, score), cause);
    else run.ledger?.push(Object.freeze({ resource: resource.id, node: node.name, delta: score, score, cause: Object.freeze(cause) }));
  }
}

// Bans that follow from what a resource is.
//
// Trap    only the resource's own entries are banned, not those of what is below it (observed with a group as launcher)

import { recordCause } from "../../assignment/score-change.ts";
import type { Entry } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { INFINITY } from "../../values/score.ts";

/**
 * Bans a resource from all nodes that a connection leads to. What type a node has does not matter: a Pacemaker Remote node
 * without connection resource, left over in the configuration, does not count, while a cluster node that shares its name
 * with a connection does (observed).
 */
export function banFromRemoteNodes(run: Run, resource: Resource): void {
  for (const entry of resource.allowedNodes.values()) {
    if (entry.node.connection !== null) ban(run, resource, entry);
  }
}

/** Bans a resource from all nodes but the one that a connection leads to. */
export function confineTo(run: Run, resource: Resource, connection: Resource): void {
  for (const entry of resource.allowedNodes.values()) {
    if (entry.node.connection !== connection) ban(run, resource, entry);
  }
}

function ban(run: Run, resource: Resource, entry: Entry): void {
  recordCause(run, resource, entry, -INFINITY, { kind: "structure" });
  resource.allowedNodes.setScore(entry, -INFINITY);
}

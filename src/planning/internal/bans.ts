// Bans that follow from what a resource is.
//
// Trap    only the resource's own entries are banned, not those of what is below it (observed with a group as launcher)

import { recordCause } from "../../assignment/score-change.ts";
import { isPacemakerRemote, type Entry } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { INFINITY } from "../../values/score.ts";

/**
 * Bans a resource from all Pacemaker Remote nodes. One without connection resource, left over in the configuration, does
 * not count (observed).
 */
export function banFromRemoteNodes(run: Run, resource: Resource): void {
  for (const entry of resource.allowedNodes.values()) {
    if (isPacemakerRemote(entry.node) && entry.node.connection !== null) ban(run, resource, entry);
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
  entry.score = -INFINITY;
}

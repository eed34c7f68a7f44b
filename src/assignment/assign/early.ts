// Tries to keep an active instance where it is, before all others are assigned.
//
// An instance may stay if, once instances have been handed out to all nodes that it would like better, enough are left for
// its own node. So it is assigned again and again; each time it goes elsewhere, one instance is reserved for that node.
//
// Trap    every try shows its scores

import type { Entry, Node } from "../../model/node.ts";
import type { NodeTable } from "../../model/node-table.ts";
import { ResourceFlag, setFlag, type Resource } from "../../model/resource.ts";
import { isAvailableFor } from "../../nodes/availability.ts";
import type { Run } from "../../run.ts";
import { unassign } from "../assign-to.ts";
import { tableChanged } from "../merge/compounds.ts";
import { withdrawChanges } from "../score-change.ts";
import type { Assignment } from "./index.ts";
import { attempt } from "./instances.ts";

/**
 * Assigns an instance to its current node, or not at all.
 *
 * @param available how many instances are left to be placed
 * @returns whether it stays
 */
export function* assignEarly(
  run: Run,
  collective: Resource,
  instance: Resource,
  node: Node,
  available: number,
  maxPerNode: number,
): Generator<Assignment, boolean, Entry | null> {
  const entry = instance.allowedNodes.get(node);
  if (entry === undefined || !isAvailableFor(entry, true, false)) return false;
  const tables = saveTables(instance);
  const changes = run.ledger?.length ?? 0;
  const placed = collective.allowedNodes.getPlaced();
  let stays = false;
  for (let reserved = 0; reserved < available; reserved++) {
    const chosen: Entry | null = yield* attempt(run, collective, instance, node, maxPerNode);
    if (chosen !== null && chosen.node === node) {
      stays = true;
      break;
    }
    for (const [resource, table] of tables) {
      resource.allowedNodes = table.copy();
      tableChanged(run, resource);
      withdrawChanges(run, resource, changes);
    }
    if (chosen === null) {
      // Of a group only itself: its members stay assigned to no node, and will not be tried again (observed).
      setFlag(instance, ResourceFlag.Unassigned);
      break;
    }
    unassign(run, instance);
  }
  collective.allowedNodes.setPlaced(placed);
  if (stays) collective.allowedNodes.countPlaced(node);
  return stays;
}

function saveTables(resource: Resource): readonly (readonly [Resource, NodeTable])[] {
  const tables: (readonly [Resource, NodeTable])[] = [[resource, resource.allowedNodes.copy()]];
  for (const child of resource.children) tables.push(...saveTables(child));
  return tables;
}

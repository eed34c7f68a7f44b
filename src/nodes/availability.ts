import { isGuestNode, type Entry, type Node } from "../model/node.ts";
import type { NodeTable } from "../model/node-table.ts";
import { locationsOf } from "../resources/state/locations.ts";

/** True if the node can run resources: online, and nothing speaks against it. */
export function isAvailable(node: Node): boolean {
  return node.online && !node.shutdown && !node.unclean && !node.standby && !node.maintenance;
}

/**
 * The same as one resource sees it.
 *
 * @param considerScore a negative score makes the node unavailable
 * @param considerGuest a guest node is available only if its launcher is assigned to exactly one node
 */
export function isAvailableFor(entry: Entry, considerScore: boolean, considerGuest: boolean): boolean {
  const { node } = entry;
  if (!isAvailable(node)) return false;
  if (considerScore && entry.score < 0) return false;
  if (considerGuest && isGuestNode(node)) {
    return locationsOf(node.connection!.launcher!, { assigned: true }).length === 1;
  }
  return true;
}

/** True if some node in the table is available, scores considered. */
export function hasAvailableNode(table: NodeTable): boolean {
  for (const entry of table.raw()) if (entry !== undefined && entry.score >= 0 && isAvailable(entry.node)) return true;
  return false;
}

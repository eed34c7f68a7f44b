// What one resource has to say about the nodes in another one's table.

import type { Colocation } from "../../model/colocation.ts";
import type { NodeTable } from "../../model/node-table.ts";
import type { Group, Resource } from "../../model/resource.ts";
import { isAvailable } from "../../nodes/availability.ts";
import { asciiLower } from "../../values/text.ts";
import { INFINITY, type Score } from "../../values/score.ts";
import { applyToTable } from "../locations.ts";
import { placeOf } from "../places.ts";

/** The resource whose table is merged when a resource is entered: of a group the first member's. */
export function sourceOf(resource: Resource): Resource {
  return resource.variant === "group" ? (resource.children[0] ?? resource) : resource;
}

/**
 * True if a source speaks for its group as well: a group's location scores are held by its first member, so where another
 * member is named by a configured colocation, they are added.
 */
export function speaksForGroup(source: Resource, colocation: Colocation): boolean {
  const { parent } = source;
  if (!colocation.explicit || source !== colocation.dependent) return false;
  return parent !== null && parent.variant === "group" && parent.children[0] !== source;
}

/** The table that a source contributes. */
export function contributedTable(source: Resource, colocation: Colocation): NodeTable {
  return speaksForGroup(source, colocation) ? withGroupLocations(source, source.parent as Group) : source.allowedNodes;
}

function withGroupLocations(member: Resource, group: Group): NodeTable {
  const table = member.allowedNodes.copy();
  for (let i = group.locations.length - 1; i >= 0; i--) applyToTable(table, member, group.locations[i]!);
  return table;
}

/**
 * For nodes in the target's own table (given by number) the best score that the source has on an available node of the
 * same place, -INFINITY if there is none.
 */
export function scoresByPlace(
  target: Resource,
  own: NodeTable,
  slots: readonly number[],
  source: Resource,
  table: NodeTable,
  attribute: string,
): readonly Score[] {
  const best = new Map<string | undefined, Score>();
  for (const entry of table.raw()) {
    if (entry === undefined || !isAvailable(entry.node)) continue;
    const value = folded(placeOf(entry.node, attribute, source));
    const score = best.get(value);
    if (score === undefined || entry.score > score) best.set(value, entry.score);
  }
  return slots.map((slot) => best.get(folded(placeOf(own.at(slot)!.node, attribute, target))) ?? -INFINITY);
}

function folded(value: string | undefined): string | undefined {
  return value === undefined ? undefined : asciiLower(value);
}

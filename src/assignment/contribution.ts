// What one resource has to say about the nodes in another one's table.

import type { Colocation } from "../model/colocation.ts";
import type { Entry } from "../model/node.ts";
import type { NodeTable } from "../model/node-table.ts";
import type { Group, Resource } from "../model/resource.ts";
import { isAvailable } from "../nodes/availability.ts";
import type { Run } from "../run.ts";
import { asciiLower } from "../values/text.ts";
import { INFINITY, type Score } from "../values/score.ts";
import { applyToTable } from "./locations.ts";
import { placeOf, tellsNodes } from "./places.ts";

/**
 * For each of the target's entries the best score that the source has on an available node of the same place, -INFINITY if
 * there is none.
 *
 * @param usable whether each entry's node is available
 */
export function contribution(
  run: Run,
  target: Resource,
  entries: readonly Entry[],
  usable: readonly boolean[],
  source: Resource,
  colocation: Colocation,
): readonly Score[] {
  const table = sourceTable(source, colocation);
  const { nodeAttribute } = colocation;
  if (tellsNodes(run, nodeAttribute, target, source)) return scoresByNode(entries, usable, table);
  const best = new Map<string | undefined, Score>();
  for (const entry of table.raw()) {
    if (entry === undefined || !isAvailable(entry.node)) continue;
    const value = folded(placeOf(entry.node, nodeAttribute, source));
    const score = best.get(value);
    if (score === undefined || entry.score > score) best.set(value, entry.score);
  }
  return entries.map((entry) => best.get(folded(placeOf(entry.node, nodeAttribute, target))) ?? -INFINITY);
}

function scoresByNode(entries: readonly Entry[], usable: readonly boolean[], table: NodeTable): readonly Score[] {
  const raw = table.raw();
  const scores: Score[] = [];
  for (let i = 0; i < entries.length; i++) {
    const own = usable[i]! ? raw[entries[i]!.node.slot] : undefined;
    scores.push(own === undefined ? -INFINITY : own.score);
  }
  return scores;
}

function folded(value: string | undefined): string | undefined {
  return value === undefined ? undefined : asciiLower(value);
}

// A group's location scores are held by its first member. Where another member is named by a configured colocation, it
// speaks for the group as well.
function sourceTable(source: Resource, colocation: Colocation): NodeTable {
  const { parent } = source;
  if (!colocation.explicit || source !== colocation.dependent || parent === null || parent.variant !== "group") {
    return source.allowedNodes;
  }
  return parent.children[0] === source ? source.allowedNodes : withGroupLocations(source, parent);
}

function withGroupLocations(member: Resource, group: Group): NodeTable {
  const table = member.allowedNodes.copy();
  for (let i = group.locations.length - 1; i >= 0; i--) applyToTable(table, member, group.locations[i]!);
  return table;
}

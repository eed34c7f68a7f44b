// Takes down scores, capacities and requirements as they are shown, if they are asked for.
//
// Order   lines are printed in the order in which they are taken down here, and as often; per resource nodes by name,
//         digits as numbers; nodes whose names differ in case only in the table's order

import type { Entry, Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import { listSort } from "../tables/list-sort.ts";
import { compareNames } from "../values/names.ts";
import { isBundleNode } from "../resources/replicas.ts";
import { stateOf } from "./state.ts";

/** The steps of assignment that show scores, by the names which are printed. */
export type AllocationLabel =
  | "pcmk__primitive_assign"
  | "pcmk__group_assign"
  | "pcmk__clone_assign"
  | "pcmk__bundle_assign";

/** Shows the scores of a resource and of everything below it, except for what is removed. */
export function showScores(run: Run, label: AllocationLabel, resource: Resource): void {
  if (!run.settings.showScores || hasFlag(resource, ResourceFlag.Removed)) return;
  const ranks = displayRanks(run);
  const entries = listSort(resource.allowedNodes.listed(), (a: Entry, b: Entry) => rankOf(ranks, a) - rankOf(ranks, b));
  for (const { node, score } of entries) {
    run.scoreLines.push(Object.freeze({ kind: "allocation", label, resource: resource.id, node: node.name, score }));
  }
  for (const child of resource.children) showScores(run, label, child);
}

function rankOf(ranks: ReadonlyMap<Node, number>, entry: Entry): number {
  return ranks.get(entry.node) ?? -1;
}

/** Places in the order of names, shared by nodes whose names count as equal. */
function displayRanks(run: Run): ReadonlyMap<Node, number> {
  const state = stateOf(run);
  if (state.displayRanks === null) {
    const { nodes } = run.cluster;
    const ranks = new Map<Node, number>();
    let rank = 0;
    for (let i = 0; i < nodes.length; i++) {
      if (i > 0 && compareNames(nodes[i - 1]!.name, nodes[i]!.name) !== 0) rank = i;
      ranks.set(nodes[i]!, rank);
    }
    state.displayRanks = ranks;
  }
  return state.displayRanks;
}

/** Shows the final promotion priority of an instance; `null`: it is not on exactly one node. */
export function showPromotion(run: Run, instance: Resource, node: Node | null): void {
  if (!run.settings.showScores) return;
  const score = instance.promotionPriority;
  run.scoreLines.push(Object.freeze({ kind: "promotion", resource: instance.id, node: node?.name ?? null, score }));
}

/** Shows what each node can take. */
export function showCapacities(run: Run, label: "Original" | "Remaining"): void {
  if (!run.settings.showUtilization) return;
  for (const node of run.cluster.nodes) {
    if (isBundleNode(node)) continue;
    const attributes = pairsOf(node.remaining ?? node.utilization);
    run.scoreLines.push(Object.freeze({ kind: "capacity", label, node: node.name, attributes }));
  }
}

/** Shows what a primitive takes of the node that it is assigned to. */
export function showUsage(run: Run, resource: Resource, node: Node): void {
  if (!run.settings.showUtilization) return;
  const attributes = pairsOf(resource.utilization);
  run.scoreLines.push(Object.freeze({ kind: "usage", label: "pcmk__assign_resource", resource: resource.id, node: node.name, attributes }));
}

function pairsOf(table: KeyedTable<string>): readonly (readonly [string, string])[] {
  return Object.freeze(Array.from(table.entries(), (pair) => Object.freeze(pair)));
}

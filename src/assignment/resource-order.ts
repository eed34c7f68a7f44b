// With a placement strategy, resources are assigned in the order of how much they want to be where they are.
//
// Order   priority; the score on the current node; then the scores on all nodes, best node first; else as before
// Trap    scores of primaries are merged in, so what is compared is not what the resource itself has

import { baseEntry, type Node } from "../model/node.ts";
import type { NodeTable } from "../model/node-table.ts";
import type { Resource } from "../model/resource.ts";
import { currentNode } from "../resources/state/current-node.ts";
import type { Run } from "../run.ts";
import { listSort } from "../tables/list-sort.ts";
import { INFINITY, type Score } from "../values/score.ts";
import { sortEntries } from "./compare-nodes.ts";
import { tableWithPrimaries } from "./merge/index.ts";

interface Ranked {
  readonly resource: Resource;
  /** Worked out at the first comparison that needs it. */
  table: NodeTable | null;
}

/** The resources in the order of their assignment, in a new array. */
export function sortResources(run: Run, resources: readonly Resource[]): Resource[] {
  const nodes = sortEntries(run, run.cluster.nodes.map(baseEntry), null).map((entry) => entry.node);
  const ranked = resources.map((resource): Ranked => ({ resource, table: null }));
  return listSort(ranked, (a, b) => compare(run, nodes, a, b)).map(({ resource }) => resource);
}

function compare(run: Run, nodes: readonly Node[], a: Ranked, b: Ranked): number {
  if (a.resource.priority !== b.resource.priority) return b.resource.priority - a.resource.priority;
  if (nodes.length === 0) return 0;
  a.table ??= tableWithPrimaries(run, a.resource);
  b.table ??= tableWithPrimaries(run, b.resource);
  const byCurrent = scoreOn(b.table, currentNode(b.resource)) - scoreOn(a.table, currentNode(a.resource));
  if (byCurrent !== 0) return byCurrent;
  for (const node of nodes) {
    const byNode = scoreOn(b.table, node) - scoreOn(a.table, node);
    if (byNode !== 0) return byNode;
  }
  return 0;
}

function scoreOn(table: NodeTable, node: Node | null): Score {
  return (node === null ? undefined : table.get(node)?.score) ?? -INFINITY;
}

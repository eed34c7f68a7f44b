// Changes scores in tables of allowed nodes: of one resource and everything below it.
//
// Order   children first, then the resource itself; nodes in cluster order
// Traps   a missing entry is created with the node's base score before the change; saturating addition does not associate

import { cacheOf, type Run } from "../run.ts";
import { addScores, INFINITY } from "../values/score.ts";
import { baseEntry, ProbeMode, withScore, type Node } from "./node.ts";
import { NodeTable } from "./node-table.ts";
import { hasFlag, ResourceFlag, type Resource } from "./resource.ts";
import type { ScoreCause } from "./scores.ts";

/** Adds to the score of a resource, and of everything below it, on one node. */
export function shiftScore(run: Run, resource: Resource, node: Node, delta: number, cause: ScoreCause): void {
  for (const child of resource.children) shiftScore(run, child, node, delta, cause);
  const entry = resource.allowedNodes.request(node);
  const score = addScores(entry.score, delta);
  resource.allowedNodes.setScore(entry, score);
  run.ledger?.push(Object.freeze({ resource: resource.id, node: node.name, delta, score, cause: Object.freeze(cause) }));
}

/**
 * Adds to the score of a resource, and of everything below it, on every node of the cluster. A ban makes a resource
 * forget the node chosen for it.
 */
export function shiftEverywhere(run: Run, resource: Resource, delta: number, cause: ScoreCause): void {
  for (const node of run.cluster.nodes) shiftScore(run, resource, node, delta, cause);
  if (delta <= -INFINITY) resource.assignedNode = null;
}

/**
 * Gives a resource its first entries: every node, with its base score. A resource that is probed exclusively is left
 * out with everything below it, as is a node that nobody may probe.
 */
export function allowEverywhere(run: Run, resource: Resource): void {
  if (hasFlag(resource, ResourceFlag.ExclusiveProbes)) return;
  for (const child of resource.children) allowEverywhere(run, child);
  if (resource.allowedNodes.isNew) resource.allowedNodes = firstTable(run).clone();
  else addAll(resource.allowedNodes, run.cluster.nodes);
}

function addAll(table: NodeTable, nodes: readonly Node[]): void {
  for (const node of nodes) if (node.baseProbeMode !== ProbeMode.Never) table.request(node);
}

/** The table that most resources begin with, as made last, and the nodes from which it was made. */
interface FirstTable {
  nodes: readonly Node[];
  table: NodeTable;
}

const key = Symbol("first table of nodes");

function firstTable(run: Run): NodeTable {
  const { nodes } = run.cluster;
  const first = cacheOf<FirstTable>(run, key, () => ({ nodes: [], table: new NodeTable(run.nodeKeys.empty) }));
  if (!isCurrent(first, nodes)) {
    first.nodes = nodes.slice();
    first.table = new NodeTable(run.nodeKeys.empty);
    addAll(first.table, nodes);
  }
  return first.table;
}

function isCurrent(first: FirstTable, nodes: readonly Node[]): boolean {
  if (first.nodes.length !== nodes.length) return false;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    const entry = node.baseProbeMode === ProbeMode.Never ? undefined : baseEntry(node);
    if (first.nodes[i] !== node || first.table.get(node) !== entry) return false;
  }
  return true;
}

/** Replaces a resource's table (not those below it) by one that bans it from every node. */
export function banEverywhere(run: Run, resource: Resource, cause: ScoreCause): void {
  const table = new NodeTable(run.nodeKeys.empty);
  for (const node of run.cluster.nodes) {
    table.set(withScore(baseEntry(node), -INFINITY));
    run.ledger?.push(Object.freeze({ resource: resource.id, node: node.name, delta: -INFINITY, score: -INFINITY, cause: Object.freeze(cause) }));
  }
  resource.allowedNodes = table;
}

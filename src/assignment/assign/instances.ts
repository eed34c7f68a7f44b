// Distributes the instances of a collective (a clone's instances, a bundle's containers) over nodes.
//
// Invariant  the counts in the collective's table are the numbers of instances placed on each node so far
// Order      instances that could stay where they are come first, in a pass of their own (early.ts); then all others

import { report } from "../../diagnostics.ts";
import type { Entry, Node } from "../../model/node.ts";
import type { NodeTable } from "../../model/node-table.ts";
import { hasFlag, ResourceFlag, type Resource } from "../../model/resource.ts";
import { shiftEverywhere } from "../../model/shift.ts";
import { isAvailable } from "../../nodes/availability.ts";
import { currentNode } from "../../resources/state/current-node.ts";
import type { Run } from "../../run.ts";
import { INFINITY } from "../../values/score.ts";
import { treeChanged } from "../merge/compounds.ts";
import { nodeNotAllowed, noLongerAllowed } from "../messages.ts";
import { recordCause } from "../score-change.ts";
import { assignEarly } from "./early.ts";
import { assign, type Assignment } from "./index.ts";

/** Assigns instances, which have been sorted. */
export function* assignInstances(
  run: Run,
  collective: Resource,
  instances: readonly Resource[],
  maxTotal: number,
  maxPerNode: number,
): Generator<Assignment, void, Entry | null> {
  const optimal = prepareCounts(collective.allowedNodes, maxTotal);
  let assigned = 0;
  for (const instance of instances) {
    if (assigned >= maxTotal) break;
    const node = nodeToStayOn(collective, instance, optimal);
    if (node === null) continue;
    if (yield* assignEarly(run, collective, instance, node, maxTotal - assigned, maxPerNode)) assigned++;
  }
  for (const instance of instances) {
    if (!hasFlag(instance, ResourceFlag.Unassigned)) continue;
    reportLostNode(run, collective, instance);
    if (assigned >= maxTotal) {
      shiftEverywhere(run, instance, -INFINITY, { kind: "instance-limit" });
      treeChanged(run, instance);
    } else if ((yield* attempt(run, collective, instance, null, maxPerNode)) !== null) {
      assigned++;
    }
  }
}

/** Sets all counts to 0; gives how many instances each node gets if they are spread evenly. */
function prepareCounts(table: NodeTable, maxTotal: number): number {
  table.setPlaced(null);
  let available = 0;
  for (const entry of table.raw()) {
    if (entry === undefined) continue;
    if (isAvailable(entry.node)) available++;
  }
  return available === 0 ? 1 : Math.max(1, Math.floor(maxTotal / available));
}

function nodeToStayOn(collective: Resource, instance: Resource, optimal: number): Node | null {
  if (instance.activeNodes.length === 0 || !hasFlag(instance, ResourceFlag.Unassigned)) return null;
  if (hasFlag(instance, ResourceFlag.Failed)) return null;
  const node = currentNode(instance);
  if (node === null || node.baseScore < 0 || !isAvailable(node)) return null;
  return collective.allowedNodes.placedOn(node) < optimal ? node : null;
}

function reportLostNode(run: Run, collective: Resource, instance: Resource): void {
  if (instance.activeNodes.length === 0) return;
  const node = currentNode(instance);
  if (node === null || collective.allowedNodes.has(node)) return;
  const managed = hasFlag(instance, ResourceFlag.Managed);
  report(run, noLongerAllowed, { instance: instance.id, node: node.name, managed });
}

/** Assigns one instance to a node that has room for it; without a preferred node it is stopped if there is none. */
export function* attempt(
  run: Run,
  collective: Resource,
  instance: Resource,
  prefer: Node | null,
  maxPerNode: number,
): Generator<Assignment, Entry | null, Entry | null> {
  if (hasFlag(instance, ResourceFlag.Assigning)) return null;
  banFullNodes(run, collective, instance, maxPerNode);
  const chosen = yield assign(instance, run, prefer, prefer === null);
  if (chosen !== null) collective.allowedNodes.countPlaced(chosen.node);
  return chosen;
}

function banFullNodes(run: Run, collective: Resource, instance: Resource, maxPerNode: number): void {
  const table = instance.allowedNodes;
  let isChanged = false;
  for (const slot of table.slots()) {
    const entry = table.at(slot);
    if (entry === undefined || hasRoom(run, collective, instance, entry.node, maxPerNode)) continue;
    isChanged = true;
    ban(run, instance, entry.node);
    for (const member of instance.children) ban(run, member, entry.node);
  }
  if (isChanged) treeChanged(run, instance);
}

function ban(run: Run, resource: Resource, node: Node): void {
  const entry = resource.allowedNodes.get(node);
  if (entry === undefined) return;
  if (run.ledger !== null) recordCause(run, resource, entry, -INFINITY, { kind: "instance-limit" });
  resource.allowedNodes.setScore(entry, -INFINITY);
}

function hasRoom(run: Run, collective: Resource, instance: Resource, node: Node, maxPerNode: number): boolean {
  if (hasFlag(instance, ResourceFlag.Removed) || !isAvailable(node)) return false;
  const entry = collective.allowedNodes.get(node);
  if (entry === undefined) {
    report(run, nodeNotAllowed, { instance: instance.id, node: node.name });
    return false;
  }
  return entry.score >= 0 && collective.allowedNodes.placedOn(node) < maxPerNode;
}

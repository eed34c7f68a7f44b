// The order in which instances of a collective are assigned: those that are well placed first.
//
// Trap    not a consistent order (inactive instances equal each other whatever their number), so the sequence of
//         comparisons shows

import type { Node } from "../../model/node.ts";
import { NodeTable } from "../../model/node-table.ts";
import { ResourceFlag, type Resource } from "../../model/resource.ts";
import { isAvailable } from "../../nodes/availability.ts";
import { currentNode } from "../../resources/state/current-node.ts";
import { hasFlagAnywhere } from "../../resources/state/flags.ts";
import type { Run } from "../../run.ts";
import { listSort } from "../../tables/list-sort.ts";
import type { Score } from "../../values/score.ts";
import { hasInfluence } from "../affects.ts";
import { thisWithOf, withThisOf } from "../colocations.ts";
import { mergeInto } from "../merge/index.ts";

/** What one instance is compared by; nothing of it changes while instances are being sorted. */
export interface InstanceRank {
  readonly instance: Resource;
  readonly activeCount: number;
  /** It is active where it may not be. */
  readonly isMisplaced: boolean;
  /** The current node, unless misplaced. */
  readonly node: Node | null;
  /** How many instances the collective has placed there; `null` if it may not use that node. */
  readonly placed: number | null;
  readonly isFailed: boolean;
  readonly number: number;
  /** Worked out only if all else is equal. */
  colocationScore: Score | null;
}

/** The instances in the order of their assignment, in a new array. */
export function sortInstances(run: Run, collective: Resource, instances: readonly Resource[]): Resource[] {
  const ranks = instances.map((instance) => rankInstance(collective, instance));
  return listSort(ranks, (a, b) => compareInstances(run, a, b)).map((rank) => rank.instance);
}

/** Takes down what an instance is compared by. */
export function rankInstance(collective: Resource, instance: Resource): InstanceRank {
  const current = currentNode(instance);
  const own = current === null ? undefined : instance.allowedNodes.get(current);
  const isMisplaced = current !== null && (own === undefined || own.score < 0);
  const node = isMisplaced ? null : current;
  return {
    instance,
    activeCount: instance.activeNodes.length,
    isMisplaced,
    node,
    placed: node === null || !collective.allowedNodes.has(node) ? null : collective.allowedNodes.placedOn(node),
    isFailed: hasFlagAnywhere(instance, ResourceFlag.Failed),
    number: instanceNumber(instance.id),
    colocationScore: null,
  };
}

/** Compares instances; negative if `a` is to be assigned before `b`. */
export function compareInstances(run: Run, a: InstanceRank, b: InstanceRank): number {
  if (a.activeCount > 0 && b.activeCount > 0 && a.activeCount !== b.activeCount) return a.activeCount - b.activeCount;
  if (a.isMisplaced !== b.isMisplaced) return a.isMisplaced ? 1 : -1;
  if (a.instance.priority !== b.instance.priority) return b.instance.priority - a.instance.priority;
  if (a.node === null || b.node === null) {
    if (a.node === b.node) return 0;
    return a.node === null ? 1 : -1;
  }
  const isUsable = isAvailable(a.node);
  if (isUsable !== isAvailable(b.node)) return isUsable ? -1 : 1;
  if (a.placed === null || b.placed === null) {
    if (a.placed === b.placed) return 0;
    return a.placed === null ? 1 : -1;
  }
  if (a.placed !== b.placed) return a.placed - b.placed;
  if (a.isFailed !== b.isFailed) return a.isFailed ? 1 : -1;
  const difference = colocationScoreOf(run, b, b.node) - colocationScoreOf(run, a, a.node);
  return difference !== 0 ? difference : a.number - b.number;
}

/** How good its colocations find the node where an instance is. */
function colocationScoreOf(run: Run, rank: InstanceRank, node: Node): Score {
  if (rank.colocationScore !== null) return rank.colocationScore;
  const { instance } = rank;
  const thisWith = thisWithOf(run, instance);
  const withThis = withThisOf(run, instance);
  let score = node.baseScore;
  if (thisWith.length + withThis.length > 0) {
    const table = new NodeTable(run.nodeKeys.empty);
    table.request(node);
    for (const colocation of thisWith) {
      mergeInto(run, instance, table, colocation.primary, colocation, {});
    }
    for (const colocation of withThis) {
      if (!hasInfluence(colocation, instance)) continue;
      mergeInto(run, instance, table, colocation.dependent, colocation, nonNegative);
    }
    score = table.get(node)!.score;
  }
  rank.colocationScore = score;
  return score;
}

const nonNegative = { nonNegative: true } as const;

/** The number at the end of an instance's ID, behind a colon or else a dash. */
function instanceNumber(id: string): number {
  const mark = id.includes(":") ? ":" : "-";
  const value = Number.parseInt(id.slice(id.lastIndexOf(mark) + 1), 10);
  return Number.isNaN(value) ? 0 : value;
}

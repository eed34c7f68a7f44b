// Merges the preferences of dependents (or primaries) into the scores of a resource: a walk over the graph of colocations
// in which every step passes on a part of the scores, as large as the colocation's score is compared with INFINITY.
//
// Order    depth first along effective lists; a resource that is being merged is not entered again
// Rule     Pacemaker Explained, "Placing Resources Relative to other Resources"; the details are observed
// Traps    fractions are single precision (step.ts); saturating addition does not associate; each completed step puts a
//          copied table in place, which can exchange nodes in its order

import type { Colocation } from "../../model/colocation.ts";
import type { NodeTable } from "../../model/node-table.ts";
import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { recordChange } from "../score-change.ts";
import { tableChanged } from "./compounds.ts";
import { factorOf } from "./step.ts";
import { Walk, type MergeOptions } from "./walk.ts";

/**
 * Merges the scores of `source`, and of what follows it, into a table.
 *
 * @param target the resource on whose behalf; the table may be its own
 * @param colocation the one between them, whose score is the part that is passed on
 */
export function mergeInto(
  run: Run,
  target: Resource,
  table: NodeTable,
  source: Resource,
  colocation: Colocation,
  options: MergeOptions,
): void {
  const walk = new Walk(run, target, table, options);
  walk.enter(source, colocation, factorOf(colocation.score), options.active === true);
  walk.proceed();
  const isOwn = table === target.allowedNodes;
  const { slots, scores } = walk;
  for (let i = 0; i < slots.length; i++) {
    const entry = table.at(slots[i]!)!;
    if (isOwn && run.ledger !== null) recordChange(run, target, entry, scores[i]!, colocation, source);
    table.setScore(entry, scores[i]!);
  }
  if (isOwn) tableChanged(run, target);
}

/**
 * A copy of a resource's table (of a group: its last member's) with the scores of its primaries, and theirs, merged in.
 */
export function tableWithPrimaries(run: Run, resource: Resource): NodeTable {
  const source = resource.variant === "group" ? (resource.children.at(-1) ?? resource) : resource;
  const table = source.allowedNodes.copy();
  const walk = new Walk(run, source, table, { thisWith: true });
  walk.begin(source, resource);
  walk.proceed();
  const { slots, scores } = walk;
  for (let i = 0; i < slots.length; i++) table.setScore(table.at(slots[i]!)!, scores[i]!);
  return table;
}

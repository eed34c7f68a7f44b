// What nodes can take and resources need, and the account of what is left on each node.
//
// Rule   Pacemaker Explained, "Utilization and Placement Strategy"
// Trap   amounts are read from their text each time, and what a text lacks or exceeds is reported each time; a text without
//        digits is the smallest number (observed)

import { reportProblems } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { stateOf, type Requirement } from "./state.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { INT32_MAX, INT32_MIN, parseMinInteger } from "../values/integer.ts";

/** An amount of capacity; 0 if there is none. */
export function amountOf(run: Run, text: string | undefined): number {
  if (text === undefined) return 0;
  const { value, problems } = parseMinInteger(text, INT32_MIN);
  if (problems.length > 0) reportProblems(run, problems);
  return value;
}

/** What a resource requires. */
export function requirementsOf(run: Run, resource: Resource): readonly Requirement[] {
  const { requirements } = stateOf(run);
  const known = requirements.get(resource.utilization);
  if (known !== undefined) return known;
  const before = run.diagnostics.length;
  const list: Requirement[] = [];
  for (const [name, text] of resource.utilization.entries()) list.push({ name, amount: amountOf(run, text) });
  // what there is something to say about is to be read each time
  if (run.diagnostics.length === before) requirements.set(resource.utilization, list);
  return list;
}

/** A sum of amounts, kept within 32 bits. */
export function boundAmount(sum: number): number {
  if (sum > INT32_MAX) return INT32_MAX;
  return sum < INT32_MIN ? INT32_MIN : sum;
}

/** What is left on a node. */
export function capacityOf(node: Node): KeyedTable<string> {
  return node.remaining ?? node.utilization;
}

/** Adds what a resource requires to sums by attribute. */
export function addRequirements(run: Run, resource: Resource, sums: Map<string, number>): void {
  for (const { name, amount } of requirementsOf(run, resource)) {
    sums.set(name, boundAmount((sums.get(name) ?? 0) + amount));
  }
}

/** Takes a resource's requirements from a node's capacity (-1), or gives them back (1). */
export function account(run: Run, node: Node, resource: Resource, sign: -1 | 1): void {
  if (resource.utilization.size === 0) return;
  node.remaining ??= sameTable(node.utilization);
  for (const { name, amount } of requirementsOf(run, resource)) {
    const left = amountOf(run, node.remaining.get(name));
    node.remaining.set(name, String(boundAmount(left + sign * amount)));
  }
}

// Filled in the same sequence, so that it iterates alike; a copy might exchange colliding names.
function sameTable(table: KeyedTable<string>): KeyedTable<string> {
  const result = new KeyedTable<string>();
  for (const [name, value] of table.unordered()) result.set(name, value);
  return result;
}

/**
 * Which node has more capacity left, as a vote by the number of attributes: negative if `a`. Not a consistent order.
 */
export function compareCapacities(run: Run, a: Node, b: Node): number {
  const left = capacityOf(a);
  const right = capacityOf(b);
  let votes = 0;
  for (const [name, text] of left.entries()) {
    votes += Math.sign(amountOf(run, right.get(name)) - amountOf(run, text));
  }
  for (const [name, text] of right.entries()) {
    if (!left.has(name)) votes += Math.sign(amountOf(run, text));
  }
  return votes;
}

/** Whether a node has all that is required left. */
export function isSufficient(run: Run, node: Node, required: ReadonlyMap<string, number>): boolean {
  const capacity = capacityOf(node);
  for (const [name, amount] of required) if (amount > amountOf(run, capacity.get(name))) return false;
  return true;
}

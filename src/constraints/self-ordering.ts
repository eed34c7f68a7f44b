// Ignores constraints that order an action relative to itself, on which the reference ends with an assertion.
//
// Traps   a constraint that says so is harmless, and works for the rest of what it says, as long as the action does not
//         exist; whether it does is known only when relations are attached to actions

import type { Relation } from "../actions/action.ts";
import { report } from "../diagnostics.ts";
import type { Resource } from "../model/resource.ts";
import { roleOf } from "../resources/state/role.ts";
import { cacheOf, type Run } from "../run.ts";
import { operationKey, parseOperationKey } from "../values/operation-key.ts";
import { Role } from "../values/role.ts";
import { asciiLower, equalsIgnoreCase } from "../values/text.ts";
import { orderedWithItself } from "./messages.ts";

/** A constraint that recorded a relation of an operation with itself, and all relations of that constraint. */
interface SelfOrdering {
  readonly constraint: string;
  readonly suspects: readonly Relation[];
  readonly relations: readonly Relation[];
}

const suspectsKey = Symbol("orderings of actions with themselves");

function suspectsOf(run: Run): SelfOrdering[] {
  return cacheOf<SelfOrdering[]>(run, suspectsKey, () => []);
}

/** Remembers a constraint if the relations that it recorded, those from index `from` on, have an operation twice. */
export function noteSelfOrderings(run: Run, constraint: string, from: number): void {
  let suspects: Relation[] | null = null;
  for (let i = from; i < run.relations.length; i++) {
    const relation = run.relations[i]!;
    if (isSelfOrdering(relation)) (suspects ??= []).push(relation);
  }
  if (suspects !== null) suspectsOf(run).push({ constraint, suspects, relations: run.relations.slice(from) });
}

function isSelfOrdering(relation: Relation): boolean {
  const { firstResource, thenResource, firstKey, thenKey } = relation;
  if (firstResource === null || firstResource !== thenResource) return false;
  return firstKey !== null && thenKey !== null && equalsIgnoreCase(firstKey, thenKey);
}

/**
 * Takes back the relations of constraints that order an existing action relative to itself, and reports these
 * constraints. To be called when all actions exist, before relations are attached.
 */
export function ignoreSelfOrderings(run: Run): void {
  const orderings = suspectsOf(run);
  if (orderings.length === 0) return;
  const willExist = operationsThatWillExist(run, orderings);
  const dropped = new Set<Relation>();
  for (const { constraint, suspects, relations } of orderings) {
    const real = suspects.find((relation) => willExist.has(relation));
    if (real === undefined) continue;
    report(run, orderedWithItself, { id: constraint, action: real.firstKey! });
    for (const relation of relations) dropped.add(relation);
  }
  if (dropped.size === 0) return;
  const kept = run.relations.filter((relation) => !dropped.has(relation));
  run.relations.length = 0;
  for (const relation of kept) run.relations.push(relation);
}

/** Those of the suspects whose action exists when their turn to be attached comes. */
function operationsThatWillExist(run: Run, orderings: readonly SelfOrdering[]): Set<Relation> {
  const suspects = new Set(orderings.flatMap((ordering) => ordering.suspects));
  const created = new Map<Resource, Set<string>>();
  const result = new Set<Relation>();
  for (const relation of run.relations) {
    const resource = relation.firstResource;
    if (resource === null || relation.firstKey === null) continue;
    if (suspects.has(relation)) {
      const key = asciiLower(relation.firstKey);
      if (resource.actionsByKey.has(key) || created.get(resource)?.has(key) === true) result.add(relation);
      continue;
    }
    const key = keyToCreate(relation, resource);
    if (key === null) continue;
    const keys = created.get(resource);
    if (keys === undefined) created.set(resource, new Set([key]));
    else keys.add(key);
  }
  return result;
}

/** The key of the action that attaching a relation creates, if it creates one. */
function keyToCreate(relation: Relation, resource: Resource): string | null {
  if (relation.firstAction !== null || relation.thenResource === resource) return null;
  const parts = parseOperationKey(relation.firstKey!);
  if (parts === null) return null;
  const role = roleOf(resource, "current");
  if (parts.action === "stop" && role === Role.Stopped) return null;
  if (parts.action === "demote" && role === Role.Unpromoted) return null;
  return asciiLower(operationKey(resource.id, parts.action, parts.intervalMs));
}

// What an ordering of starts, stops, promotes and demotes means when a resource migrates live instead.
//
// Traps   looks at what is migratable at the moment when the relation is recorded; flags of the relation do not carry over
//         (observed)

import { hasFlag, isAncestor, ResourceFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { parseOperationKey } from "../values/operation-key.ts";
import { OrderFlag, type Action, type Relation } from "./action.ts";
import { keyOf } from "./key.ts";

/** Records the equivalents of a relation between two resources of which at least one can migrate. */
export function recordMigrationEquivalents(run: Run, relation: Relation): void {
  const { firstResource: a, thenResource: b } = relation;
  if (a === null || b === null || a === b) return;
  const both = hasFlag(a, ResourceFlag.Migratable) && hasFlag(b, ResourceFlag.Migratable);
  // every equivalent puts something before a migration of the second
  if (!hasFlag(b, ResourceFlag.Migratable) || isAncestor(a, b) || isAncestor(b, a)) return;

  const first = taskOf(relation.firstAction, relation.firstKey);
  const then = taskOf(relation.thenAction, relation.thenKey);
  const partial = b.partialMigrationTarget !== null;
  const maybe = hasFlag(a, ResourceFlag.Migratable) ? OrderFlag.IfFirstUnmigratable : 0;

  if (first === "start" && then === "start") {
    if (both) record(run, a, "migrate_from", b, "migrate_to", OrderFlag.Ordered);
    record(run, a, "start", b, "migrate_to", OrderFlag.Ordered | maybe);
  } else if (first === "stop" && then === "stop") {
    record(run, a, "stop", b, "migrate_to", OrderFlag.Ordered | maybe);
    if (partial) record(run, a, "stop", b, "migrate_from", OrderFlag.Ordered | maybe);
  } else if (first === "promote" && then === "start") {
    record(run, a, "promote", b, "migrate_to", OrderFlag.Ordered);
  } else if (first === "demote" && then === "stop") {
    record(run, a, "demote", b, "migrate_to", OrderFlag.Ordered);
    if (partial) record(run, a, "demote", b, "migrate_from", OrderFlag.Ordered);
  }
}

function taskOf(action: Action | null, key: string | null): string | null {
  if (action !== null) return action.task;
  return key === null ? null : (parseOperationKey(key)?.action ?? null);
}

function record(run: Run, a: Resource, firstTask: string, b: Resource, thenTask: string, flags: number): void {
  run.relations.push({
    id: run.nextRelationId++,
    flags,
    firstResource: a,
    firstAction: null,
    firstKey: keyOf(a, firstTask),
    thenResource: b,
    thenAction: null,
    thenKey: keyOf(b, thenTask),
  });
}

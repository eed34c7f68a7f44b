// Turns recorded relations into links.
//
// Order   relations in order of creation: a FIRST action that does not exist can be created here, and is found by the
//         relations that follow
// Traps   a relation without flags makes no links, but can still create its FIRST action

import { ActionFlag, actionIs, OrderFlag, type Action, type Relation } from "../actions/action.ts";
import { findActions } from "../actions/find.ts";
import { linkActions } from "../actions/link.ts";
import { requestOperation } from "../actions/request.ts";
import type { Resource } from "../model/resource.ts";
import { roleOf } from "../resources/state/role.ts";
import type { Run } from "../run.ts";
import { operationKey, parseOperationKey } from "../values/operation-key.ts";
import { Role } from "../values/role.ts";

/** Attaches all relations. */
export function attachRelations(run: Run): void {
  // Attaching records no relation, but the list is read as it is now.
  const count = run.relations.length;
  for (let i = 0; i < count; i++) attach(run, run.relations[i]!);
}

function attach(run: Run, relation: Relation): void {
  const { firstResource, thenResource, thenAction } = relation;
  if (firstResource === null) {
    if (relation.firstAction !== null) attachThen(relation, relation.firstAction);
    return;
  }
  const firsts = firstActions(run, relation, firstResource);
  if (thenResource === null && thenAction === null) return;
  for (const first of firsts) attachThen(relation, first);
}

/** Links one FIRST action with what comes second. */
function attachThen(relation: Relation, first: Action): void {
  const { flags, thenAction, thenKey, thenResource } = relation;
  if (thenResource === null) {
    linkActions(first, thenAction, flags);
    return;
  }
  // the stop that ends a dangling migration does not force a restart
  const aborts = first.resource === thenResource && actionIs(first, ActionFlag.MigrationAbort);
  const effective = aborts ? flags & ~OrderFlag.FirstImpliesThen : flags;
  const thens = thenAction === null ? actionsByKey(thenResource, thenKey) : [thenAction];
  for (const then of thens) linkActions(first, then, effective);
}

function firstActions(run: Run, relation: Relation, resource: Resource): readonly Action[] {
  if (relation.firstAction !== null) return [relation.firstAction];
  const found = actionsByKey(resource, relation.firstKey);
  if (found.length > 0 || relation.thenResource === resource) return found;
  const created = createFirst(run, resource, relation.firstKey);
  return created === null ? [] : [created];
}

/** Creates an operation that nothing has asked for so far; none if it would be pointless in the current role. */
function createFirst(run: Run, resource: Resource, key: string | null): Action | null {
  const parts = key === null ? null : parseOperationKey(key);
  if (parts === null) return null;
  const role = roleOf(resource, "current");
  if (parts.action === "stop" && role === Role.Stopped) return null;
  if (parts.action === "demote" && role === Role.Unpromoted) return null;
  return requestOperation(run, resource, parts.action, parts.intervalMs, null, true);
}

/** True if the key is plainly one of the resource's own, so that taking it apart would lead to the same key. */
function isPlainKeyOf(resource: Resource, key: string): boolean {
  const start = resource.id.length + 1;
  return key.startsWith(`${resource.id}_`) && key.endsWith("_0") && key.indexOf("_", start) === key.length - 2;
}

/** All actions of the resource with the key; failing that, with the same operation (the key may be another's). */
function actionsByKey(resource: Resource, key: string | null): readonly Action[] {
  if (key === null) return [];
  const found = findActions(resource, key, null);
  if (found.length > 0 || isPlainKeyOf(resource, key)) return found;
  const parts = parseOperationKey(key);
  return parts === null ? [] : findActions(resource, operationKey(resource.id, parts.action, parts.intervalMs), null);
}

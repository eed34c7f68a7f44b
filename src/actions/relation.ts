// Records that something comes before something else, to be attached to actions when all of them exist.
//
// Order   relations are numbered as they are recorded, and attached in that order; the equivalents for live migrations
//         come right after the relation that they stem from

import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { operationKey } from "../values/operation-key.ts";
import type { Action, Relation } from "./action.ts";
import { recordMigrationEquivalents } from "./migration-equivalents.ts";

/** One side of a relation: an action, or a resource with the key of an operation, or both. */
export interface RelationSide {
  readonly resource?: Resource | null;
  readonly key?: string | null;
  readonly action?: Action | null;
}

/**
 * Records "FIRST then THEN". A resource or key that is missing is taken from the action; a side with neither action nor
 * resource makes no relation. Equivalent relations for live migrations follow.
 */
export function recordRelation(run: Run, first: RelationSide, then: RelationSide, flags: number): void {
  const firstAction = first.action ?? null;
  const thenAction = then.action ?? null;
  const firstResource = first.resource ?? firstAction?.resource ?? null;
  const thenResource = then.resource ?? thenAction?.resource ?? null;
  if (firstAction === null && firstResource === null) return;
  if (thenAction === null && thenResource === null) return;
  const relation: Relation = {
    id: run.nextRelationId++,
    flags,
    firstResource,
    firstAction,
    firstKey: first.key ?? firstAction?.key ?? null,
    thenResource,
    thenAction,
    thenKey: then.key ?? thenAction?.key ?? null,
  };
  run.relations.push(relation);
  recordMigrationEquivalents(run, relation);
}

/** Records "operation of one resource then operation of another (or the same)"; neither is recurring. */
export function orderOperations(
  run: Run,
  firstResource: Resource,
  firstTask: string,
  thenResource: Resource,
  thenTask: string,
  flags: number,
): void {
  recordRelation(
    run,
    { resource: firstResource, key: operationKey(firstResource.id, firstTask, 0) },
    { resource: thenResource, key: operationKey(thenResource.id, thenTask, 0) },
    flags,
  );
}

/** Records "action then action". */
export function orderActions(run: Run, first: Action, then: Action, flags: number): void {
  recordRelation(run, { action: first }, { action: then }, flags);
}

/** Records "operation of a resource then action". */
export function orderOperationBefore(run: Run, resource: Resource, task: string, then: Action, flags: number): void {
  recordRelation(run, { resource, key: operationKey(resource.id, task, 0) }, { action: then }, flags);
}

/** Records "action then operation of a resource". */
export function orderBeforeOperation(run: Run, first: Action, resource: Resource, task: string, flags: number): void {
  recordRelation(run, { action: first }, { resource, key: operationKey(resource.id, task, 0) }, flags);
}

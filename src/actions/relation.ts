// Records that something comes before something else, to be attached to actions when all of them exist.
//
// Order   relations are numbered as they are recorded, and attached in that order; the equivalents for live migrations
//         come right after the relation that they stem from

import { PengineError } from "../errors.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { Action } from "./action.ts";
import { keyOf } from "./key.ts";
import { recordMigrationEquivalents } from "./migration-equivalents.ts";

/** Most relations in a run. Sets combine their members with each other, and more than this many do not fit into memory. */
export const MAX_RELATIONS = 4_000_000;

/** One side of a relation: an action, or a resource with the key of an operation, or both. */
export interface RelationSide {
  readonly resource?: Resource | null;
  readonly key?: string | null;
  readonly action?: Action | null;
}

/**
 * Records "FIRST then THEN". A resource or key that is missing is taken from the action; a side with neither action nor
 * resource makes no relation. Equivalent relations for live migrations follow.
 *
 * @throws PengineError `limit-elements` if the run has too many relations, as all functions of this file do
 */
export function recordRelation(run: Run, first: RelationSide, then: RelationSide, flags: number): void {
  const firstAction = first.action ?? null;
  const thenAction = then.action ?? null;
  const firstResource = first.resource ?? firstAction?.resource ?? null;
  const thenResource = then.resource ?? thenAction?.resource ?? null;
  if (firstAction === null && firstResource === null) return;
  if (thenAction === null && thenResource === null) return;
  const firstKey = first.key ?? firstAction?.key ?? null;
  const thenKey = then.key ?? thenAction?.key ?? null;
  record(run, firstResource, firstAction, firstKey, thenResource, thenAction, thenKey, flags);
}

function record(
  run: Run,
  firstResource: Resource | null,
  firstAction: Action | null,
  firstKey: string | null,
  thenResource: Resource | null,
  thenAction: Action | null,
  thenKey: string | null,
  flags: number,
): void {
  if (run.relations.length >= MAX_RELATIONS) {
    throw new PengineError("limit-elements", `There are more than ${MAX_RELATIONS} orderings between operations; use smaller ordering sets`);
  }
  const id = run.nextRelationId++;
  const relation = { id, flags, firstResource, firstAction, firstKey, thenResource, thenAction, thenKey };
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
  const firstKey = keyOf(firstResource, firstTask);
  orderKeys(run, firstResource, firstKey, thenResource, keyOf(thenResource, thenTask), flags);
}

/** {@link orderOperations} for callers that have the keys, as those have that combine many resources with many others. */
export function orderKeys(
  run: Run,
  firstResource: Resource,
  firstKey: string,
  thenResource: Resource,
  thenKey: string,
  flags: number,
): void {
  record(run, firstResource, null, firstKey, thenResource, null, thenKey, flags);
}

/** Records "action then action". */
export function orderActions(run: Run, first: Action, then: Action, flags: number): void {
  record(run, first.resource, first, first.key, then.resource, then, then.key, flags);
}

/** Records "operation of a resource then action". */
export function orderOperationBefore(run: Run, resource: Resource, task: string, then: Action, flags: number): void {
  record(run, resource, null, keyOf(resource, task), then.resource, then, then.key, flags);
}

/** Records "action then operation of a resource". */
export function orderBeforeOperation(run: Run, first: Action, resource: Resource, task: string, flags: number): void {
  record(run, first.resource, first, first.key, resource, null, keyOf(resource, task), flags);
}

// Records that something comes before something else, to be attached to actions when all of them exist.

import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { Action } from "./action.ts";

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
  void [run, first, then, flags];
  throw new Error("not built yet");
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
  void [run, firstResource, firstTask, thenResource, thenTask, flags];
  throw new Error("not built yet");
}

/** Records "action then action". */
export function orderActions(run: Run, first: Action, then: Action, flags: number): void {
  void [run, first, then, flags];
  throw new Error("not built yet");
}

/** Records "operation of a resource then action". */
export function orderOperationBefore(run: Run, resource: Resource, task: string, then: Action, flags: number): void {
  void [run, resource, task, then, flags];
  throw new Error("not built yet");
}

/** Records "action then operation of a resource". */
export function orderBeforeOperation(run: Run, first: Action, resource: Resource, task: string, flags: number): void {
  void [run, first, resource, task, flags];
  throw new Error("not built yet");
}

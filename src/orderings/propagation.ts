// What propagation knows about itself: when which action changed, and when which link was last found to do nothing.
//
// Propagation visits the same links again and again, nearly always in vain. A visit has no memory: what it does follows
// from the state of the two actions and, where a collective resource is involved, of the actions below it. So a visit
// that changed nothing would change nothing again until one of these has changed; only such visits are left out, and
// the sequence of all changes, on which reasons depend, stays what it is with all visits made.
//
// Time is counted in changes. Every change of an action's flags goes through this file, and dates the action and the
// resources above it. What can change beyond that, the assignment of an instance, dates everything at once.

import { actionIs, clearActionFlag, setActionFlag, type Action, type Link } from "../actions/action.ts";
import { clearBecause } from "../actions/reason.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";

/** One propagation under way. No action is created while it lasts. */
export interface Propagation {
  readonly run: Run;
  /** Number of changes so far. */
  now: number;
  /** By action ID: when its flags last changed. */
  readonly changed: Float64Array;
  /** When the flags of an action below the resource last changed. */
  readonly changedBelow: Map<Resource, number>;
  /** When something changed that any visit may look at. */
  changedAnywhere: number;
  /** By the ID of the then action and the index in its before-list: when a visit last found nothing to do. */
  readonly settled: (number[] | undefined)[];
  /** Instances that lost their node because the one that they depend on does not exist. */
  readonly unassigned: Set<Resource>;
}

/** Begins: nothing has changed, nothing is settled. */
export function createPropagation(run: Run): Propagation {
  return {
    run,
    now: 0,
    changed: new Float64Array(run.nextActionId),
    changedBelow: new Map(),
    changedAnywhere: 0,
    settled: [],
    unassigned: new Set(),
  };
}

/** Clears a flag because of another action, which becomes the reason. */
export function clearFor(state: Propagation, action: Action, flag: number, cause: Action): void {
  if (!actionIs(action, flag)) return;
  clearBecause(action, flag, cause);
  dateChange(state, action);
}

/** Clears a flag without a reason. */
export function clearIn(state: Propagation, action: Action, flag: number): void {
  if (!actionIs(action, flag)) return;
  clearActionFlag(action, flag);
  dateChange(state, action);
}

/** Sets a flag. */
export function setIn(state: Propagation, action: Action, flag: number): void {
  if (actionIs(action, flag)) return;
  setActionFlag(action, flag);
  dateChange(state, action);
}

/** Changes or disables (0) the record of a link in a before-list; the visit under way must not count as vain then. */
export function changeLink(state: Propagation, link: Link, flags: number): void {
  link.flags = flags;
  state.now++;
}

/** Notes a change that any visit may depend on. */
export function dateEverything(state: Propagation): void {
  state.now++;
  state.changedAnywhere = state.now;
}

function dateChange(state: Propagation, action: Action): void {
  state.now++;
  state.changed[action.id] = state.now;
  for (let at = action.resource?.parent ?? null; at !== null; at = at.parent) state.changedBelow.set(at, state.now);
}

/** True if visiting the link at that index of the before-list is known to change nothing. */
export function isSettled(state: Propagation, then: Action, index: number): boolean {
  const since = state.settled[then.id]?.[index];
  return (
    since !== undefined &&
    since >= state.changedAnywhere &&
    since >= lastChange(state, then) &&
    since >= lastChange(state, then.before[index]!.action)
  );
}

/** Notes the outcome of a visit: vain if nothing has changed since `start`. */
export function noteVisit(state: Propagation, then: Action, index: number, start: number): void {
  const list = (state.settled[then.id] ??= []);
  while (list.length <= index) list.push(-1);
  list[index] = state.now === start ? start : -1;
}

function lastChange(state: Propagation, action: Action): number {
  const own = state.changed[action.id]!;
  const { resource } = action;
  if (resource === null || resource.variant === "primitive") return own;
  return Math.max(own, state.changedBelow.get(resource) ?? 0);
}

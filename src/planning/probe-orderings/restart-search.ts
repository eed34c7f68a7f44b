// Finds what would have to be restarted if an action were necessary: a depth-first visit of everything that would become
// necessary with it, collecting the stops and demotes that would have to come first.
//
// A chain of orderings is searched from each of its links, so the visit has to be cheap: what does not lead to any stop or
// demote is never entered, and marks are numbers in an array.

import { ActionFlag, actionIs, OrderFlag, type Action, type Link } from "../../actions/action.ts";
import { findActions } from "../../actions/find.ts";
import { keyOf } from "../../actions/key.ts";
import { findCompatibleInstance } from "../../assignment/compatible.ts";
import { isCollective, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { isTrue } from "../../values/boolean.ts";

/** What all searches share. Arrays are indexed by action ID. */
export interface RestartSearch {
  /** For a start or promotion of a primitive, what undoes it. */
  readonly reverses: readonly (readonly Action[])[];
  /** 1: a visit may come to something that has a reverse. */
  readonly leads: Uint8Array;
  /** The number of the last search that visited the action. */
  readonly visited: Uint32Array;
  searches: number;
}

const none: readonly Action[] = Object.freeze([]);

/** Prepares searches; links may be added afterwards, as long as they make nothing necessary. */
export function createRestartSearch(run: Run): RestartSearch {
  const reverses: (readonly Action[])[] = [none];
  for (const action of run.actions) reverses[action.id] = reversesOf(action);
  const leads = new Uint8Array(run.nextActionId);
  const queue = run.actions.filter((action) => reverses[action.id]!.length > 0);
  for (const action of queue) leads[action.id] = 1;
  for (let action = queue.pop(); action !== undefined; action = queue.pop()) {
    for (const { action: first, flags } of action.before) {
      if (leads[first.id] === 1 || !mayFollow(first, flags)) continue;
      leads[first.id] = 1;
      queue.push(first);
    }
  }
  return { reverses, leads, visited: new Uint32Array(run.nextActionId), searches: 0 };
}

/** The stops before a start, the demotes before a promotion, unless they are mere events. */
function reversesOf(action: Action): readonly Action[] {
  const owner = action.resource;
  if (owner === null || owner.variant !== "primitive") return none;
  const task = action.task === "start" ? "stop" : action.task === "promote" ? "demote" : null;
  if (task === null) return none;
  const reverses = findActions(owner, keyOf(owner, task), null);
  return reverses.filter((reverse) => !actionIs(reverse, ActionFlag.Pseudo));
}

/** Whether some visit might go on along a link. */
function mayFollow(first: Action, flags: number): boolean {
  if ((flags & OrderFlag.FirstImpliesThen) !== 0) return true;
  return first.resource !== null && first.resource.variant !== "primitive";
}

/** An action that is being visited. */
interface Visit {
  readonly action: Action;
  /** It belongs to a collective whose instances are ordered one by one. */
  readonly interleaved: boolean;
  /** In that case: the instance that matters, if there is one. */
  readonly compatible: Resource | null;
  /** Index of the next link to follow; counts down, since the newest comes first. */
  next: number;
}

/**
 * What would have to be stopped or demoted before an action that waits for a probe of the resource, if the action were
 * necessary. Of other resources only, and in the order of the visit; can have repetitions.
 */
export function findRestarted(run: Run, search: RestartSearch, resource: Resource, from: Action): readonly Action[] {
  if (search.leads[from.id] !== 1) return none;
  const mark = ++search.searches;
  const found: Action[] = [];
  const stack: Visit[] = [enter(run, search, resource, from, mark, found)];
  for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
    if (visit.next < 0) {
      stack.pop();
      continue;
    }
    const link = visit.action.after[visit.next--]!;
    const { id } = link.action;
    if (search.leads[id] !== 1 || search.visited[id] === mark || !follows(resource, visit, link)) continue;
    stack.push(enter(run, search, resource, link.action, mark, found));
  }
  return found;
}

function enter(
  run: Run,
  search: RestartSearch,
  resource: Resource,
  action: Action,
  mark: number,
  found: Action[],
): Visit {
  search.visited[action.id] = mark;
  const owner = action.resource;
  if (owner !== resource) for (const reverse of search.reverses[action.id]!) found.push(reverse);
  const interleaved = owner !== null && isCollective(owner) && isTrue(owner.meta.get("interleave"));
  const compatible = interleaved ? findCompatibleInstance(run, resource, owner, null, false, null) : null;
  return { action, interleaved, compatible, next: action.after.length - 1 };
}

/** Whether a visit goes on along a link: where it makes its action required, or from a collective down to its parts. */
function follows(resource: Resource, visit: Visit, { action: then, flags }: Link): boolean {
  if ((flags & OrderFlag.FirstImpliesThen) !== 0) return true;
  const owner = visit.action.resource;
  if (owner === null || owner.variant === "primitive" || owner === resource.parent) return false;
  const part = then.resource;
  if (part === null || isCollective(part) || part.parent !== owner) return false;
  return !visit.interleaved || part === visit.compatible;
}

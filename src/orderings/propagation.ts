// What propagation knows about itself: when which action changed, and when which link was last found to do nothing.
//
// Propagation visits the same links again and again, nearly always in vain. A visit has no memory: what it does follows
// from the state of the two actions and, where a collective resource is involved, of actions of its parts. So a visit
// that changed nothing would change nothing again until one of these has changed; only such visits are left out, and
// the sequence of all changes, on which reasons depend, stays what it is with all visits made.
//
// Time is counted in changes. Every change of an action's flags goes through this file, and dates the action and those
// actions of the resources above it that look at it. What can change beyond that, the assignment of an instance, dates
// everything at once.

import { actionIs, clearActionFlag, setActionFlag, type Action, type Link } from "../actions/action.ts";
import { clearBecause } from "../actions/reason.ts";
import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { asciiLower } from "../values/text.ts";
import { partTask } from "./instances.ts";

/** One propagation under way. No action is created while it lasts. */
export interface Propagation {
  readonly run: Run;
  /** Number of changes so far. */
  now: number;
  /** By action ID: when its flags last changed. */
  readonly changed: Float64Array;
  /** By ID of a collective resource's action: when the flags of an action of a part that it looks at last changed. */
  readonly partsChanged: Float64Array;
  /** When something changed that any visit may look at. */
  changedAnywhere: number;
  /** By the ID of the then action and the index in its before-list: when a visit last found nothing to do. */
  readonly settled: (number[] | undefined)[];
  /** Instances that lost their node because the one that they depend on does not exist. */
  readonly unassigned: Set<Resource>;
  readonly caches: PropagationCaches;
}

/** What was found out about actions of collective resources. Which actions there are does not change meanwhile. */
export interface PropagationCaches {
  /** By action ID: what others wait for in its place; `null` if that is the action itself. Not if there was something to report. */
  readonly completions: (Action | null | undefined)[];
  /** By action ID and node: its flags as they follow from the parts, there or anywhere, and the time for which that is true. */
  readonly flags: (Map<Node | null, { readonly flags: number; readonly since: number }> | undefined)[];
  /** By action ID: the actions of the parts that it looks at. */
  readonly parts: (readonly (Action | null)[] | undefined)[];
  /** By action ID: of each part, the newest such action on each node. */
  readonly partsByNode: (ReadonlyMap<Node, readonly Action[]> | undefined)[];
  /** By ID of an action of a group or clone: of each part that has one, the newest action with the very same task. */
  readonly equalParts: (readonly Action[] | undefined)[];
  /** By resource and lower-cased task of a part's action: the resource's own actions that look at it. */
  readonly readers: Map<Resource, Map<string, readonly Action[]>>;
  /** By group, the node that it is assigned to, and the time for which that is true. */
  readonly groupNodes: Map<Resource, { readonly node: Node | null; readonly since: number }>;
  /** By collective, its instances by the node where they are; now, and as assigned. */
  readonly places: { readonly current: Places; readonly assigned: Places };
}

type Places = Map<Resource, ReadonlyMap<Node, Resource>>;

/** Begins: nothing has changed, nothing is settled. */
export function createPropagation(run: Run): Propagation {
  return {
    run,
    now: 0,
    changed: new Float64Array(run.nextActionId),
    partsChanged: new Float64Array(run.nextActionId),
    changedAnywhere: 0,
    settled: [],
    unassigned: new Set(),
    caches: {
      completions: [],
      flags: [],
      parts: [],
      partsByNode: [],
      equalParts: [],
      readers: new Map(),
      groupNodes: new Map(),
      places: { current: new Map(), assigned: new Map() },
    },
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

/** Notes that an instance, and so everything that looks at where instances are, is somewhere else now. */
export function datePlaces(state: Propagation, instance: Resource): void {
  state.now++;
  state.changedAnywhere = state.now;
  const { assigned } = state.caches.places;
  for (let at: Resource | null = instance; at !== null; at = at.parent) assigned.delete(at);
}

function dateChange(state: Propagation, action: Action): void {
  state.now++;
  state.changed[action.id] = state.now;
  if (action.resource === null) return;
  let lookedAt: readonly Action[] = [action];
  for (let at = action.resource.parent; at !== null; at = at.parent) {
    lookedAt = at.variant === "bundle" ? at.actions : lookedAt.flatMap((part) => readersOf(state, at, part.task));
    for (const reader of lookedAt) state.partsChanged[reader.id] = state.now;
  }
}

function readersOf(state: Propagation, resource: Resource, task: string): readonly Action[] {
  const { readers } = state.caches;
  let byTask = readers.get(resource);
  if (byTask === undefined) {
    byTask = new Map();
    readers.set(resource, byTask);
  }
  const lowerTask = asciiLower(task);
  let found = byTask.get(lowerTask);
  if (found === undefined) {
    found = resource.actions.filter(
      (action) => asciiLower(action.task) === lowerTask || asciiLower(partTask(resource, action)) === lowerTask,
    );
    byTask.set(lowerTask, found);
  }
  return found;
}

/** How much of a visit is still needed. */
export type Visit =
  /** All of it. */
  | "full"
  /** None: it is known to change nothing. */
  | "none"
  /** It changes nothing, unless the flags of THEN, if they are worked out anew, change THEN itself. */
  | "flags";

/**
 * What visiting the link at an index of a before-list would come to. Flags of a collective's action follow from its parts
 * and are written back to it, also by visits that have no other use for the parts.
 */
export function neededVisit(state: Propagation, then: Action, index: number): Visit {
  const since = state.settled[then.id]?.[index];
  if (since === undefined || since < state.changedAnywhere || since < state.changed[then.id]!) return "full";
  const first = then.before[index]!.action.id;
  if (since < state.changed[first]! || since < state.partsChanged[first]!) return "full";
  return since < state.partsChanged[then.id]! ? "flags" : "none";
}

/** Notes the outcome of a visit: vain if nothing has changed since `start`. */
export function noteVisit(state: Propagation, then: Action, index: number, start: number): void {
  const list = (state.settled[then.id] ??= []);
  while (list.length <= index) list.push(-1);
  list[index] = state.now === start ? start : -1;
}

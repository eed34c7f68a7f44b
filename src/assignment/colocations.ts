// Colocations and the lists they are found in: own lists, filled at creation, and effective lists, put together on demand.
//
// Order   a list is sorted by the resource on the other side: priority, variant, promotable, ID; of equals the newest first
// Trap    priorities change while promoted instances are chosen; lists put together later are sorted by the new ones

import { orderOperations } from "../actions/relation.ts";
import { OrderFlag } from "../actions/action.ts";
import type { Colocation, LinkedLists } from "../model/colocation.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { sortedInsert } from "../tables/sorted-insert.ts";
import { variantRank } from "../variants.ts";
import { Role } from "../values/role.ts";
import { INFINITY } from "../values/score.ts";
import { compareBytes } from "../values/text.ts";
import { collectLinked, dependsOnState } from "./linked/index.ts";
import type { Side } from "./linked/list.ts";
import { stateOf, type AssignmentState } from "./state.ts";

/** What a new colocation says; absent roles mean any role, an absent attribute means `#uname`. */
export interface ColocationRequest {
  readonly id: string;
  readonly dependent: Resource;
  readonly primary: Resource;
  readonly score: number;
  readonly dependentRole?: Role;
  readonly primaryRole?: Role;
  readonly nodeAttribute?: string | undefined;
  readonly influence: boolean;
  readonly explicit: boolean;
}

/** Creates a colocation and sorts it into the lists of both resources; `null` if its score is 0, which means nothing. */
export function recordColocation(run: Run, request: ColocationRequest): Colocation | null {
  if (request.score === 0) return null;
  const colocation: Colocation = {
    id: request.id,
    dependent: request.dependent,
    primary: request.primary,
    score: request.score,
    dependentRole: request.dependentRole ?? Role.Unknown,
    primaryRole: request.primaryRole ?? Role.Unknown,
    nodeAttribute: request.nodeAttribute ?? "#uname",
    influence: request.influence,
    explicit: request.explicit,
  };
  const state = stateOf(run);
  insertOwn(state, colocation.dependent.thisWith, colocation, compareByPrimary);
  insertOwn(state, colocation.primary.withThis, colocation, compareByDependent);
  run.colocations.push(colocation);
  state.linkedVersion++;
  if (colocation.score <= -INFINITY) {
    orderOpponents(run, colocation.dependent, colocation.dependentRole, colocation.primary, colocation.primaryRole);
    orderOpponents(run, colocation.primary, colocation.primaryRole, colocation.dependent, colocation.dependentRole);
  }
  return colocation;
}

function insertOwn(
  state: AssignmentState,
  list: Colocation[],
  colocation: Colocation,
  compare: (a: Colocation, b: Colocation) => number,
): void {
  if (state.prioritiesMoved) {
    sortedInsert(list, colocation, compare);
    return;
  }
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(colocation, list[middle]!) > 0) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, colocation);
}

/** Orders colocations by their primaries, as in lists of what a resource depends on; 0 if the primary is the same. */
export function compareByPrimary(a: Colocation, b: Colocation): number {
  return compareSides(a.primary, b.primary);
}

/** Orders colocations by their dependents, as in lists of what depends on a resource; 0 if the dependent is the same. */
export function compareByDependent(a: Colocation, b: Colocation): number {
  return compareSides(a.dependent, b.dependent);
}

function compareSides(a: Resource, b: Resource): number {
  if (a === b) return 0;
  if (a.priority !== b.priority) return b.priority - a.priority;
  if (a.variant !== b.variant) return variantRank[b.variant] - variantRank[a.variant];
  if (a.variant === "clone") {
    const byRole = Number(hasFlag(b, ResourceFlag.Promotable)) - Number(hasFlag(a, ResourceFlag.Promotable));
    if (byRole !== 0) return byRole;
  }
  return compareBytes(a.id, b.id);
}

// A resource must have left a node before one that must not be with it arrives.
function orderOpponents(run: Run, first: Resource, firstRole: Role, then: Resource, thenRole: Role): void {
  for (const leaving of leavingTasks(firstRole)) {
    for (const arriving of arrivingTasks(thenRole)) {
      orderOperations(run, first, leaving, then, arriving, OrderFlag.IfRequiredOnSameNode);
    }
  }
}

function leavingTasks(role: Role): readonly string[] {
  if (role === Role.Promoted) return ["demote"];
  return role === Role.Unpromoted ? ["stop", "promote"] : ["stop"];
}

function arrivingTasks(role: Role): readonly string[] {
  if (role === Role.Promoted) return ["promote"];
  return role === Role.Unpromoted ? ["start", "demote"] : ["start"];
}

/** The colocations in effect for a resource as dependent, its own and inherited ones, in the order of their use. */
export function thisWithOf(run: Run, resource: Resource): readonly Colocation[] {
  return linkedList(stateOf(run), resource, "thisWith");
}

/** The colocations in effect for a resource as primary, its own and inherited ones, in the order of their use. */
export function withThisOf(run: Run, resource: Resource): readonly Colocation[] {
  return linkedList(stateOf(run), resource, "withThis");
}

/** One of the lists of {@link thisWithOf} and {@link withThisOf}. */
export function linkedList(state: AssignmentState, resource: Resource, side: Side): readonly Colocation[] {
  const { linked } = resource;
  const known = linked === null || linked.version !== state.linkedVersion ? null : linked[side];
  if (known !== null) return known;
  const list: Colocation[] = [];
  collectLinked(resource, side, resource, list);
  if (!dependsOnState(resource, state.isAssigning)) linkedOf(state, resource)[side] = list;
  return list;
}

/** What is known about a resource's lists. */
export function linkedOf(state: AssignmentState, resource: Resource): LinkedLists {
  const { linked } = resource;
  if (linked !== null && linked.version === state.linkedVersion) return linked;
  const fresh: LinkedLists = {
    version: state.linkedVersion,
    thisWith: null,
    withThis: null,
    loopsThisWith: null,
    loopsWithThis: null,
    tied: null,
  };
  resource.linked = fresh;
  return fresh;
}

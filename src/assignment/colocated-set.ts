// What must be on the same node as a resource, so that their requirements count together.
//
// Order    depth first, a resource before what it is linked with; sums are clipped, so the order could show
//
// The walk is iterative, because mandatory colocations can chain to any length.

import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { Role } from "../values/role.ts";
import { INFINITY } from "../values/score.ts";
import { effectOf } from "./affects.ts";
import { addRequirements } from "./capacity.ts";
import { linkedOf, thisWithOf, withThisOf } from "./colocations.ts";
import { stateOf } from "./state.ts";

/** The requirements of a primitive and of everything unassigned that must be with it. */
export function colocatedRequirements(run: Run, origin: Resource): ReadonlyMap<string, number> {
  const set = colocatedSet(run, origin);
  const sums = new Map<string, number>();
  for (const resource of set) if (hasFlag(resource, ResourceFlag.Unassigned)) addOf(run, resource, set, sums);
  return sums;
}

/** The requirements of one resource alone. */
export function ownRequirements(run: Run, resource: Resource): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  addRequirements(run, resource, sums);
  return sums;
}

// A link back to where the walk began leads nowhere new, so it need not be told from others.
function colocatedSet(run: Run, origin: Resource): ReadonlySet<Resource> {
  const set = new Set<Resource>();
  const stack: Resource[] = [origin];
  for (let resource = stack.pop(); resource !== undefined; resource = stack.pop()) {
    let next: readonly Resource[];
    if (resource.variant === "group" && countsAsWhole(resource)) {
      next = resource.children;
    } else {
      if (set.has(resource)) continue;
      next = linkedWith(run, resource);
    }
    set.add(resource);
    for (let i = next.length - 1; i >= 0; i--) stack.push(next[i]!);
  }
  return set;
}

function countsAsWhole(group: Resource): boolean {
  return hasFlag(group, ResourceFlag.Colocated) || group.parent !== null;
}

function linkedWith(run: Run, resource: Resource): readonly Resource[] {
  const state = stateOf(run);
  const { linked } = resource;
  if (linked !== null && linked.version === state.linkedVersion && linked.tied !== null) return linked.tied;
  const tied: Resource[] = [];
  let isFixed = true;
  for (const colocation of thisWithOf(run, resource)) {
    const { primary, score, dependentRole, primaryRole } = colocation;
    if (score < INFINITY) continue;
    isFixed &&= dependentRole === Role.Unknown && primaryRole === Role.Unknown;
    if (effectOf(run, colocation, resource, primary, true) === "location") tied.push(primary);
  }
  for (const colocation of withThisOf(run, resource)) {
    const { dependent, score, dependentRole, primaryRole } = colocation;
    if (score < INFINITY || (resource.variant === "clone" && dependent.variant !== "clone")) continue;
    isFixed &&= dependentRole === Role.Unknown && primaryRole === Role.Unknown;
    if (effectOf(run, colocation, dependent, resource, true) === "location") tied.push(dependent);
  }
  // kept only where the lists are: what depends on roles, or on the state of a bundle, can change at any time
  const lists = linkedOf(state, resource);
  if (isFixed && lists.thisWith !== null && lists.withThis !== null) lists.tied = tied;
  return tied;
}

function addOf(run: Run, resource: Resource, set: ReadonlySet<Resource>, sums: Map<string, number>): void {
  switch (resource.variant) {
    case "primitive":
      addRequirements(run, resource, sums);
      return;
    case "group":
      for (const member of countsAsWhole(resource) ? resource.children : resource.children.slice(0, 1)) {
        if (hasFlag(member, ResourceFlag.Unassigned) && !set.has(member)) addOf(run, member, set, sums);
      }
      return;
    case "clone":
      addOfClone(run, resource, set, sums);
      return;
    case "bundle": {
      const container = resource.replicas[0]?.container;
      if (container !== undefined) addRequirements(run, container, sums);
    }
  }
}

// One instance stands for all, unless one is known to be meant.
function addOfClone(run: Run, clone: Resource, set: ReadonlySet<Resource>, sums: Map<string, number>): void {
  let isCounted = false;
  for (const instance of clone.children) {
    if (set.has(instance)) {
      isCounted = true;
    } else if (instance.variant === "group" && instance.children.some((member) => set.has(member))) {
      isCounted = true;
      addOf(run, instance, set, sums);
    }
  }
  const first = clone.children[0];
  if (!isCounted && first !== undefined) addOf(run, first, set, sums);
}

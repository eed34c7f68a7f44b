// What must be on the same node as a resource, so that their requirements count together.
//
// Order    depth first, a resource before what it is linked with; sums are clipped, so the order could show
//
// The walk is iterative, because mandatory colocations can chain to any length.

import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { INFINITY } from "../values/score.ts";
import { effectOf } from "./affects.ts";
import { amountOf, boundAmount } from "./capacity.ts";
import { thisWithOf, withThisOf } from "./colocations.ts";

/** The requirements of a primitive and of everything unassigned that must be with it. */
export function colocatedRequirements(run: Run, origin: Resource): ReadonlyMap<string, number> {
  const set = colocatedSet(run, origin);
  const sum = new Map<string, number>();
  for (const resource of set) if (hasFlag(resource, ResourceFlag.Unassigned)) addRequirements(run, resource, set, sum);
  return sum;
}

/** The requirements of one resource alone. */
export function ownRequirements(run: Run, resource: Resource): ReadonlyMap<string, number> {
  const sum = new Map<string, number>();
  addOwn(run, resource, sum);
  return sum;
}

function colocatedSet(run: Run, origin: Resource): ReadonlySet<Resource> {
  const set = new Set<Resource>();
  const stack: Resource[] = [origin];
  for (let resource = stack.pop(); resource !== undefined; resource = stack.pop()) {
    let next: readonly Resource[];
    if (resource.variant === "group" && countsAsWhole(resource)) {
      next = resource.children;
    } else {
      if (set.has(resource)) continue;
      next = linkedWith(run, resource, origin);
    }
    set.add(resource);
    for (let i = next.length - 1; i >= 0; i--) stack.push(next[i]!);
  }
  return set;
}

function countsAsWhole(group: Resource): boolean {
  return hasFlag(group, ResourceFlag.Colocated) || group.parent !== null;
}

function linkedWith(run: Run, resource: Resource, origin: Resource): readonly Resource[] {
  const linked: Resource[] = [];
  for (const colocation of thisWithOf(run, resource)) {
    const { primary, score } = colocation;
    if (score < INFINITY || primary === origin) continue;
    if (effectOf(run, colocation, resource, primary, true) === "location") linked.push(primary);
  }
  for (const colocation of withThisOf(run, resource)) {
    const { dependent, score } = colocation;
    if (score < INFINITY || dependent === origin) continue;
    if (resource.variant === "clone" && dependent.variant !== "clone") continue;
    if (effectOf(run, colocation, dependent, resource, true) === "location") linked.push(dependent);
  }
  return linked;
}

function addRequirements(run: Run, resource: Resource, set: ReadonlySet<Resource>, sum: Map<string, number>): void {
  switch (resource.variant) {
    case "primitive":
      addOwn(run, resource, sum);
      return;
    case "group":
      for (const member of countsAsWhole(resource) ? resource.children : resource.children.slice(0, 1)) {
        if (hasFlag(member, ResourceFlag.Unassigned) && !set.has(member)) addRequirements(run, member, set, sum);
      }
      return;
    case "clone":
      addOfClone(run, resource, set, sum);
      return;
    case "bundle": {
      const container = resource.replicas[0]?.container;
      if (container !== undefined) addOwn(run, container, sum);
    }
  }
}

// One instance stands for all, unless one is known to be meant.
function addOfClone(run: Run, clone: Resource, set: ReadonlySet<Resource>, sum: Map<string, number>): void {
  let isCounted = false;
  for (const instance of clone.children) {
    if (set.has(instance)) {
      isCounted = true;
    } else if (instance.variant === "group" && instance.children.some((member) => set.has(member))) {
      isCounted = true;
      addRequirements(run, instance, set, sum);
    }
  }
  const first = clone.children[0];
  if (!isCounted && first !== undefined) addRequirements(run, first, set, sum);
}

function addOwn(run: Run, resource: Resource, sum: Map<string, number>): void {
  for (const [name, text] of resource.utilization.entries()) {
    sum.set(name, boundAmount((sum.get(name) ?? 0) + amountOf(run, text)));
  }
}

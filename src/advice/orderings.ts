// Finds circles among mandatory orderings of starts: strongly connected components of "has to start before".

import { OrderFlag } from "../actions/action.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { parseOperationKey } from "../values/operation-key.ts";
import { advise, type Advice } from "./advice.ts";

/** THEN cannot happen before FIRST did. */
const MANDATORY = OrderFlag.UnrunnableFirstBlocks | OrderFlag.Asymmetric;

/** Circles of resources that wait for each other. */
export function adviseOnOrderings(run: Run): Advice[] {
  const next = startOrder(run);
  return componentsOf(next)
    .filter((component) => component.length > 1)
    .map((component) => {
      const ids = component.map((resource) => resource.id);
      return advise("ordering-cycle", ids, `These resources wait for each other to start: ${ids.join(", ")}`);
    });
}

function startOrder(run: Run): Map<Resource, Resource[]> {
  const next = new Map<Resource, Resource[]>();
  for (const { flags, firstResource: first, firstKey, thenResource: then, thenKey } of run.relations) {
    if ((flags & MANDATORY) === 0 || first === null || then === null || first === then) continue;
    if (!isStart(firstKey) || !isStart(thenKey)) continue;
    const list = next.get(first);
    if (list === undefined) next.set(first, [then]);
    else list.push(then);
  }
  return next;
}

function isStart(key: string | null): boolean {
  return key !== null && parseOperationKey(key)?.action === "start";
}

interface Visit {
  readonly resource: Resource;
  readonly index: number;
  low: number;
  open: boolean;
  at: number;
}

/** Tarjan's algorithm, with a stack of its own, since chains can be as long as the input likes. */
function componentsOf(next: ReadonlyMap<Resource, readonly Resource[]>): Resource[][] {
  const visits = new Map<Resource, Visit>();
  const open: Visit[] = [];
  const components: Resource[][] = [];
  const enter = (resource: Resource): Visit => {
    const visit = { resource, index: visits.size, low: visits.size, open: true, at: 0 };
    visits.set(resource, visit);
    open.push(visit);
    return visit;
  };
  for (const root of next.keys()) {
    if (visits.has(root)) continue;
    const path = [enter(root)];
    while (path.length > 0) {
      const visit = path.at(-1)!;
      const target = next.get(visit.resource)?.[visit.at++];
      if (target !== undefined) {
        const known = visits.get(target);
        if (known === undefined) path.push(enter(target));
        else if (known.open) visit.low = Math.min(visit.low, known.index);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) parent.low = Math.min(parent.low, visit.low);
      if (visit.low === visit.index) components.push(closeComponent(open, visit));
    }
  }
  return components;
}

function closeComponent(open: Visit[], root: Visit): Resource[] {
  const component: Resource[] = [];
  for (;;) {
    const visit = open.pop()!;
    visit.open = false;
    component.push(visit.resource);
    if (visit === root) return component.reverse();
  }
}

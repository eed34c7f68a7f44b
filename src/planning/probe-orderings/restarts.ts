// A probe may find a resource active that other resources have to wait for. So whatever would have to be restarted then is
// not stopped before the probe is done.
//
// From each action that waits for a probe, all actions are visited that would become required with it. Which those are
// depends on the resource and the first action only, so that it is worked out once for all probes of the resource.
//
// Order   resources in list order, probes oldest first, links newest first

import { ActionFlag, actionIs, OrderFlag, type Action, type Link } from "../../actions/action.ts";
import { findActions } from "../../actions/find.ts";
import { linkActions } from "../../actions/link.ts";
import { findCompatibleInstance } from "../../assignment/compatible.ts";
import { isCollective, topOf, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { isTrue } from "../../values/boolean.ts";
import { operationKey } from "../../values/operation-key.ts";
import { leavesOf } from "../leaves.ts";
import { probesOf } from "./probes.ts";

export function orderBeforeRestarts(run: Run): void {
  for (const top of run.cluster.resources) {
    for (const resource of leavesOf(top)) orderProbesOf(run, resource);
  }
}

function orderProbesOf(run: Run, resource: Resource): void {
  const consequences = new Map<Action, readonly Action[]>();
  for (const probe of probesOf(resource)) {
    for (let i = probe.after.length - 1; i >= 0; i--) {
      const link = probe.after[i]!;
      orderBeforeInstances(resource, probe, link);
      let stopped = consequences.get(link.action);
      if (stopped === undefined) {
        stopped = findStopped(run, resource, link.action);
        consequences.set(link.action, stopped);
      }
      for (const action of stopped) linkActions(probe, action, OrderFlag.Ordered);
    }
  }
}

/** Instances that are not active must not start before an impossible probe, even if the clone as a whole can. */
function orderBeforeInstances(resource: Resource, probe: Action, { action: then, flags }: Link): void {
  const collective = then.resource;
  if (collective === null || !isCollective(collective) || collective !== topOf(resource)) return;
  if (then.task !== "start" || actionIs(probe, ActionFlag.Runnable)) return;
  if ((flags & OrderFlag.UnrunnableFirstBlocks) !== 0) return;
  for (let i = then.after.length - 1; i >= 0; i--) {
    const start = then.after[i]!.action;
    if (start.task !== "start" || start.resource === null) continue;
    if (start.resource.activeNodes.length > 0 || topOf(start.resource) !== collective) continue;
    linkActions(probe, start, OrderFlag.Ordered | OrderFlag.UnrunnableFirstBlocks);
  }
}

/** An action that is being visited. */
interface Visit {
  readonly action: Action;
  /** For an action of an interleaved collective: the instance that matters, if there is one. */
  readonly compatible: Resource | null;
  readonly interleaved: boolean;
  /** Index of the next link to follow; counts down, since the newest comes first. */
  next: number;
}

/** The stops and demotes that would come before what the action makes required, in the order of a depth-first visit. */
function findStopped(run: Run, resource: Resource, from: Action): readonly Action[] {
  const stopped: Action[] = [];
  const visited = new Set<Action>();
  const stack: Visit[] = [];
  enter(run, resource, from, visited, stack, stopped);
  for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
    const link = visit.next < 0 ? undefined : visit.action.after[visit.next--];
    if (link === undefined) stack.pop();
    else if (!visited.has(link.action) && follows(resource, visit, link)) {
      enter(run, resource, link.action, visited, stack, stopped);
    }
  }
  return stopped;
}

function enter(
  run: Run,
  resource: Resource,
  action: Action,
  visited: Set<Action>,
  stack: Visit[],
  stopped: Action[],
): void {
  visited.add(action);
  const owner = action.resource;
  if (owner !== null && owner.variant === "primitive" && owner !== resource) collectReverse(owner, action, stopped);
  let compatible: Resource | null = null;
  let interleaved = false;
  if (owner !== null && isCollective(owner) && isTrue(owner.meta.get("interleave"))) {
    interleaved = true;
    compatible = findCompatibleInstance(run, resource, owner, null, false, null);
  }
  stack.push({ action, compatible, interleaved, next: action.after.length - 1 });
}

/** What undoes a start or promotion before it is done anew. */
function collectReverse(owner: Resource, action: Action, stopped: Action[]): void {
  const task = action.task === "start" ? "stop" : action.task === "promote" ? "demote" : null;
  if (task === null) return;
  for (const reverse of findActions(owner, operationKey(owner.id, task, 0), null)) {
    if (!actionIs(reverse, ActionFlag.Pseudo)) stopped.push(reverse);
  }
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

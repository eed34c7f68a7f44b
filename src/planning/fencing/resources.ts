// Orders the actions of resources against the fencing of a node.
//
// What had to be stopped on the node need not be any more, since fencing implies it; what is recovered elsewhere waits for
// the fencing. Nothing is ordered before it: healthy resources there are not stopped first.
//
// Order   resources in list order, depth first
// Trap    a start that requires fencing waits for the fencing of every node, whether its resource was there or not

import { ActionFlag, OrderFlag, setActionFlag, type Action } from "../../actions/action.ts";
import { claim, findActions, firstAction } from "../../actions/find.ts";
import { keyOf } from "../../actions/key.ts";
import { linkActions } from "../../actions/link.ts";
import { report } from "../../diagnostics.ts";
import { isGuestNode, type Node } from "../../model/node.ts";
import { bundleOf, hasFlag, ResourceFlag, topOf, type Resource } from "../../model/resource.ts";
import { cacheOf, type Run } from "../../run.ts";
import { leavesOf } from "../leaves.ts";
import { stopImplicit } from "../messages.ts";
import { notifyFencedStop } from "../notifications/fencing.ts";

const { Ordered, UnrunnableFirstBlocks, GuestAllowed } = OrderFlag;

/** What fencing finds at a managed resource. Gathered once, since no such action is created by fencing. */
interface Affected {
  readonly resource: Resource;
  /** Actions that need quorum or fencing, newest first. */
  readonly needy: readonly Action[];
  /** Its stops and demotes on whatever node, oldest first. */
  readonly stops: readonly Action[];
  readonly demotes: readonly Action[];
}

const cacheKey = Symbol("resources affected by fencing");

/** Orders everything that has to do with a node against its fencing. */
export function orderAgainstResources(run: Run, node: Node, fencing: Action): void {
  for (const affected of cacheOf(run, cacheKey, () => findAffected(run))) {
    orderStarts(affected, node, fencing);
    const needsFencing = hasFlag(affected.resource, ResourceFlag.NeedsFencing) || isGuestNode(node);
    if (affected.stops.length > 0) implyStops(run, affected, node, fencing, needsFencing);
    if (affected.demotes.length > 0) implyDemotes(affected, node, fencing, needsFencing);
  }
}

function findAffected(run: Run): readonly Affected[] {
  const result: Affected[] = [];
  for (const top of run.cluster.resources) {
    for (const resource of leavesOf(top)) {
      if (!hasFlag(resource, ResourceFlag.Managed)) continue;
      const needy = resource.actions.filter((action) => action.needs !== "nothing").toReversed();
      const stops = actionsOf(resource, "stop");
      const demotes = actionsOf(resource, "demote");
      if (needy.length + stops.length + demotes.length > 0) result.push({ resource, needy, stops, demotes });
    }
  }
  return result;
}

function actionsOf(resource: Resource, task: string): readonly Action[] {
  return findActions(resource, keyOf(resource, task), null);
}

function orderStarts({ resource, needy }: Affected, node: Node, fencing: Action): void {
  for (const action of needy) {
    if (action.needs === "fencing") linkActions(fencing, action, Ordered);
    else if (action.task === "start" && mightBeActive(resource, node)) {
      linkActions(fencing, action, Ordered | UnrunnableFirstBlocks);
    }
  }
}

/** True if nobody knows whether the resource is active on a node that it may run on. */
function mightBeActive(resource: Resource, node: Node): boolean {
  if (!resource.allowedNodes.has(node) || resource.probedNodes.has(node)) return false;
  const { parent } = resource;
  const inAnonymousClone = parent !== null && parent.variant === "clone" && !hasFlag(parent, ResourceFlag.Unique);
  return !inAnonymousClone || !parent.probedNodes.has(node);
}

function implyStops(run: Run, affected: Affected, node: Node, fencing: Action, needsFencing: boolean): void {
  const { resource } = affected;
  const stops = claim(affected.stops, node);
  if (stops.length === 0) return;
  const stopOfTop = needsFencing ? firstAction(topOf(resource), "stop", null) : null;
  for (const stop of stops) {
    setActionFlag(stop, ActionFlag.Pseudo | ActionFlag.Runnable);
    if (needsFencing) {
      if (bundleOf(resource) === null) linkActions(fencing, stop, GuestAllowed);
      linkActions(fencing, stopOfTop, GuestAllowed);
    }
    if (hasFlag(resource, ResourceFlag.Failed)) {
      report(run, stopImplicit, { resource: resource.id, node: node.name, when: needsFencing ? "after" : "because" });
    }
    if (hasFlag(resource, ResourceFlag.Notify)) notifyFencedStop(run, resource, stop, fencing);
  }
}

function implyDemotes(affected: Affected, node: Node, fencing: Action, needsFencing: boolean): void {
  const { resource } = affected;
  const gone = !node.online || node.unclean || hasFlag(resource, ResourceFlag.Failed);
  for (const demote of claim(affected.demotes, node)) {
    if (!gone) continue;
    setActionFlag(demote, ActionFlag.Pseudo | ActionFlag.Runnable);
    if (needsFencing && bundleOf(resource) === null) linkActions(fencing, demote, Ordered | GuestAllowed);
  }
}

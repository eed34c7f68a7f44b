// Which links take part in a transition.
//
// Traps   some rules ask for exactly one flag, and merging the links between the same two actions comes before; a link
//         that is found pointless for good is disabled on the way, which the merging of others can undo

import { ActionFlag, actionIs, OrderFlag, setActionFlag, type Action, type Link } from "../actions/action.ts";
import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { cloneStopUnblocked } from "./messages.ts";

/**
 * Merges, once, the links from the same action into one, and sorts by the ID of the first action. Links that are added
 * later come before all of these, as everywhere: walked backwards, the list is in ascending order.
 */
export function mergeInputs(action: Action): void {
  if (actionIs(action, ActionFlag.InputsDeduplicated)) return;
  setActionFlag(action, ActionFlag.InputsDeduplicated);
  if (action.before.length < 2) return;
  // stable, so that of equal ones the newest stays last
  const sorted = action.before.toSorted((a, b) => b.action.id - a.action.id);
  const merged: Link[] = [];
  for (let i = sorted.length - 1; i >= 0; i--) {
    const link = sorted[i]!;
    const kept = merged.at(-1);
    if (kept === undefined || kept.action !== link.action) merged.push(link);
    else kept.flags |= link.flags;
  }
  action.before = merged.toReversed();
}

const WEAK = OrderFlag.Ordered | OrderFlag.FirstImpliesThenGraphed | OrderFlag.ThenImpliesFirstGraphed;

/** Whether a link before an action takes part in the transition; one that is found pointless for good is disabled. */
export function countsInGraph(run: Run, then: Action, link: Link): boolean {
  if (link.graphed) return true;
  const { action: first, flags } = link;
  if (flags === 0) return false;
  if (!actionIs(first, ActionFlag.Runnable)) {
    if ((flags & ~WEAK) === 0) return false;
    if ((flags & (OrderFlag.MinRunnable | OrderFlag.UnmigratableThenBlocks)) !== 0) return false;
  }
  if (actionIs(first, ActionFlag.Migratable)) {
    if ((flags & OrderFlag.IfFirstUnmigratable) !== 0) return false;
    if (flags === OrderFlag.Ordered && first.key.endsWith("_stop_0")) return false;
  }
  if (flags === OrderFlag.IfOnSameNodeOrTarget) return isOnSameNodeOrTarget(then, link);
  if (flags === OrderFlag.IfRequiredOnSameNode) return isRequiredOnSameNode(then, link);
  if (isForLostCause(then, first)) {
    report(run, cloneStopUnblocked, { awaited: first.key, waiting: then.key });
    return false;
  }
  return !actionIs(first, ActionFlag.Optional) || actionIs(first, ActionFlag.AlwaysInGraph | ActionFlag.AddedToGraph);
}

function isOnSameNodeOrTarget(then: Action, link: Link): boolean {
  const { action: first } = link;
  if (then.resource !== null && then.task === "migrate_to") {
    return isSame(first.node, then.resource.assignedNode?.node ?? null) || disable(link);
  }
  return (isSame(first.node, then.node) && !actionIs(first, ActionFlag.Optional)) || disable(link);
}

function isRequiredOnSameNode(then: Action, link: Link): boolean {
  const { action: first } = link;
  const apart = first.node !== null && then.node !== null && first.node !== then.node;
  return (!apart && !actionIs(first, ActionFlag.Optional)) || disable(link);
}

function isSame(a: Node | null, b: Node | null): boolean {
  return a !== null && a === b;
}

function disable(link: Link): false {
  link.flags = 0;
  return false;
}

/** What is failed and not managed will never stop, and is not waited for when a clone stops. */
function isForLostCause(then: Action, first: Action): boolean {
  const { resource } = first;
  if (resource === null || resource === then.resource || then.resource?.variant !== "clone") return false;
  return (
    hasFlag(resource, ResourceFlag.Failed) &&
    !hasFlag(resource, ResourceFlag.Managed) &&
    first.key.endsWith("_stop_0")
  );
}

// Propagation: lets the links before an action change it and what comes before it, and goes on from whatever changed,
// until nothing does.
//
// Order   links newest first, and after-lists newest first; what follows from a change comes before the next link is
//         looked at. Reasons depend on this sequence, since the first cause that is found is the one that is kept.
// Traps   links added on the way are not visited by the walks that are under way; "then changed" is kept from link to
//         link, "first changed" is not

import { ActionFlag, actionIs, OrderFlag, type Action, type Link } from "../actions/action.ts";
import { linkActions } from "../actions/link.ts";
import { clearFlag, isAncestor, ResourceFlag } from "../model/resource.ts";
import type { Node } from "../model/node.ts";
import { locationOf } from "../resources/state/locations.ts";
import { applyLink } from "./apply-link.ts";
import { blockDependents } from "./block-dependents.ts";
import { completionAction } from "./completion.ts";
import { flagsOf } from "./flags/index.ts";
import { changeLink, clearIn, neededVisit, noteVisit, setIn, type Propagation } from "./propagation.ts";
import { equalParts } from "./update/equal-parts.ts";
import { Changed } from "./update/pair.ts";
import { runWork, type Work } from "./work.ts";

/** Updates an action, with everything that follows. */
export function updateForOrderings(state: Propagation, then: Action): void {
  const work = pendingUpdate(state, then);
  if (work !== null) runWork(work);
}

/** The update of an action, to be carried out next; `null` if it is known to change nothing. */
export function pendingUpdate(state: Propagation, then: Action): Work | null {
  const last = then.before.length - 1;
  // what such an action counts, it counts anew each time
  if (then.requiredRunnableBefore > 0) return update(state, then, last, then.flags);
  const { flags } = then;
  for (let i = last; i >= 0; i--) if (!isVain(state, then, i)) return update(state, then, i, flags);
  return null;
}

/** Visits the links from an index on; `before` are the flags before the first link of all. */
function* update(state: Propagation, then: Action, from: number, before: number): Work<void> {
  const counts = then.requiredRunnableBefore > 0;
  let changed: number = Changed.Nothing;
  if (counts) {
    then.runnableBefore = 0;
    clearIn(state, then, ActionFlag.Runnable);
  }

  for (let i = from; i >= 0; i--) {
    if (!counts && isVain(state, then, i)) continue;
    const link = then.before[i]!;
    const start = state.now;
    const outcome = visit(state, then, link);
    changed = (changed & Changed.Then) | (typeof outcome === "number" ? outcome : yield* outcome);
    if ((changed & Changed.First) !== 0) {
      yield* updateAfter(state, link.action);
      const work = pendingUpdate(state, link.action);
      if (work !== null) yield work;
    }
    noteVisit(state, then, i, start);
  }

  if (counts) changed = then.flags === before ? Changed.Nothing : Changed.Then;
  if ((changed & Changed.Then) === 0) return;
  if ((before & ActionFlag.Runnable) !== 0 && !actionIs(then, ActionFlag.Runnable)) yield* blockDependents(state, then);
  const again = pendingUpdate(state, then);
  if (again !== null) yield again;
  yield* updateAfter(state, then);
}

/** Updates whatever comes after an action. */
export function* updateAfter(state: Propagation, action: Action): Work<void> {
  for (let i = action.after.length - 1; i >= 0; i--) {
    const work = pendingUpdate(state, action.after[i]!.action);
    if (work !== null) yield work;
  }
}

/** Applies one link, and tells what it {@link Changed}. */
function visit(state: Propagation, then: Action, link: Link): number | Work<number> {
  const first = link.action;
  const firstNode = nodeForOrdering(state, first);
  const thenNode = nodeForOrdering(state, then);
  const apart = firstNode !== null && thenNode !== null && firstNode !== thenNode;
  if (apart && (link.flags & OrderFlag.IfOnSameNode) !== 0) {
    changeLink(state, link, 0);
    return Changed.Nothing;
  }
  if ((link.flags & OrderFlag.ThenCancelsFirst) !== 0 && !actionIs(then, ActionFlag.Optional)) cancelFirst(state, first);

  const replacement = replacementFor(state, first, then);
  if (replacement !== null) {
    if (!linkActions(replacement, then, link.flags)) return Changed.Nothing;
    changeLink(state, link, 0);
    return Changed.Then;
  }
  const firstFlags = flagsForOrdering(state, first, thenNode);
  const thenFlags = flagsForOrdering(state, then, firstNode);
  return applyLink(state, link, then, firstFlags, thenFlags);
}

/** True if visiting a link would change nothing, which includes what little of a visit may still be needed. */
function isVain(state: Propagation, then: Action, index: number): boolean {
  const link = then.before[index]!;
  if (isIdle(then, link)) return true;
  if (hasReplacementToReport(state, link.action, then)) return false;
  const needed = neededVisit(state, then, index);
  if (needed !== "flags" || looksAtParts(state, then, link)) return needed === "none";
  const start = state.now;
  if (replacementFor(state, link.action, then) === null) flagsForOrdering(state, then, nodeForOrdering(state, link.action));
  if (state.now !== start) return false;
  noteVisit(state, then, index, start);
  return true;
}

/** True if a visit may do something about THEN's parts, or cares for its flags as they follow from these. */
function looksAtParts(state: Propagation, then: Action, link: Link): boolean {
  if ((link.flags & OrderFlag.ThenImpliesFirstGraphed) !== 0) return true;
  if (then.resource === null) return false;
  return then.resource.variant === "bundle" || equalParts(state, then, then.resource.children, null).length > 0;
}

/** Flags of links that mean nothing to propagation unless a collective resource is involved. */
const inert =
  OrderFlag.Ordered |
  OrderFlag.Serialize |
  OrderFlag.IfFirstUnmigratable |
  OrderFlag.IfOnSameNodeOrTarget |
  OrderFlag.IfRequiredOnSameNode |
  OrderFlag.GuestAllowed;

/** True if visiting the link cannot change anything, whatever state its actions are in. */
function isIdle(then: Action, link: Link): boolean {
  return (link.flags & ~inert) === 0 && isPlain(then) && isPlain(link.action);
}

function isPlain(action: Action): boolean {
  return action.resource === null || action.resource.variant === "primitive";
}

/** The node of an action; for the start of a group the node that the whole group is assigned to. */
function nodeForOrdering(state: Propagation, action: Action): Node | null {
  const { resource } = action;
  if (resource?.variant !== "group" || action.task !== "start") return action.node;
  const known = state.caches.groupNodes.get(resource);
  if (known !== undefined && known.since >= state.changedAnywhere) return known.node;
  const node = locationOf(resource, { assigned: true });
  state.caches.groupNodes.set(resource, { node, since: state.now });
  return node;
}

function cancelFirst(state: Propagation, first: Action): void {
  if (first.resource === null) return;
  setIn(state, first, ActionFlag.Optional);
  if (first.task === "reload-agent") clearFlag(first.resource, ResourceFlag.Reloading);
}

/** What THEN has to wait for instead of FIRST, if that is something else. */
function replacementFor(state: Propagation, first: Action, then: Action): Action | null {
  if (!isReplaceable(first, then)) return null;
  const { completions } = state.caches;
  let completion = completions[first.id];
  if (completion === undefined) {
    const { diagnostics } = state.run;
    const reported = diagnostics.length;
    completion = completionAction(state.run, first);
    if (diagnostics.length === reported) completions[first.id] = completion;
  }
  return completion;
}

/** True if looking for the replacement has something to report, which is repeated with each visit. */
function hasReplacementToReport(state: Propagation, first: Action, then: Action): boolean {
  return isReplaceable(first, then) && state.caches.completions[first.id] === undefined;
}

function isReplaceable(first: Action, then: Action): boolean {
  if (first.resource === null || then.resource === null || first.resource === then.resource) return false;
  return !isPlain(first) && !isAncestor(first.resource, then.resource);
}

/** Flags as orderings see them; of a clone, what concerns the node of the other side. */
function flagsForOrdering(state: Propagation, action: Action, node: Node | null): number {
  const { resource } = action;
  if (resource === null) return action.flags;
  const flags = flagsOf(resource, action, null, state);
  if (node === null || resource.variant !== "clone") return flags;
  return flagsOf(resource, action, node, state) | (flags & ActionFlag.Runnable);
}

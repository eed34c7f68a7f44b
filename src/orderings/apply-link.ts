// Applies the flags of one link to its two actions.
//
// Order   flag by flag, in the sequence of the table below; what one of them changed is what the next one sees. Two of
//         them change the record of the link itself, which also shows at once.

import { ActionFlag, actionIs, OrderFlag, setActionFlag, type Action, type Link } from "../actions/action.ts";
import { hasFlag, ResourceFlag } from "../model/resource.ts";
import { changeLink, clearIn, setIn, type Propagation } from "./propagation.ts";
import { updatePair } from "./update/index.ts";
import { Changed, type PairUpdate } from "./update/pair.ts";
import type { Work } from "./work.ts";

const { Optional, Runnable } = ActionFlag;

/** How one flag of a link is applied. */
interface Row {
  readonly flag: number;
  /** The rule to apply, named by the flag that it belongs to. */
  readonly type: number;
  /** The resource whose variant chooses the rule. */
  readonly by: "first" | "then";
  /** What the rule may change. */
  readonly filter: number;
  /** The flags of FIRST that the rule gets to see. */
  readonly visible: number;
  /** Instead of the rule, where the choosing action has no resource; tells what it changed. */
  readonly otherwise: ((state: Propagation, first: Action, then: Action, firstFlags: number) => number) | null;
}

const ALL = -1;

const rows: readonly Row[] = [
  row(OrderFlag.FirstImpliesThen, { filter: Optional, visible: Optional, otherwise: requireThen }),
  row(OrderFlag.IntermediateStop, { filter: Optional | Runnable }),
  row(OrderFlag.ThenImpliesFirst, { by: "first", filter: Optional, otherwise: blockFirst }),
  row(OrderFlag.PromotedThenImpliesFirst, { filter: Optional, visible: Optional }),
  row(OrderFlag.MinRunnable, { filter: Runnable, otherwise: countRunnable }),
  row(OrderFlag.NestedRemoteProbe, { filter: Runnable, type: OrderFlag.UnrunnableFirstBlocks }),
  row(OrderFlag.UnrunnableFirstBlocks, { filter: Runnable, otherwise: blockThen }),
  row(OrderFlag.UnmigratableThenBlocks, { filter: Optional }),
  row(OrderFlag.FirstElseThen, { filter: Optional }),
  row(OrderFlag.Ordered, { filter: Runnable }),
  row(OrderFlag.Asymmetric, { filter: Runnable }),
];

function row(flag: number, rest: Partial<Row> & Pick<Row, "filter">): Row {
  return { flag, type: flag, by: "then", visible: ALL, otherwise: null, ...rest };
}

const STOP_FORCING = OrderFlag.FirstImpliesThen | OrderFlag.ThenImpliesFirst | OrderFlag.IntermediateStop;

/**
 * Applies a link.
 *
 * @param firstFlags flags of FIRST as orderings see them, likewise those of THEN
 * @returns what {@link Changed}
 */
export function* applyLink(
  state: Propagation,
  link: Link,
  then: Action,
  firstFlags: number,
  thenFlags: number,
): Work<number> {
  const first = link.action;
  let changed: number = Changed.Nothing;
  let node = then.node;
  if ((link.flags & OrderFlag.FirstImpliesSameNodeThen) !== 0) {
    const others = link.flags & ~OrderFlag.FirstImpliesSameNodeThen;
    changeLink(state, link, others | OrderFlag.FirstImpliesThen);
    node = first.node;
  }

  for (const { flag, type, by, filter, visible, otherwise } of rows) {
    if ((link.flags & flag) === 0) continue;
    const chooser = by === "first" ? first.resource : then.resource;
    if (chooser === null) {
      if (otherwise !== null) changed |= otherwise(state, first, then, firstFlags);
    } else if (flag === OrderFlag.NestedRemoteProbe && (firstFlags & Runnable) === 0 && isActive(first)) {
      changeLink(state, link, 0);
    } else {
      const pair: PairUpdate = { firstAction: first, thenAction: then, node, flags: firstFlags & visible, filter, type };
      const outcome = updatePair(chooser, state, pair);
      changed |= typeof outcome === "number" ? outcome : yield* outcome;
    }
  }

  if ((link.flags & OrderFlag.FirstImpliesThenGraphed) !== 0 && actionIs(first, Runnable) && (firstFlags & Optional) === 0) {
    setActionFlag(then, ActionFlag.AlwaysInGraph);
  }
  if ((link.flags & OrderFlag.ThenImpliesFirstGraphed) !== 0 && (thenFlags & Optional) === 0) {
    setActionFlag(first, ActionFlag.AlwaysInGraph);
  }
  if ((link.flags & STOP_FORCING) !== 0 && isImpossibleStop(first) && actionIs(then, Runnable)) {
    clearIn(state, then, Runnable);
    changed |= Changed.Then;
  }
  return changed;
}

function isActive(action: Action): boolean {
  return action.resource !== null && action.resource.activeNodes.length > 0;
}

/** The stop of a resource with which nothing may be done. */
function isImpossibleStop(action: Action): boolean {
  const { resource } = action;
  if (resource === null || hasFlag(resource, ResourceFlag.Managed) || !hasFlag(resource, ResourceFlag.Blocked)) return false;
  return !actionIs(action, Runnable) && action.task === "stop";
}

function requireThen(state: Propagation, _first: Action, then: Action, firstFlags: number): number {
  if ((firstFlags & Optional) !== 0 || !actionIs(then, Optional)) return Changed.Nothing;
  clearIn(state, then, Optional);
  return Changed.Then;
}

/** Observed: where FIRST has no resource, its being required blocks it. */
function blockFirst(state: Propagation, first: Action, _then: Action, firstFlags: number): number {
  if ((firstFlags & Optional) !== 0 || !actionIs(first, Runnable)) return Changed.Nothing;
  clearIn(state, first, Runnable);
  return Changed.First;
}

function countRunnable(state: Propagation, _first: Action, then: Action, firstFlags: number): number {
  if ((firstFlags & Runnable) === 0) return Changed.Nothing;
  then.runnableBefore++;
  if (then.runnableBefore < then.requiredRunnableBefore || actionIs(then, Runnable)) return Changed.Nothing;
  setIn(state, then, Runnable);
  return Changed.Then;
}

function blockThen(state: Propagation, _first: Action, then: Action, firstFlags: number): number {
  if ((firstFlags & Runnable) !== 0 || !actionIs(then, Runnable)) return Changed.Nothing;
  clearIn(state, then, Runnable);
  return Changed.Then;
}

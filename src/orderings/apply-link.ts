// Applies the flags of one link to its two actions.
//
// Order   flag by flag, in the sequence of the table below; what one of them changed is what the next one sees. Two of
//         them change the record of the link itself, which also shows at once.

import { ActionFlag, actionIs, OrderFlag, setActionFlag, type Action, type Link } from "../actions/action.ts";
import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag } from "../model/resource.ts";
import { changeLink, clearIn, setIn, type Propagation } from "./propagation.ts";
import { updatePair } from "./update/index.ts";
import { Changed } from "./update/pair.ts";
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
 * Applies a link. What it {@link Changed} is there at once if nothing has to be updated in between, which is most of the
 * time.
 *
 * @param firstFlags flags of FIRST as orderings see them, likewise those of THEN
 */
export function applyLink(
  state: Propagation,
  link: Link,
  then: Action,
  firstFlags: number,
  thenFlags: number,
): number | Work<number> {
  let { node } = then;
  if ((link.flags & OrderFlag.FirstImpliesSameNodeThen) !== 0) {
    const others = link.flags & ~OrderFlag.FirstImpliesSameNodeThen;
    changeLink(state, link, others | OrderFlag.FirstImpliesThen);
    node = link.action.node;
  }
  const update: LinkUpdate = { link, then, node, firstFlags, thenFlags };
  let changed: number = Changed.Nothing;
  for (let i = 0; i < rows.length; i++) {
    // rows can change what the link asks for
    if ((link.flags & rows[i]!.flag) === 0) continue;
    const outcome = applyRow(state, rows[i]!, update);
    if (typeof outcome !== "number") return finishLink(state, update, i + 1, changed, outcome);
    changed |= outcome;
  }
  return changed | concludeLink(state, update);
}

/** A link that is being applied. */
interface LinkUpdate {
  readonly link: Link;
  readonly then: Action;
  readonly node: Node | null;
  readonly firstFlags: number;
  readonly thenFlags: number;
}

/** Goes on with a row that needs something else to be updated first. */
function* finishLink(state: Propagation, update: LinkUpdate, next: number, before: number, pending: Work<number>): Work<number> {
  let changed = before | (yield* pending);
  for (let i = next; i < rows.length; i++) {
    if ((update.link.flags & rows[i]!.flag) === 0) continue;
    const outcome = applyRow(state, rows[i]!, update);
    changed |= typeof outcome === "number" ? outcome : yield* outcome;
  }
  return changed | concludeLink(state, update);
}

function applyRow(state: Propagation, row: Row, { link, then, node, firstFlags }: LinkUpdate): number | Work<number> {
  const first = link.action;
  const chooser = row.by === "first" ? first.resource : then.resource;
  if (chooser === null) return row.otherwise === null ? Changed.Nothing : row.otherwise(state, first, then, firstFlags);
  if (row.flag === OrderFlag.NestedRemoteProbe && (firstFlags & Runnable) === 0 && isActive(first)) {
    changeLink(state, link, 0);
    return Changed.Nothing;
  }
  const { visible, filter, type } = row;
  return updatePair(chooser, state, { firstAction: first, thenAction: then, node, flags: firstFlags & visible, filter, type });
}

/** What a link says beyond its rows. */
function concludeLink(state: Propagation, { link, then, firstFlags, thenFlags }: LinkUpdate): number {
  const first = link.action;
  if ((link.flags & OrderFlag.FirstImpliesThenGraphed) !== 0 && actionIs(first, Runnable) && (firstFlags & Optional) === 0) {
    setActionFlag(then, ActionFlag.AlwaysInGraph);
  }
  if ((link.flags & OrderFlag.ThenImpliesFirstGraphed) !== 0 && (thenFlags & Optional) === 0) {
    setActionFlag(first, ActionFlag.AlwaysInGraph);
  }
  if ((link.flags & STOP_FORCING) === 0 || !isImpossibleStop(first) || !actionIs(then, Runnable)) return Changed.Nothing;
  clearIn(state, then, Runnable);
  return Changed.Then;
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

// What one flag of a link means for two actions, whatever resources they belong to.

import { ActionFlag, actionIs, OrderFlag, type Action } from "../../actions/action.ts";
import { hasFlag, ResourceFlag } from "../../model/resource.ts";
import { roleOf } from "../../resources/state/role.ts";
import { Role } from "../../values/role.ts";
import { clearFor, clearIn, type Propagation } from "../propagation.ts";
import { Changed, type PairUpdate } from "./pair.ts";

const { Migratable, Optional, Pseudo, Runnable } = ActionFlag;

/** Applies a flag's rule, and tells which of the two actions it changed. */
export function applyRule(state: Propagation, pair: PairUpdate): number {
  const { firstAction: first, thenAction: then } = pair;
  const firstFlags = first.flags;
  const thenFlags = then.flags;
  switch (pair.type) {
    case OrderFlag.Asymmetric:
      blockAsymmetrically(state, first, then);
      break;
    case OrderFlag.ThenImpliesFirst:
      implyFirst(state, pair);
      break;
    case OrderFlag.PromotedThenImpliesFirst:
      implyFirstOfPromoted(state, pair);
      break;
    case OrderFlag.UnmigratableThenBlocks:
      if (!actionIs(then, Migratable) || !actionIs(then, Runnable)) clearFor(state, first, Runnable, then);
      if (!actionIs(then, Optional)) clearFor(state, first, Optional, then);
      break;
    case OrderFlag.FirstElseThen:
      if (!actionIs(first, Runnable)) {
        clearFor(state, then, Migratable, first);
        clearIn(state, then, Pseudo);
      }
      break;
    case OrderFlag.UnrunnableFirstBlocks:
      if ((pair.filter & Runnable) !== 0 && actionIs(then, Runnable) && (pair.flags & Runnable) === 0) {
        clearFor(state, then, Runnable, first);
        clearFor(state, then, Migratable, first);
      }
      break;
    case OrderFlag.FirstImpliesThen:
      if ((pair.filter & Optional) !== 0 && (pair.flags & Optional) === 0 && !actionIs(first, Migratable)) {
        clearFor(state, then, Optional, first);
      }
      break;
    case OrderFlag.IntermediateStop:
      applyIntermediateStop(state, pair);
      break;
  }
  return (first.flags === firstFlags ? 0 : Changed.First) | (then.flags === thenFlags ? 0 : Changed.Then);
}

/** True if the rule does nothing as FIRST is, whatever THEN is like. */
export function isVoid({ firstAction: first, flags, filter, type }: PairUpdate): boolean {
  switch (type) {
    case OrderFlag.Asymmetric:
    case OrderFlag.FirstElseThen:
      return actionIs(first, Runnable);
    case OrderFlag.ThenImpliesFirst:
      return ((filter & Optional) === 0 || (flags & Optional) !== 0 || !actionIs(first, Optional)) && (flags & Migratable) === 0;
    case OrderFlag.PromotedThenImpliesFirst:
      return (filter & Optional) === 0 || (!actionIs(first, Optional) && !actionIs(first, Migratable));
    case OrderFlag.UnmigratableThenBlocks:
      return !actionIs(first, Runnable) && !actionIs(first, Optional);
    case OrderFlag.UnrunnableFirstBlocks:
      return (filter & Runnable) === 0 || (flags & Runnable) !== 0;
    case OrderFlag.FirstImpliesThen:
      return (filter & Optional) === 0 || (flags & Optional) !== 0 || actionIs(first, Migratable);
    case OrderFlag.IntermediateStop:
      return first.resource?.variant !== "primitive";
    default:
      return true;
  }
}

function blockAsymmetrically(state: Propagation, first: Action, then: Action): void {
  const { resource } = then;
  if (resource === null || actionIs(first, Runnable)) return;
  if (actionIs(then, Optional)) {
    const role = roleOf(resource, "current");
    if (role === Role.Stopped && then.task === "stop") return;
    const { activeNodes } = resource;
    const stays = activeNodes.length === 1 && activeNodes[0] === then.node;
    if (role >= Role.Started && then.task === "start" && stays) return;
  }
  clearFor(state, then, Optional, first);
  clearFor(state, then, Runnable, first);
}

function implyFirst(state: Propagation, pair: PairUpdate): void {
  const { firstAction: first, thenAction: then } = pair;
  if (actionIs(then, Optional)) return;
  const { flags } = pair;
  const unmigratable = (flags & Migratable) !== 0 && !actionIs(then, Migratable);
  if ((pair.filter & Optional) !== 0 && (flags & Optional) === 0) clearFor(state, first, Optional, then);
  if (unmigratable) clearFor(state, first, Migratable, then);
}

function implyFirstOfPromoted(state: Propagation, pair: PairUpdate): void {
  const { firstAction: first, thenAction: then } = pair;
  if (then.resource?.originalRole !== Role.Promoted) return;
  if ((pair.filter & Optional) === 0 || actionIs(then, Optional)) return;
  clearFor(state, first, Optional, then);
  if (!actionIs(then, Migratable)) clearFor(state, first, Migratable, then);
}

/** "Stop then start": what forces or prevents the start makes the stop necessary. */
function applyIntermediateStop(state: Propagation, pair: PairUpdate): void {
  const { firstAction: first, thenAction: then } = pair;
  if (first.resource?.variant !== "primitive" || then.resource?.variant !== "primitive") return;
  const restart = (pair.filter & Optional) !== 0 && !actionIs(then, Optional);
  const stopOnly =
    (pair.filter & Runnable) !== 0 &&
    !actionIs(then, Runnable) &&
    hasFlag(then.resource, ResourceFlag.Managed) &&
    first.resource === then.resource;
  if (!restart && !stopOnly) return;
  if (actionIs(first, Runnable)) clearFor(state, first, Optional, then);
  if (!actionIs(then, Optional)) clearFor(state, first, Optional, then);
  if (!actionIs(then, Migratable)) clearFor(state, first, Migratable, then);
  if (!actionIs(first, Optional) && !actionIs(first, Runnable)) clearFor(state, then, Runnable, first);
}

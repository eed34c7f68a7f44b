import { pendingUpdate } from "../propagate.ts";
import type { Propagation } from "../propagation.ts";
import type { Work } from "../work.ts";
import { Changed, type PairUpdate } from "./pair.ts";
import { applyRule } from "./rule.ts";

/**
 * Applies a rule to the two actions themselves. If the second one changed and belongs to a part of something, what
 * follows from that comes at once, and may in its turn have changed the first one.
 */
export function updateActions(state: Propagation, pair: PairUpdate): number | Work<number> {
  const firstFlags = pair.firstAction.flags;
  const changed = applyRule(state, pair);
  const isPart = (pair.thenAction.resource?.parent ?? null) !== null;
  return (changed & Changed.Then) !== 0 && isPart ? followUp(state, pair, firstFlags) : changed;
}

function* followUp(state: Propagation, pair: PairUpdate, firstFlags: number): Work<number> {
  const work = pendingUpdate(state, pair.thenAction);
  if (work !== null) yield work;
  return pair.firstAction.flags === firstFlags ? Changed.Then : Changed.First | Changed.Then;
}

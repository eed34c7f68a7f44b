import { pendingUpdate } from "../propagate.ts";
import type { Propagation } from "../propagation.ts";
import type { Work } from "../work.ts";
import { Changed, type PairUpdate } from "./pair.ts";
import { applyRule } from "./rule.ts";

/**
 * Applies a rule to the two actions themselves. If the second one changed and belongs to a part of something, what
 * follows from that comes at once, and may in its turn have changed the first one.
 */
export function* updateActions(state: Propagation, pair: PairUpdate): Work<number> {
  const { firstAction: first, thenAction: then } = pair;
  const firstFlags = first.flags;
  const changed = applyRule(state, pair);
  if ((changed & Changed.Then) === 0 || then.resource === null || then.resource.parent === null) return changed;
  const work = pendingUpdate(state, then);
  if (work !== null) yield work;
  return first.flags === firstFlags ? Changed.Then : Changed.First | Changed.Then;
}

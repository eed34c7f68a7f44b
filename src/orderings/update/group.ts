import type { Group } from "../../model/resource.ts";
import type { Propagation } from "../propagation.ts";
import type { Work } from "../work.ts";
import { updateActions } from "./actions.ts";
import { equalParts } from "./equal-parts.ts";
import { updatePair } from "./index.ts";
import type { PairUpdate } from "./pair.ts";

/**
 * The actions themselves, then FIRST with the same action of each part of THEN's resource, which is the group only if
 * the rule was not chosen for the sake of FIRST.
 */
export function* updateGroup(_group: Group, state: Propagation, pair: PairUpdate): Work<number> {
  const own = updateActions(state, pair);
  let changed = typeof own === "number" ? own : yield* own;
  const { thenAction } = pair;
  if (thenAction.resource === null) return changed;
  for (const part of equalParts(state, thenAction, thenAction.resource.children, pair.node)) {
    const outcome = updatePair(part.resource!, state, { ...pair, thenAction: part });
    changed |= typeof outcome === "number" ? outcome : yield* outcome;
  }
  return changed;
}

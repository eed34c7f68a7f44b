import { firstAction } from "../../actions/find.ts";
import type { Group } from "../../model/resource.ts";
import type { Propagation } from "../propagation.ts";
import type { Work } from "../work.ts";
import { updateActions } from "./actions.ts";
import { updatePair } from "./index.ts";
import type { PairUpdate } from "./pair.ts";

/**
 * The actions themselves, then FIRST with the same action of each part of THEN's resource, which is the group only if
 * the rule was not chosen for the sake of FIRST.
 */
export function* updateGroup(_group: Group, state: Propagation, pair: PairUpdate): Work<number> {
  let changed = yield* updateActions(state, pair);
  for (const member of pair.thenAction.resource?.children ?? []) {
    const part = firstAction(member, pair.thenAction.task, pair.node);
    if (part !== null) changed |= yield* updatePair(member, state, { ...pair, thenAction: part });
  }
  return changed;
}

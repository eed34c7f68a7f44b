import { ActionFlag } from "../../actions/action.ts";
import { firstAction } from "../../actions/find.ts";
import { flagsOf } from "../flags/index.ts";
import { instancesOf } from "../instances.ts";
import { pendingUpdate } from "../propagate.ts";
import type { Propagation } from "../propagation.ts";
import type { Work } from "../work.ts";
import { updateActions } from "./actions.ts";
import { updatePair } from "./index.ts";
import { interleaves, updateInterleaved } from "./interleave.ts";
import { Changed, type PairUpdate } from "./pair.ts";

/**
 * Between two interleaved collectives, instance by instance; otherwise the actions themselves, then FIRST with the same
 * action of each instance of THEN's resource that can run it.
 */
export function* updateInstances(state: Propagation, pair: PairUpdate): Work<number> {
  const owner = pair.thenAction.resource;
  if (owner === null) return Changed.Nothing;
  if (interleaves(pair)) return yield* updateInterleaved(state, pair);

  let changed = yield* updateActions(state, pair);
  for (const instance of instancesOf(owner)) {
    const part = firstAction(instance, pair.thenAction.task, pair.node);
    if (part === null || (flagsOf(instance, part, pair.node, state) & ActionFlag.Runnable) === 0) continue;
    const partChanged = yield* updatePair(instance, state, { ...pair, thenAction: part });
    changed |= partChanged;
    if ((partChanged & Changed.Then) === 0) continue;
    for (let i = part.after.length - 1; i >= 0; i--) {
      const work = pendingUpdate(state, part.after[i]!.action);
      if (work !== null) yield work;
    }
  }
  return changed;
}

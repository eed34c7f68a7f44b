import { ActionFlag } from "../../actions/action.ts";
import { flagsOf } from "../flags/index.ts";
import { instancesOf } from "../instances.ts";
import { pendingUpdate } from "../propagate.ts";
import type { Propagation } from "../propagation.ts";
import type { Work } from "../work.ts";
import { updateActions } from "./actions.ts";
import { equalParts } from "./equal-parts.ts";
import { updatePair } from "./index.ts";
import { interleaves, updateInterleaved } from "./interleave.ts";
import { Changed, type PairUpdate } from "./pair.ts";
import { isVoid } from "./rule.ts";

/**
 * Between two interleaved collectives, instance by instance; otherwise the actions themselves, then FIRST with the same
 * action of each instance of THEN's resource that can run it.
 */
export function* updateInstances(state: Propagation, pair: PairUpdate): Work<number> {
  const { thenAction } = pair;
  if (thenAction.resource === null) return Changed.Nothing;
  if (interleaves(pair)) return yield* updateInterleaved(state, pair);

  const own = updateActions(state, pair);
  let changed = typeof own === "number" ? own : yield* own;
  const instances = instancesOf(thenAction.resource);
  // nothing would come of it, and there may be thousands of them
  if (instances[0]?.variant === "primitive" && isVoid(pair)) return changed;
  for (const part of equalParts(state, thenAction, instances, pair.node)) {
    const instance = part.resource!;
    if ((flagsOf(instance, part, pair.node, state) & ActionFlag.Runnable) === 0) continue;
    const outcome = updatePair(instance, state, { ...pair, thenAction: part });
    const partChanged = typeof outcome === "number" ? outcome : yield* outcome;
    changed |= partChanged;
    if ((partChanged & Changed.Then) === 0) continue;
    for (let i = part.after.length - 1; i >= 0; i--) {
      const work = pendingUpdate(state, part.after[i]!.action);
      if (work !== null) yield work;
    }
  }
  return changed;
}

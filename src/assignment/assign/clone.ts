// Assigns a clone: distributes its instances over nodes, and chooses which of them are promoted.
//
// Order   promotion scores, primaries, preferences of dependents; then scores are shown, instances sorted and assigned
// Trap    the preferences of dependents are merged into the clone's own table here, and once more into each instance's

import type { Node } from "../../model/node.ts";
import { clearFlag, hasFlag, ResourceFlag, setFlag, type Clone } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { hasInfluence } from "../affects.ts";
import { thisWithOf, withThisOf } from "../colocations.ts";
import { mergeInto } from "../merge/index.ts";
import { addPromotionScores } from "../promotion/add-scores.ts";
import { choosePromoted } from "../promotion/choose.ts";
import { showScores } from "../score-lines.ts";
import { assign, type Assignment } from "./index.ts";
import { sortInstances } from "./instance-order.ts";
import { assignInstances } from "./instances.ts";

const cautious = { active: true, nonNegative: true } as const;

/** Assigns a clone, which has no node of its own. */
export function* assignClone(clone: Clone, run: Run, prefer: Node | null, stopIfFail: boolean): Assignment {
  if (!hasFlag(clone, ResourceFlag.Unassigned) || hasFlag(clone, ResourceFlag.Assigning)) return null;
  setFlag(clone, ResourceFlag.Assigning);
  const promotable = hasFlag(clone, ResourceFlag.Promotable);
  if (promotable) addPromotionScores(run, clone);
  for (const { primary } of thisWithOf(run, clone)) yield assign(primary, run, prefer, stopIfFail);
  for (const colocation of withThisOf(run, clone)) {
    if (!hasInfluence(colocation)) continue;
    mergeInto(run, clone, clone.allowedNodes, colocation.dependent, colocation, cautious);
  }
  showScores(run, "pcmk__clone_assign", clone);
  clone.children = sortInstances(run, clone, clone.children);
  yield* assignInstances(run, clone, clone.children, clone.cloneMax, clone.cloneNodeMax);
  if (promotable) choosePromoted(run, clone);
  clearFlag(clone, ResourceFlag.Unassigned | ResourceFlag.Assigning);
  return null;
}

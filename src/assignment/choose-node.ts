// Takes the best node for a primitive.
//
// Order   score, then balance, then name (compare-nodes.ts); but a resource that is active on one of several equally good
//         nodes stays there
// Rule    Pacemaker Explained, "Utilization and Placement Strategy"

import { report } from "../diagnostics.ts";
import type { Entry, Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Primitive } from "../model/resource.ts";
import { isAvailable, isAvailableFor } from "../nodes/availability.ts";
import { currentNode } from "../resources/state/current-node.ts";
import type { Run } from "../run.ts";
import { INFINITY, type Score } from "../values/score.ts";
import { assignTo } from "./assign-to.ts";
import { bestEntry, sortEntries } from "./compare-nodes.ts";
import { choseAmongEquals, choseAmongInfinite } from "./messages.ts";
import { refuseOwnGuest } from "./own-guest.ts";
import { banForCapacity } from "./utilization.ts";

/** Assigns a primitive to its best node, or to none if that is not acceptable. */
export function chooseNode(run: Run, primitive: Primitive, prefer: Node | null, stopIfFail: boolean): void {
  const mostCapable = banForCapacity(run, primitive);
  // a colocation may have decided already
  if (!hasFlag(primitive, ResourceFlag.Unassigned)) return;
  let choice = bestChoice(run, primitive, prefer ?? mostCapable);
  // a try to keep an instance where it is is taken back, whatever other node it leads to
  while (stopIfFail && choice !== null && choice.score >= 0 && refuseOwnGuest(run, primitive, choice)) {
    choice = bestChoice(run, primitive, prefer ?? mostCapable);
  }
  assignTo(run, primitive, choice, false, stopIfFail);
}

function bestChoice(run: Run, primitive: Primitive, prefer: Node | null): Entry | null {
  const current = currentNode(primitive);
  const best = bestEntry(run, primitive.allowedNodes, current);
  if (best === null) return null;
  const preferred = prefer === null ? undefined : primitive.allowedNodes.get(prefer);
  if (preferred !== undefined && preferred.score >= best.score && isAvailableFor(preferred, true, false)) return preferred;
  if (best.score <= 0 || current === null || isUniqueInstance(primitive)) return best;
  // the node itself counts here, not what the primitive thinks of it
  if (!isAvailable(best.node) || !isAvailable(current) || current.baseScore < 0) return best;
  return stayAmongEquals(run, primitive, best, current);
}

function isUniqueInstance(primitive: Primitive): boolean {
  const { parent } = primitive;
  return parent !== null && parent.variant === "clone" && hasFlag(parent, ResourceFlag.Unique);
}

function stayAmongEquals(run: Run, primitive: Primitive, best: Entry, current: Node): Entry {
  const { score } = best;
  const entries = primitive.allowedNodes.listed();
  const equals = entries.filter((entry) => entry.score === score);
  const chosen = equals.find((entry) => entry.node === current) ?? best;
  if (equals.length > 1) {
    // unavailable nodes come last, and are counted only if no other score comes before them (observed)
    const isCounted = equals.every((entry) => isAvailable(entry.node));
    const count = isCounted ? equals.length : countLeading(sortEntries(run, entries, current), score);
    const message = score >= INFINITY ? choseAmongInfinite : choseAmongEquals;
    if (count > 1) report(run, message, { node: chosen.node.name, resource: primitive.id, count, score });
  }
  return chosen;
}

function countLeading(sorted: readonly Entry[], score: Score): number {
  const end = sorted.findIndex((entry) => entry.score !== score);
  return end < 0 ? sorted.length : end;
}

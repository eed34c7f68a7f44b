// Bans nodes that lack capacity, right before a primitive's node is chosen.
//
// Order    the nodes of the primitive's table, which shows in the choice among equally capable ones
// Rule     Pacemaker Explained, "Utilization and Placement Strategy"

import type { Entry, Node } from "../model/node.ts";
import type { Primitive } from "../model/resource.ts";
import { shiftScore } from "../model/shift.ts";
import { isAvailableFor } from "../nodes/availability.ts";
import type { Run } from "../run.ts";
import { INFINITY } from "../values/score.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { compareCapacities, isSufficient } from "./capacity.ts";
import { tableChanged } from "./merge/compounds.ts";
import { colocatedRequirements, ownRequirements } from "./colocated-set.ts";

/** True if capacities have a say in where resources go. */
export function usesCapacity(run: Run): boolean {
  return !equalsIgnoreCase(run.cluster.placementStrategy, "default");
}

/**
 * Bans the nodes that cannot take a primitive together with what must be with it. If none can, those that cannot take the
 * primitive alone are banned.
 *
 * @returns in the second case the node with most capacity left, as a suggestion
 */
export function banForCapacity(run: Run, primitive: Primitive): Node | null {
  if (!usesCapacity(run)) return null;
  const required = colocatedRequirements(run, primitive);
  const candidates: Entry[] = [];
  const sufficient: boolean[] = [];
  let mostCapable: Node | null = null;
  for (const entry of primitive.allowedNodes.values()) {
    if (!isAvailableFor(entry, true, false)) continue;
    candidates.push(entry);
    sufficient.push(isSufficient(run, entry.node, required));
    if (mostCapable === null || compareCapacities(run, mostCapable, entry.node) > 0) mostCapable = entry.node;
  }
  if (sufficient.includes(true)) {
    for (let i = 0; i < candidates.length; i++) if (!sufficient[i]!) ban(run, primitive, candidates[i]!.node);
    return null;
  }
  const own = ownRequirements(run, primitive);
  for (const { node } of candidates) if (!isSufficient(run, node, own)) ban(run, primitive, node);
  return mostCapable;
}

function ban(run: Run, primitive: Primitive, node: Node): void {
  shiftScore(run, primitive, node, -INFINITY, { kind: "utilization" });
  tableChanged(run, primitive);
}

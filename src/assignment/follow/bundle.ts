// Applies where the containers of a bundle are.
//
// Order   replicas

import { report } from "../../diagnostics.ts";
import type { Colocation } from "../../model/colocation.ts";
import type { Entry, Node } from "../../model/node.ts";
import { hasFlag, isCollective, ResourceFlag, type Bundle, type Primitive } from "../../model/resource.ts";
import { locationOf } from "../../resources/state/locations.ts";
import type { Run } from "../../run.ts";
import { Role } from "../../values/role.ts";
import { addScores, INFINITY, type Score } from "../../values/score.ts";
import { assignTo } from "../assign-to.ts";
import { sortEntries } from "../compare-nodes.ts";
import { matchesPlace } from "../compatible.ts";
import { hostOf } from "../places.ts";
import { follow } from "./index.ts";
import { intersectNodes } from "./intersect.ts";
import { noCompatibleContainer } from "./messages.ts";

/** Applies the places of a bundle's containers. */
export function followBundle(primary: Bundle, run: Run, dependent: Primitive, colocation: Colocation): Score {
  if (hasFlag(primary, ResourceFlag.Unassigned)) return 0;
  const isMandatory = colocation.score >= INFINITY;
  if (isCollective(colocation.dependent)) {
    const container = findCompatibleContainer(primary, run, dependent);
    if (container !== null) return follow(dependent, run, container, colocation);
    if (isMandatory) {
      report(run, noCompatibleContainer, { dependent: dependent.id, primary: primary.id });
      assignTo(run, dependent, null, true, true);
    }
    return 0;
  }
  if (!isMandatory) {
    let sum: Score = 0;
    for (const { container } of primary.replicas) sum = addScores(sum, follow(dependent, run, container, colocation));
    return sum;
  }
  const places: Entry[] = [];
  for (const { container, child } of primary.replicas) {
    if (container.assignedNode === null || hasFlag(container, ResourceFlag.Blocked)) continue;
    if (colocation.primaryRole === Role.Promoted && (child === null || child.nextRole !== Role.Promoted)) continue;
    places.push(container.assignedNode);
  }
  intersectNodes(run, dependent, places, false, colocation);
  return 0;
}

function findCompatibleContainer(bundle: Bundle, run: Run, dependent: Primitive): Primitive | null {
  const chosen = locationOf(dependent, { assigned: true });
  const host = chosen === null ? null : hostOf(chosen);
  if (host !== null) return containerOn(bundle, host);
  for (const entry of sortEntries(run, dependent.allowedNodes.listed(), null)) {
    const candidate = hostOf(entry.node);
    const container = candidate === null ? null : containerOn(bundle, candidate);
    if (container !== null) return container;
  }
  return null;
}

function containerOn(bundle: Bundle, node: Node): Primitive | null {
  for (const { container } of bundle.replicas) if (matchesPlace(container, node, null, false, null)) return container;
  return null;
}

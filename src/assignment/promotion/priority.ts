// How much an assigned instance deserves promotion: promotion score, locations and colocations with roles.

import { report } from "../../diagnostics.ts";
import type { Node } from "../../model/node.ts";
import type { Clone, Resource } from "../../model/resource.ts";
import { locationsOf } from "../../resources/state/locations.ts";
import { roleOf } from "../../resources/state/role.ts";
import type { Run } from "../../run.ts";
import { Role } from "../../values/role.ts";
import { addScores, INFINITY } from "../../values/score.ts";
import { thisWithOf } from "../colocations.ts";
import { follow } from "../follow/index.ts";
import { setPriority } from "../state.ts";
import type { InstanceIndex } from "./instance-index.ts";
import { scatteredInstance } from "./messages.ts";
import { promotionScore } from "./promotion-score.ts";

/** Sets the priority of an instance, and from that its promotion priority. */
export function computePriority(run: Run, index: InstanceIndex, clone: Clone, instance: Resource): void {
  startAsUnpromoted(instance);
  const nodes = locationsOf(instance, { assigned: true });
  const node = nodes[0];
  if (nodes.length > 1) report(run, scatteredInstance, { instance: instance.id });
  if (node === undefined || nodes.length > 1) return;

  const role = roleOf(instance, "next");
  if (role <= Role.Started && role !== Role.Stopped) {
    setPriority(run, instance, promotionScore(run, index, instance, node) ?? -1);
  } else if (role !== Role.Promoted) {
    setPriority(run, instance, -INFINITY);
  }
  addLocations(run, instance, instance, node);
  addLocations(run, instance, clone, node);
  for (const colocation of thisWithOf(run, instance)) follow(instance, run, colocation.primary, colocation);
  instance.promotionPriority = role === Role.Promoted ? INFINITY : instance.priority;
}

function startAsUnpromoted(resource: Resource): void {
  if (roleOf(resource, "current") !== Role.Started) return;
  resource.originalRole = Role.Unpromoted;
  for (const child of resource.children) startAsUnpromoted(child);
}

function addLocations(run: Run, instance: Resource, holder: Resource, node: Node): void {
  for (let i = holder.locations.length - 1; i >= 0; i--) {
    const location = holder.locations[i]!;
    if (location.role !== Role.Promoted) continue;
    const own = location.nodes.find((candidate) => candidate.node === node);
    if (own !== undefined) setPriority(run, instance, addScores(instance.priority, own.score));
  }
}

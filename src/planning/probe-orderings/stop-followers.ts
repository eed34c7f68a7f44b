// What is to follow the stop of a resource must also follow its probes: they might show that it has to be stopped.
//
// Order   recorded relations in order of creation, probes oldest first

import { OrderFlag, type Action, type Relation } from "../../actions/action.ts";
import { findActions } from "../../actions/find.ts";
import { linkActions } from "../../actions/link.ts";
import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { probesOf } from "./probes.ts";

export function orderBeforeStopFollowers(run: Run): void {
  for (const relation of run.relations) {
    const { firstResource } = relation;
    if (relation.flags === 0 || firstResource === null || firstResource === relation.thenResource) continue;
    if (!isStop(relation.firstAction, relation.firstKey)) continue;
    if (isStopOfLauncher(relation, firstResource)) continue;
    const probes = probesOf(firstResource);
    if (probes.length > 0) orderAll(relation, probes);
  }
}

function isStop(action: Action | null, key: string | null): boolean {
  return action === null ? key !== null && key.endsWith("_stop_0") : action.task === "stop";
}

/** A launcher is stopped after what it launched, whose probes do not matter to it. */
function isStopOfLauncher(relation: Relation, resource: Resource): boolean {
  const { thenResource, thenAction, thenKey } = relation;
  return thenResource !== null && thenResource === resource.launcher && isStop(thenAction, thenKey);
}

function orderAll(relation: Relation, probes: readonly Action[]): void {
  const followers = followersOf(relation);
  const flags = flagsFor(relation.flags);
  for (const probe of probes) {
    for (const follower of followers) if (concerns(follower, probe)) linkActions(probe, follower, flags);
  }
}

function followersOf({ thenAction, thenResource, thenKey }: Relation): readonly Action[] {
  if (thenAction !== null) return [thenAction];
  return thenResource === null || thenKey === null ? [] : findActions(thenResource, thenKey, null);
}

function flagsFor(flags: number): number {
  if (flags === OrderFlag.IfRequiredOnSameNode || flags === OrderFlag.IfOnSameNodeOrTarget) return flags;
  return OrderFlag.Ordered | (flags & (OrderFlag.IfFirstUnmigratable | OrderFlag.IfOnSameNode));
}

function concerns(follower: Action, probe: Action): boolean {
  switch (follower.task) {
    case "stonith":
      // probes on a node wait for its unfencing
      return follower.node !== probe.node || follower.meta.get("stonith_action") !== "on";
    case "do_shutdown":
      return probe.node === null || follower.node === probe.node;
    default:
      return true;
  }
}

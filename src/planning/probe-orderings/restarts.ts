// A probe may find a resource active that other resources have to wait for. So whatever would have to be restarted then is
// not stopped before the probe is done.
//
// Order   resources in list order, probes oldest first, links newest first

import { ActionFlag, actionIs, OrderFlag, type Action, type Link } from "../../actions/action.ts";
import { linkActions } from "../../actions/link.ts";
import { isCollective, topOf, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { leavesOf } from "../leaves.ts";
import { probesOf } from "./probes.ts";
import { createRestartSearch, findRestarted, type RestartSearch } from "./restart-search.ts";

export function orderBeforeRestarts(run: Run): void {
  const search = createRestartSearch(run);
  for (const top of run.cluster.resources) {
    for (const resource of leavesOf(top)) orderProbesOf(run, search, resource);
  }
}

function orderProbesOf(run: Run, search: RestartSearch, resource: Resource): void {
  // does not depend on the probe
  const restarted = new Map<Action, readonly Action[]>();
  for (const probe of probesOf(resource)) {
    for (let i = probe.after.length - 1; i >= 0; i--) {
      const link = probe.after[i]!;
      orderBeforeInstances(resource, probe, link);
      let stopped = restarted.get(link.action);
      if (stopped === undefined) {
        stopped = findRestarted(run, search, resource, link.action);
        restarted.set(link.action, stopped);
      }
      for (const action of stopped) linkActions(probe, action, OrderFlag.Ordered);
    }
  }
}

/** Instances that are not active must not start before an impossible probe, even if the clone as a whole can. */
function orderBeforeInstances(resource: Resource, probe: Action, { action: then, flags }: Link): void {
  const collective = then.resource;
  if (collective === null || !isCollective(collective) || collective !== topOf(resource)) return;
  if (then.task !== "start" || actionIs(probe, ActionFlag.Runnable)) return;
  if ((flags & OrderFlag.UnrunnableFirstBlocks) !== 0) return;
  for (let i = then.after.length - 1; i >= 0; i--) {
    const start = then.after[i]!.action;
    if (start.task !== "start" || start.resource === null) continue;
    if (start.resource.activeNodes.length > 0 || topOf(start.resource) !== collective) continue;
    linkActions(probe, start, OrderFlag.Ordered | OrderFlag.UnrunnableFirstBlocks);
  }
}

// Schedules the fencing of unclean nodes and the shutdown of those that are to leave the cluster.
//
// Order   nodes in cluster order; whatever happens to the DC comes last, so that there is somebody to do the rest
// Rule    Pacemaker Explained, "Fencing"

import { OrderFlag, type Action } from "../../actions/action.ts";
import { requestFenceAction } from "../../actions/fence.ts";
import { linkActions } from "../../actions/link.ts";
import { requestShutdown } from "../../actions/shutdown.ts";
import { report } from "../../diagnostics.ts";
import { isGuestNode, isPacemakerRemote, type Node } from "../../model/node.ts";
import { ResourceFlag } from "../../model/resource.ts";
import { canFence } from "../../nodes/fence-need.ts";
import { hasFlagAnywhere } from "../../resources/state/flags.ts";
import type { Run } from "../../run.ts";
import { fencingAwaitsQuorum, integrityLost, nodeCannotBeFenced, nodeFenced, nothingToManage } from "../messages.ts";
import { fenceGuest } from "./guest.ts";
import { orderAgainstResources } from "./resources.ts";

/** What has been scheduled so far. */
interface Scheduled {
  /** Fencings of all nodes but the DC, in order of creation. */
  readonly fencings: Action[];
  /** Shutdowns of all nodes but the DC, in order of creation. */
  readonly shutdowns: Action[];
  /** Fencing or shutdown of the DC. */
  dcDown: Action | null;
}

/** Stage: fences unclean nodes, and shuts down those that are to leave. */
export function scheduleFencingAndShutdowns(run: Run): void {
  const anyManaged = run.cluster.resources.some((resource) => hasFlagAnywhere(resource, ResourceFlag.Managed));
  if (!anyManaged) report(run, nothingToManage, null);
  const scheduled: Scheduled = { fencings: [], shutdowns: [], dcDown: null };
  let lost = false;
  for (const node of run.cluster.nodes) {
    if (isGuestNode(node)) {
      if (node.remoteReset && anyManaged && canFence(run, node)) fenceGuest(run, node);
    } else if (anyManaged && node.unclean && canFence(run, node)) {
      fence(run, node, scheduled);
    } else {
      if (!isPacemakerRemote(node) && node.online && node.shutdown) shutDown(run, node, scheduled);
      if (node.unclean) {
        lost = true;
        report(run, nodeCannotBeFenced, { node: node.name });
      }
    }
  }
  if (lost) reportLoss(run);
  if (scheduled.dcDown !== null) orderBeforeDc(run, scheduled, scheduled.dcDown);
}

function fence(run: Run, node: Node, scheduled: Scheduled): void {
  const action = requestFenceAction(run, node, null, false, "node is unclean", false);
  report(run, nodeFenced, { node: node.name });
  orderAgainstResources(run, node, action);
  if (run.cluster.dc === node) {
    scheduled.dcDown = action;
    return;
  }
  if (!run.cluster.concurrentFencing) linkActions(scheduled.fencings.at(-1) ?? null, action, OrderFlag.Ordered);
  scheduled.fencings.push(action);
}

function shutDown(run: Run, node: Node, scheduled: Scheduled): void {
  const action = requestShutdown(run, node);
  if (run.cluster.dc === node) scheduled.dcDown = action;
  else scheduled.shutdowns.push(action);
}

function reportLoss(run: Run): void {
  if (!run.cluster.fencingEnabled) report(run, integrityLost, null);
  else if (!run.cluster.quorate) report(run, fencingAwaitsQuorum, null);
}

function orderBeforeDc(run: Run, { fencings, shutdowns }: Scheduled, dcDown: Action): void {
  // shutdowns do not hold up the fencing of a DC
  if (dcDown.task === "do_shutdown") linkAll(shutdowns, dcDown);
  if (run.cluster.concurrentFencing) linkAll(fencings, dcDown);
  else linkActions(fencings.at(-1) ?? null, dcDown, OrderFlag.Ordered);
}

/** Newest first. */
function linkAll(actions: readonly Action[], then: Action): void {
  for (let i = actions.length - 1; i >= 0; i--) linkActions(actions[i]!, then, OrderFlag.Ordered);
}

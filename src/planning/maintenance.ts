// Pacemaker Remote nodes cannot see for themselves whether they are in maintenance, so that is recorded in their status.

import { ActionFlag, setActionFlag } from "../actions/action.ts";
import { requestPseudo } from "../actions/pseudo.ts";
import { isPacemakerRemote, type Node } from "../model/node.ts";
import type { Run } from "../run.ts";

/** Pacemaker Remote nodes whose maintenance state differs from the recorded one, in node order. */
export function nodesWithChangedMaintenance(run: Run): Node[] {
  return run.cluster.nodes.filter(
    (node) => isPacemakerRemote(node) && node.maintenance !== node.remoteMaintenanceRecorded,
  );
}

/** Creates the action that records the maintenance state of Pacemaker Remote nodes, if that changed for any. */
export function scheduleMaintenanceUpdate(run: Run): void {
  if (nodesWithChangedMaintenance(run).length === 0) return;
  setActionFlag(requestPseudo(run, "maintenance_nodes"), ActionFlag.AlwaysInGraph);
}

// Orders what is done on Pacemaker Remote nodes relative to the resources that are the connections to them.
//
// Order   all actions, newest first: relations take their numbers in that order
// Trap    a remote node can turn out to need fencing here

import { ActionFlag, actionIs, OrderFlag, type Action } from "../../actions/action.ts";
import { actionsWithTask } from "../../actions/find.ts";
import { orderBeforeOperation, orderOperationBefore } from "../../actions/relation.ts";
import { isPacemakerRemote } from "../../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { orderOnGuestNode } from "./guest-node.ts";
import { orderOnRemoteNode } from "./remote-node.ts";

/** Stage: orders actions on Pacemaker Remote nodes relative to their connections. */
export function orderRemoteConnections(run: Run): void {
  if (!run.cluster.haveRemoteNodes) return;
  const { actions } = run;
  for (let i = actions.length - 1; i >= 0; i--) {
    const action = actions[i]!;
    if (action.resource !== null) orderAction(run, action, action.resource);
  }
}

function orderAction(run: Run, action: Action, resource: Resource): void {
  if (hasFlag(resource, ResourceFlag.RemoteConnection) && action.task === "clear_failcount") {
    orderBeforeOperation(run, action, resource, "start", OrderFlag.Ordered);
    return;
  }
  const { node } = action;
  if (node === null || !isPacemakerRemote(node) || actionIs(action, ActionFlag.Pseudo)) return;
  const { connection } = node;
  if (connection === null) return;
  if (action.task === "start") orderStopsElsewhere(run, action, resource, connection);
  if (connection.launcher !== null) orderOnGuestNode(run, action, node, connection, connection.launcher);
  else orderOnRemoteNode(run, action, node, connection);
}

/** A resource that moves to a Pacemaker Remote node is not stopped before that node is connected. */
function orderStopsElsewhere(run: Run, start: Action, resource: Resource, connection: Resource): void {
  const stops = actionsWithTask(resource, "stop");
  for (let i = stops.length - 1; i >= 0; i--) {
    const stop = stops[i]!;
    if (stop.node !== start.node) orderOperationBefore(run, connection, "start", stop, OrderFlag.Ordered);
  }
}

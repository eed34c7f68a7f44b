// Decides whether a node must be fenced, and whether it can be.
//
// Order   the fence action takes its ID here, at the first request; it becomes required only when fencing is scheduled
// Rule    the first reason given to an action stays
// Trap    "unclean" was cleared when the node's status was read, so an unclean cluster node was requested already, or is unseen

import { requestFenceAction } from "../actions/fence.ts";
import { report } from "../diagnostics.ts";
import { isGuestNode, isRemoteNode, type Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, setFlag } from "../model/resource.ts";
import { currentNode } from "../resources/state/current-node.ts";
import type { Run } from "../run.ts";
import { Role } from "../values/role.ts";
import { isShutdownRequested } from "./attributes.ts";
import {
  clusterNodeUnclean,
  danglingGuestCleanedUp,
  fenceWithoutQuorum,
  guestNotFenced,
  guestWillBeFenced,
  nodeWillBeFenced,
  remoteNotFenced,
  remoteUnclean,
  remoteWillBeFenced,
} from "./messages.ts";

/**
 * Notes that a node must be fenced.
 *
 * A guest node is not marked unclean, since recovering its launcher makes it usable within the same transition.
 *
 * @param priorityDelay the fencing may be delayed by `priority-fencing-delay`
 */
export function requestFencing(run: Run, node: Node, reason: string, priorityDelay = false): void {
  if (isGuestNode(node)) fenceGuest(run, node, reason);
  else if (isDanglingGuest(node)) abandonGuest(run, node, reason);
  else if (isRemoteNode(node)) fenceRemote(run, node, reason);
  else fenceClusterNode(run, node, reason, priorityDelay);
}

function fenceGuest(run: Run, node: Node, reason: string): void {
  const launcher = node.connection!.launcher!;
  if (hasFlag(launcher, ResourceFlag.Failed)) return;
  const params = { node: node.name, launcher: launcher.id, reason };
  if (!hasFlag(launcher, ResourceFlag.Managed)) {
    report(run, guestNotFenced, params);
    return;
  }
  report(run, guestWillBeFenced, params);
  node.remoteReset = true;
  setFlag(launcher, ResourceFlag.Failed | ResourceFlag.StopIfFailed);
}

/** A guest node whose connection is known from history only, with a launcher that no longer exists. */
function isDanglingGuest(node: Node): boolean {
  const connection = node.connection;
  return isRemoteNode(node) && connection !== null && hasFlag(connection, ResourceFlag.RemovedLaunched);
}

function abandonGuest(run: Run, node: Node, reason: string): void {
  report(run, danglingGuestCleanedUp, { node: node.name, reason });
  setFlag(node.connection!, ResourceFlag.Failed | ResourceFlag.StopIfFailed);
}

function fenceRemote(run: Run, node: Node, reason: string): void {
  const { connection } = node;
  const params = { node: node.name, reason };
  if (connection !== null && !hasFlag(connection, ResourceFlag.Managed)) {
    report(run, remoteNotFenced, params);
  } else if (!node.remoteReset) {
    node.remoteReset = true;
    report(run, canFence(run, node) ? remoteWillBeFenced : remoteUnclean, params);
  }
  node.unclean = true;
  requestFenceAction(run, node, null, true, reason, false);
}

function fenceClusterNode(run: Run, node: Node, reason: string, priorityDelay: boolean): void {
  // asked even if the answer does not matter, because it can be reported (observed)
  const fenceable = canFence(run, node);
  if (node.unclean) return;
  report(run, fenceable ? nodeWillBeFenced : clusterNodeUnclean, { node: node.name, reason });
  node.unclean = true;
  requestFenceAction(run, node, null, true, reason, priorityDelay);
}

/** True if the cluster is able to fence the node (`null`: some node that is not in our membership). */
export function canFence(run: Run, node: Node | null): boolean {
  return canFenceVia(run, node, []);
}

/** `guests`: guest nodes whose hosts are being asked about; a guest that hosts itself must not ask for ever. */
function canFenceVia(run: Run, node: Node | null, guests: readonly Node[]): boolean {
  const { cluster } = run;
  if (node !== null && isGuestNode(node)) {
    if (guests.includes(node)) return false;
    const asked = [...guests, node];
    // a guest is fenced by stopping its launcher, which takes a host that is up, or is fenced itself
    return node.connection!.launcher!.activeNodes.every((host) => host.online || canFenceVia(run, host, asked));
  }
  if (!cluster.fencingEnabled || !cluster.haveFencing) return false;
  if (cluster.quorate || cluster.noQuorumPolicy === "ignore") return true;
  if (node === null || !node.online) return false;
  if (node.type === "remote" && !cluster.fenceRemoteWithoutQuorum && mayBeReachedElsewhere(node)) return false;
  report(run, fenceWithoutQuorum, { node: node.name });
  return true;
}

/** True if another partition might have the connection: some node that it may run on is not in ours. */
function mayBeReachedElsewhere(node: Node): boolean {
  if (node.connection === null) return false;
  return node.connection.allowedNodes.raw().some((entry) => entry !== undefined && !entry.node.online);
}

/** What to expect of a remote node, from the state of its connection and of the node that hosts it. */
export type ConnectionOutlook = "alive" | "resting" | "unknown" | "failed" | "stopped";

/** The outlook of a remote node; meaningful once its connection has been assigned. */
export function connectionOutlook(node: Node): ConnectionOutlook {
  const connection = node.connection!;
  const host = currentNode(connection);
  const failed = hasFlag(connection, ResourceFlag.Failed);
  const toStop = connection.nextRole === Role.Stopped;
  if (toStop || connection.assignedNode === null) {
    if (host !== null && host.unclean) return "failed";
    if (!failed) return "stopped";
    const mayReconnect = connection.reconnectInterval > 0 && node.remoteFenced && !isShutdownRequested(node);
    return toStop && mayReconnect ? "unknown" : "failed";
  }
  if (host === null) return "unknown";
  if (host.unclean || !host.online) return "resting";
  const migrating = connection.partialMigrationSource !== null && connection.partialMigrationTarget !== null;
  return connection.activeNodes.length > 1 && migrating ? "resting" : "alive";
}

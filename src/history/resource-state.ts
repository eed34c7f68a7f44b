// Turns what was read about a resource on a node into the resource's state, and schedules what failures call for.
//
// Order   known or not, fencing of dead nodes, response to failures, activity; actions get their IDs in this order
// Traps   a node that has become unclean makes all responses moot, also if that just happened; creating the stop of a
//         resource on an offline node can have the node fenced
// Rule    Pacemaker Explained, "Failure Response"

import { ActionFlag, OnFail } from "../actions/action.ts";
import { findActions } from "../actions/find.ts";
import { keyOf } from "../actions/key.ts";
import { requestOperation } from "../actions/request.ts";
import { report } from "../diagnostics.ts";
import { isGuestNode, isRemoteNode } from "../model/node.ts";
import { clearFlag, hasFlag, ResourceFlag, setFlag, type Resource } from "../model/resource.ts";
import { shiftScore } from "../model/shift.ts";
import { requestFencing } from "../nodes/fence-need.ts";
import { findNodeByName } from "../nodes/find.ts";
import { recordActive } from "../resources/active.ts";
import { dropHistoryId } from "../resources/directory.ts";
import { Role } from "../values/role.ts";
import { INFINITY } from "../values/score.ts";
import { removedResourceActive, removedResourceUnmanaged } from "./messages.ts";
import type { Reading } from "./reading.ts";

const FAILED_TO_STOP = ResourceFlag.Failed | ResourceFlag.StopIfFailed;

/** Applies what was read; afterwards the reading can be forgotten. */
export function applyReading(reading: Reading): void {
  const { resource, node } = reading;
  const active = resource.originalRole > Role.Stopped;
  if (resource.originalRole !== Role.Unknown) markProbed(reading);
  const failed = reading.onFail !== OnFail.Ignore;
  if (active && !node.online && !node.maintenance && hasFlag(resource, ResourceFlag.Managed)) fenceDeadNode(reading);
  const onFail = node.unclean ? OnFail.Ignore : reading.onFail;
  respond(reading, onFail, active);
  confirmFencing(reading);
  if (active) applyActive(reading, onFail, failed);
  else applyInactive(reading);
  if (
    resource.originalRole === Role.Stopped &&
    resource.activeNodes.length > 0 &&
    resource.partialMigrationTarget !== null &&
    resource.partialMigrationSource === node
  ) {
    // the stop on the source does not make a half-migrated resource stopped
    resource.originalRole = Role.Started;
  }
}

/** The state on the node is known for the resource, and for what it cannot be told apart from. */
function markProbed({ resource, node }: Reading): void {
  for (let at: Resource | null = resource; at !== null; at = at.parent) {
    at.probedNodes.add(node);
    if (hasFlag(at, ResourceFlag.Unique)) return;
  }
}

function fenceDeadNode({ run, resource, node }: Reading): void {
  if (isGuestNode(node)) {
    setFlag(resource, FAILED_TO_STOP);
    requestFencing(run, node, `${resource.id} is thought to be active there`);
    return;
  }
  if (!run.cluster.fencingEnabled) return;
  const { connection } = node;
  if (isRemoteNode(node) && connection !== null && !hasFlag(connection, ResourceFlag.Failed)) {
    // fenced only if the connection cannot be started elsewhere
    node.seen = false;
    requestFencing(
      run,
      node,
      `${resource.id} is active there (fencing will be revoked if remote connection can be re-established elsewhere)`,
    );
    return;
  }
  requestFencing(run, node, `${resource.id} is thought to be active there`);
}

function respond(reading: Reading, onFail: OnFail, active: boolean): void {
  const { run, resource, node } = reading;
  switch (onFail) {
    case OnFail.Ignore:
      break;
    case OnFail.Demote:
      setFlag(resource, ResourceFlag.Failed);
      requestOperation(run, resource, "demote", 0, node, false);
      break;
    case OnFail.Fence:
      requestFencing(run, node, `${resource.id} failed there`);
      break;
    case OnFail.Standby:
      node.standby = true;
      node.standbyOnFail = true;
      break;
    case OnFail.Block:
      clearFlag(resource, ResourceFlag.Managed);
      setFlag(resource, ResourceFlag.Blocked);
      break;
    case OnFail.Ban:
      shiftScore(run, resource, node, -INFINITY, { kind: "failed-operation", operation: reading.lastFailure?.key ?? "" });
      break;
    case OnFail.Stop:
      resource.nextRole = Role.Stopped;
      break;
    case OnFail.Restart:
      if (!active) break;
      setFlag(resource, FAILED_TO_STOP);
      requestOperation(run, resource, "stop", 0, node, false);
      break;
    case OnFail.RestartContainer:
      setFlag(resource, FAILED_TO_STOP);
      stopLauncher(reading, active);
      break;
    case OnFail.ResetRemote:
      setFlag(resource, FAILED_TO_STOP);
      resetRemote(reading, active);
      break;
  }
}

function stopLauncher({ run, resource, node, bundled }: Reading, active: boolean): void {
  const { launcher } = resource;
  // a bundle's connection may run on other nodes than its container, so the stop waits until it is known where that is
  if (launcher !== null && bundled) run.launchersToStop.push(launcher);
  else if (launcher !== null) requestOperation(run, launcher, "stop", 0, node, false);
  else if (active) requestOperation(run, resource, "stop", 0, node, false);
}

function resetRemote({ run, resource, node }: Reading, active: boolean): void {
  if (run.cluster.fencingEnabled) {
    const remote = hasFlag(resource, ResourceFlag.RemoteConnection) ? findNodeByName(run, resource.id) : null;
    if (remote !== null && isRemoteNode(remote) && !remote.remoteFenced) {
      requestFencing(run, remote, "remote connection is unrecoverable");
    }
  }
  if (active) requestOperation(run, resource, "stop", 0, node, false);
  if (resource.reconnectInterval > 0) resource.nextRole = Role.Stopped;
}

/** The fencing of a node whose connection failed is not to be revoked. */
function confirmFencing({ run, resource }: Reading): void {
  if (!hasFlag(resource, ResourceFlag.RemoteConnection) || !hasFlag(resource, ResourceFlag.Failed)) return;
  const remote = findNodeByName(run, resource.id);
  if (remote !== null && remote.unclean) remote.seen = true;
}

function applyActive({ run, resource, node }: Reading, onFail: OnFail, failed: boolean): void {
  if (hasFlag(resource, ResourceFlag.Removed)) {
    const text = hasFlag(resource, ResourceFlag.Managed) ? removedResourceActive : removedResourceUnmanaged;
    report(run, text, { resource: resource.id, node: node.name });
  }
  recordActive(run, resource, node, failed);
  if (onFail === OnFail.Ignore) return;
  setFlag(resource, onFail === OnFail.Demote || onFail === OnFail.Block ? ResourceFlag.Failed : FAILED_TO_STOP);
}

function applyInactive({ run, resource, node }: Reading): void {
  if (resource.historyId !== null && resource.historyId.includes(":")) {
    dropHistoryId(run, resource);
    return;
  }
  for (const stop of findActions(resource, keyOf(resource, "stop"), node)) stop.flags |= ActionFlag.Optional;
}

// Reads what a node recorded about one resource: finds the resource, goes through its operations, settles its state.
//
// Order   shutdown lock, operations by age, active recurring operations, state; actions get their IDs in this order
// Trap    the role is the greatest one found on any node: it starts anew here, and is restored if it was greater

import { requestOperation } from "../actions/request.ts";
import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { findForHistory } from "../resources/history-lookup.ts";
import { createRemovedResource } from "../resources/removed.ts";
import { requestedRole } from "../resources/target-role.ts";
import type { Run } from "../run.ts";
import { parseInt64 } from "../values/integer.ts";
import { secondsOfMilliseconds } from "../values/interval.ts";
import { Role } from "../values/role.ts";
import { attribute, idOf, type XmlElement } from "../xml/element.ts";
import { createActiveOperations } from "./active-operations.ts";
import { resourceEntryWithoutId } from "./messages.ts";
import { createReading } from "./reading.ts";
import { applyReading } from "./resource-state.ts";
import { historyOf, sortedEntries } from "./status-index.ts";
import { unpackEntry } from "./unpack-entry.ts";

/** Reads a resource entry (`lrm_resource`); `null` if it is about no resource. */
export function unpackResourceHistory(run: Run, node: Node, element: XmlElement): Resource | null {
  const id = idOf(element);
  if (id === undefined) {
    report(run, resourceEntryWithoutId, null);
    return null;
  }
  const history = historyOf(run, element);
  const { shutdownLock } = run.cluster;
  if (history.entries.length === 0 && !shutdownLock) return null;
  const resource = findForHistory(run, node, id) ?? createIfRecorded(run, element, history.entries.length);
  if (resource === null) return null;
  if (shutdownLock) readShutdownLock(run, resource, node, element);

  const earlierRole = resource.originalRole;
  resource.originalRole = Role.Unknown;
  const reading = createReading(run, resource, node);
  const sorted = sortedEntries(run, history);
  for (const entry of sorted) unpackEntry(reading, entry);
  createActiveOperations(run, resource, node, sorted);
  applyReading(reading);

  const requested = requestedRole(run, resource);
  if (requested !== Role.Unknown && (resource.nextRole === Role.Unknown || requested < resource.nextRole)) {
    resource.nextRole = requested;
  }
  if (earlierRole > resource.originalRole) resource.originalRole = earlierRole;
  return resource;
}

function createIfRecorded(run: Run, element: XmlElement, entries: number): Resource | null {
  return entries === 0 ? null : createRemovedResource(run, element);
}

/** A resource that was stopped with its node stays bound to it, until that has taken too long. */
function readShutdownLock(run: Run, resource: Resource, node: Node, element: XmlElement): void {
  const time = parseInt64(attribute(element, "shutdown-lock"), 0);
  if (time === 0) return;
  const limit = secondsOfMilliseconds(run.cluster.shutdownLockLimit);
  if (limit > 0 && run.settings.now > time + limit) {
    requestOperation(run, resource, "lrm_delete", 0, node, false);
    return;
  }
  resource.lockNode = node;
  resource.lockTime = time;
}

/** True for a removed resource whose launcher is still to be found. */
export function awaitsLauncher(resource: Resource): boolean {
  return hasFlag(resource, ResourceFlag.RemovedLaunched);
}

// State and attributes of Pacemaker Remote nodes, which follow from their connections.

import { report } from "../diagnostics.ts";
import { isGuestNode, type Node } from "../model/node.ts";
import { hasFlag, ResourceFlag } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { isTrue } from "../values/boolean.ts";
import { Role } from "../values/role.ts";
import { attribute, firstChild, type XmlElement } from "../xml/element.ts";
import { addNodeAttributes, attributeOf, isShutdownRequested } from "./attributes.ts";
import { discoveryAttributeDeprecated, discoveryNeedsFencing } from "./messages.ts";
import { positiveFlag } from "./status-values.ts";

/** Sets whether a Pacemaker Remote node is online, from what is known about its connection by now. */
export function determineRemoteOnline(node: Node): void {
  const { connection } = node;
  if (connection === null) {
    node.online = false;
    return;
  }
  const { launcher } = connection;
  const host = launcher !== null && connection.activeNodes.length === 1 ? connection.activeNodes[0]! : null;
  if (connection.originalRole === Role.Started) {
    node.online = true;
    if (connection.nextRole === Role.Stopped) node.shutdown = true;
  }
  if (launcher !== null && hasFlag(launcher, ResourceFlag.Failed)) {
    node.online = false;
    node.remoteReset = true;
  } else if (hasFlag(connection, ResourceFlag.Failed)) {
    node.online = false;
  } else if (connection.originalRole === Role.Stopped || launcher?.originalRole === Role.Stopped) {
    node.online = false;
    node.remoteReset = false;
  } else if (host !== null && !host.online && host.unclean) {
    node.online = false;
    node.remoteReset = true;
  }
}

/** Reads what a status entry says about a Pacemaker Remote node. */
export function unpackRemoteAttributes(run: Run, node: Node, state: XmlElement): void {
  const { connection } = node;
  node.remoteMaintenanceRecorded = positiveFlag(run, attribute(state, "node_in_maintenance"));
  if (!node.remoteReset) {
    node.unclean = false;
    node.seen = true;
  }
  addNodeAttributes(run, node, firstChild(state, "transient_attributes") ?? null, true);
  if (isShutdownRequested(node)) node.shutdown = true;
  if (isTrue(attributeOf(node, "standby"))) node.standby = true;
  const unmanaged = connection !== null && !hasFlag(connection, ResourceFlag.Managed);
  if (isTrue(attributeOf(node, "maintenance")) || unmanaged) node.maintenance = true;
  const discovery = attributeOf(node, "resource-discovery-enabled");
  if (discovery === undefined || isTrue(discovery)) return;
  report(run, discoveryAttributeDeprecated, {});
  if (!isGuestNode(node) && !run.cluster.fencingEnabled) report(run, discoveryNeedsFencing, { node: node.name });
  else node.probesAllowed = false;
}

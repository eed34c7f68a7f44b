// Reads the `status` section: tickets and node states first, then histories in repeated passes.
//
// Order   document order within a pass; a remote node's history waits until its connection is found started, so the
//         order of passes decides instance numbers of anonymous clones, action IDs, and lists of active nodes
// Trap    without fencing the history of offline nodes is never read, and their resources count as stopped

import { report } from "../diagnostics.ts";
import { scheduleLauncherStops, unpackNodeHistory } from "../history/unpack-node.ts";
import { isGuestNode, isRemoteNode, type Node } from "../model/node.ts";
import type { Run } from "../run.ts";
import { isTrue } from "../values/boolean.ts";
import { Role } from "../values/role.ts";
import { attribute, childElements, firstChild, idOf, type XmlElement } from "../xml/element.ts";
import { addNodeAttributes, attributeOf } from "./attributes.ts";
import { requestFencing } from "./fence-need.ts";
import { findNode } from "./find.ts";
import { discoveryOnClusterNode, nodeStateWithoutId, removedNodeState } from "./messages.ts";
import { determineOnline } from "./online.ts";
import { determineRemoteOnline, unpackRemoteAttributes } from "./remote-state.ts";
import { positiveFlag } from "./status-values.ts";
import { unpackTickets } from "./tickets.ts";

/** Reads the status section, or does what remains to be done without one. */
export function unpackStatus(run: Run): void {
  const { status } = run.sections;
  if (status !== null) {
    unpackStates(run, status);
    unpackHistories(run, childElements(status, "node_state"));
  }
  scheduleLauncherStops(run);
  settleRemoteNodes(run);
}

function unpackStates(run: Run, status: XmlElement): void {
  for (const element of childElements(status)) {
    if (element.name === "tickets") unpackTickets(run, element);
    else if (element.name === "node_state") unpackNodeState(run, element);
  }
}

function unpackNodeState(run: Run, state: XmlElement): void {
  const id = idOf(state);
  const name = attribute(state, "uname");
  if (id === undefined) {
    report(run, nodeStateWithoutId, {});
    return;
  }
  const node = findNode(run, id, name);
  if (node === null) {
    report(run, removedNodeState, { name: name ?? "unknown", id });
    return;
  }
  if (node.type === "remote") {
    // everything else about it waits until its connection is known
    node.remoteFenced = positiveFlag(run, attribute(state, "node_fenced"));
    return;
  }
  unpackTransientAttributes(run, node, state);
  node.unclean = false;
  node.seen = true;
  determineOnline(run, node, state);
  const { quorate, noQuorumPolicy } = run.cluster;
  if (!quorate && node.online && noQuorumPolicy === "fence") {
    requestFencing(run, node, "cluster does not have quorum");
  }
}

function unpackTransientAttributes(run: Run, node: Node, state: XmlElement): void {
  addNodeAttributes(run, node, firstChild(state, "transient_attributes") ?? null, true);
  if (isTrue(attributeOf(node, "standby"))) node.standby = true;
  if (isTrue(attributeOf(node, "maintenance"))) node.maintenance = true;
  const discovery = attributeOf(node, "resource-discovery-enabled");
  if (discovery !== undefined && !isTrue(discovery)) report(run, discoveryOnClusterNode, { node: node.name });
}

function unpackHistories(run: Run, states: readonly XmlElement[]): void {
  while (passHistories(run, states, false));
  passHistories(run, states, run.cluster.fencingEnabled);
}

/** @returns whether any history was unpacked */
function passHistories(run: Run, states: readonly XmlElement[], takeAll: boolean): boolean {
  let unpacked = false;
  for (const state of states) {
    const id = idOf(state);
    const name = attribute(state, "uname");
    if (id === undefined || name === undefined) continue;
    const node = findNode(run, id, name);
    if (node === null || node.historyUnpacked) continue;
    if (!takeAll && !isHistoryUsable(run, node)) continue;
    if (node.type === "remote") {
      determineRemoteOnline(node);
      unpackRemoteAttributes(run, node, state);
    }
    node.historyUnpacked = true;
    const lrm = firstChild(state, "lrm");
    const resources = lrm === undefined ? undefined : firstChild(lrm, "lrm_resources");
    if (resources !== undefined) unpackNodeHistory(run, node, resources);
    unpacked = true;
  }
  return unpacked;
}

function isHistoryUsable(run: Run, node: Node): boolean {
  const { fencingEnabled, shutdownLock } = run.cluster;
  const { connection } = node;
  if (isGuestNode(node)) {
    const { launcher, originalRole } = connection!;
    return originalRole === Role.Started && launcher!.originalRole === Role.Started;
  }
  if (isRemoteNode(node)) {
    return connection !== null && (connection.originalRole === Role.Started || shutdownLock);
  }
  return fencingEnabled || shutdownLock || node.online;
}

/** Pacemaker Remote nodes that shut down take their connections with them; those not read yet get their final state. */
function settleRemoteNodes(run: Run): void {
  for (const node of run.cluster.nodes) {
    if (node.type !== "remote") continue;
    if (node.shutdown && node.connection !== null) node.connection.nextRole = Role.Stopped;
    if (!node.historyUnpacked) determineRemoteOnline(node);
  }
}

// Copies the state of the cluster from the working model into read-only data.
//
// Reads   the model as phase U leaves it; nothing here changes it

import { hasFailCounts, shownFailCount } from "../history/fail-counts.ts";
import { isGuestNode, isPacemakerRemote, type Node } from "../model/node.ts";
import type { Primitive } from "../model/resource.ts";
import { healthColourOf } from "../nodes/health.ts";
import { findNodeById } from "../nodes/find.ts";
import { findResource } from "../resources/find.ts";
import type { FailedOperation, Run } from "../run.ts";
import { parseInt64, parseMinInteger, parseUint32 } from "../values/integer.ts";
import { parseOperationKey } from "../values/operation-key.ts";
import { isMaskedProbeFailure } from "../values/result-code.ts";
import { compareBytes } from "../values/text.ts";
import { attribute, childElements, firstChild, idOf, type XmlElement } from "../xml/element.ts";
import { clusterOptions } from "../options/cluster-options.ts";
import type {
  ClusterOptionValue,
  ClusterStatus,
  FailCountStatus,
  FailedOperationStatus,
  NodeAttribute,
  NodeFailCounts,
  NodeKind,
  NodeStatus,
} from "./cluster-status.ts";
import { expectedPingValue, pingsOn } from "./ping.ts";
import { publishResource } from "./resource/index.ts";

/** The state of the cluster, once it has been unpacked. */
export function publishStatus(run: Run, connectivity: boolean): ClusterStatus {
  const { cluster } = run;
  return Object.freeze({
    quorate: cluster.quorate,
    maintenanceMode: cluster.maintenanceMode,
    counts: Object.freeze({
      instances: cluster.instanceCount,
      disabled: cluster.disabledCount,
      blocked: cluster.blockedCount,
    }),
    dc: cluster.dc?.name ?? null,
    options: publishOptions(run),
    nodes: Object.freeze(cluster.nodes.map((node) => publishNode(run, node, connectivity))),
    resources: Object.freeze(cluster.resources.map((resource) => publishResource(resource))),
    failCounts: publishFailCounts(run),
    failedOperations: Object.freeze(run.failedOperations.map(publishFailedOperation)),
  });
}

function publishOptions(run: Run): readonly ClusterOptionValue[] {
  const { options } = run.cluster;
  const result: ClusterOptionValue[] = [];
  for (const { name } of clusterOptions) {
    const value = options.get(name);
    if (value !== undefined) result.push(Object.freeze({ name, value }));
  }
  return Object.freeze(result);
}

function publishNode(run: Run, node: Node, connectivity: boolean): NodeStatus {
  const guest = isGuestNode(node);
  return Object.freeze({
    name: node.name,
    id: node.id,
    kind: nodeKind(node),
    online: node.online,
    standby: node.standby,
    standbyOnFail: node.standbyOnFail,
    maintenance: node.maintenance,
    pending: node.pending,
    unclean: node.unclean,
    health: healthColourOf(run, node),
    shutdown: node.shutdown,
    expectedUp: node.expectedUp,
    isDc: run.cluster.dc === node,
    running: Object.freeze(node.running.map((resource) => resource.id)),
    launcher: guest ? node.connection!.launcher!.id : null,
    attributes: publishAttributes(run, node, connectivity && node.online ? pingsOn(node) : []),
  });
}

function nodeKind(node: Node): NodeKind {
  if (!isPacemakerRemote(node)) return "cluster";
  return isGuestNode(node) ? "guest" : "remote";
}

const internalPrefixes = ["fail-count", "last-failure", "shutdown", "terminate", "standby", "#"];

function publishAttributes(run: Run, node: Node, pings: readonly Primitive[]): readonly NodeAttribute[] {
  const result: NodeAttribute[] = [];
  for (const [name, value] of node.attributes.unordered()) {
    const internal = internalPrefixes.some((prefix) => name.startsWith(prefix));
    const expected = internal ? null : expectedPingValue(run, node, pings, name);
    result.push(Object.freeze({ name, value, internal, expected }));
  }
  return Object.freeze(result.sort((a, b) => compareBytes(a.name, b.name)));
}

/** In the order of the status section, not of the nodes (observed). */
function publishFailCounts(run: Run): readonly NodeFailCounts[] {
  const { status } = run.sections;
  const result: NodeFailCounts[] = [];
  for (const state of status === null ? [] : childElements(status, "node_state")) {
    const id = idOf(state);
    const node = id === undefined ? null : findNodeById(run, id);
    if (node === null || !node.online) continue;
    result.push(Object.freeze({ node: node.name, entries: Object.freeze(failCountsOf(run, node, state)) }));
  }
  return Object.freeze(result);
}

function failCountsOf(run: Run, node: Node, state: XmlElement): FailCountStatus[] {
  if (!hasFailCounts(run, node)) return [];
  const result: FailCountStatus[] = [];
  const lrm = firstChild(state, "lrm");
  const resources = lrm === undefined ? undefined : firstChild(lrm, "lrm_resources");
  for (const element of resources === undefined ? [] : childElements(resources, "lrm_resource")) {
    const id = idOf(element);
    const resource = id === undefined ? null : findResource(run, id);
    if (id === undefined || resource === null) continue;
    const { count, last } = shownFailCount(run, resource, node);
    if (count === 0) continue;
    result.push(
      Object.freeze({
        resource: id,
        migrationThreshold: resource.banAfterFailures,
        failCount: count,
        lastFailure: last > 0 ? last : null,
      }),
    );
  }
  return result;
}

function publishFailedOperation(failed: FailedOperation): FailedOperationStatus {
  const { element } = failed;
  const operationKey = attribute(element, "operation_key");
  const hasOperationKey = operationKey !== undefined && operationKey !== "";
  const key = hasOperationKey ? operationKey : (idOf(element) ?? "");
  const parts = parseOperationKey(key);
  const exitStatus = parseMinInteger(attribute(element, "rc-code"), 0).value;
  const status = parseMinInteger(attribute(element, "op-status"), 0).value;
  const operation = attribute(element, "operation") ?? null;
  const interval = parseUint32(attribute(element, "interval"), 0);
  const lastChange = parseInt64(attribute(element, "last-rc-change"), Number.NaN);
  return Object.freeze({
    key,
    hasOperationKey: operationKey !== undefined,
    node: failed.nodeName,
    onNode: attribute(element, "on_node") ?? null,
    resource: parts?.resource ?? null,
    task: parts?.action ?? null,
    operation,
    interval,
    exitStatus,
    status,
    callId: attribute(element, "call-id") ?? null,
    exitReason: attribute(element, "exit-reason") ?? null,
    lastChange: Number.isNaN(lastChange) ? null : lastChange,
    queueTime: attribute(element, "queue-time") ?? null,
    execTime: attribute(element, "exec-time") ?? null,
    maskedProbe: operation === "monitor" && interval === 0 && isMaskedProbeFailure(exitStatus, status),
  });
}

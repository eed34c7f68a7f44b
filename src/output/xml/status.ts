import {
  execStatusText,
  formatCtime,
  formatLocal,
  escapeAttribute,
  resultCodeText,
  timeFromEpoch,
  type BundleStatus,
  type CloneStatus,
  type Clock,
  type ClusterStatus,
  type FailedOperationStatus,
  type GroupStatus,
  type NodeFailCounts,
  type NodeStatus,
  type PrimitiveStatus,
  type ResourceStatus,
} from "../../index.ts";
import { shownAttributes } from "../attributes.ts";
import { isMonitoring, nodeOf, pendingWord, viewOf, type StatusView } from "../resource-words.ts";
import { isListed } from "../text/resources.ts";
import type { StatusOptions } from "../text/status.ts";
import type { OutputElement } from "./writer.ts";

/** The status of a cluster, as content of an element. */
export function addStatus(parent: OutputElement, status: ClusterStatus, options: StatusOptions): void {
  const view = viewOf(status, options.pending);
  const nodes = parent.add("nodes");
  for (const node of status.nodes) addNode(nodes, node);
  const listed = status.resources.filter(isListed);
  if (listed.length > 0) {
    const resources = parent.add("resources");
    for (const resource of listed) addResource(resources, view, resource);
  }
  if (options.attributes) addAttributes(parent, status.nodes);
  if (options.failCounts) {
    addFailCounts(parent, status.failCounts, options.clock);
    addFailures(parent, status.failedOperations, options.clock);
  }
}

function addNode(parent: OutputElement, node: NodeStatus): void {
  parent
    .add("node")
    .set("name", node.name)
    .set("id", node.id)
    .set("online", node.online)
    .set("standby", node.standby)
    .set("standby_onfail", node.standbyOnFail)
    .set("maintenance", node.maintenance)
    .set("pending", node.pending)
    .set("unclean", node.unclean)
    .set("health", node.health)
    .set("feature_set", featureSet(node))
    .set("shutdown", node.shutdown)
    .set("expected_up", node.expectedUp)
    .set("is_dc", node.isDc)
    .set("resources_running", node.running.length)
    .set("type", node.kind === "cluster" ? "member" : "remote")
    .set("id_as_resource", node.launcher);
}

function featureSet(node: NodeStatus): string | null {
  if (node.kind !== "cluster" || !node.online || !node.expectedUp) return null;
  return node.attributes.find(({ name }) => name === "#feature-set")?.value ?? "<3.15.1";
}

function addResource(parent: OutputElement, view: StatusView, resource: ResourceStatus): void {
  switch (resource.kind) {
    case "primitive":
      addPrimitive(parent, view, resource);
      break;
    case "group":
      addGroup(parent, view, resource);
      break;
    case "clone":
      addClone(parent, view, resource);
      break;
    case "bundle":
      addBundle(parent, view, resource);
      break;
  }
}

function addPrimitive(parent: OutputElement, view: StatusView, resource: PrimitiveStatus): void {
  const { agent } = resource;
  const provider = agent.provider === null ? "" : `${agent.provider}:`;
  const element = parent
    .add("resource")
    .set("id", resource.name)
    .set("resource_agent", `${agent.class ?? "unknown"}:${provider}${agent.type ?? "unknown"}`)
    .set("role", pendingWord(view, resource) ?? resource.shownRole)
    .set("target_role", resource.targetRole)
    .set("active", resource.active)
    .set("orphaned", resource.removed)
    .set("removed", resource.removed)
    .set("blocked", resource.blocked)
    .set("maintenance", resource.maintenance)
    .set("managed", resource.managed)
    .set("failed", resource.failed)
    .set("failure_ignored", resource.failureIgnored)
    .set("nodes_running_on", resource.nodes.length)
    .set("pending", isMonitoring(view, resource) ? "Monitoring" : null)
    .set("locked_to", resource.lockNode);
  for (const name of resource.nodes) {
    const node = nodeOf(view, name, resource.id);
    element.add("node").set("name", name).set("id", node?.id ?? "").set("cached", node?.online ?? false);
  }
}

function addGroup(parent: OutputElement, view: StatusView, group: GroupStatus): void {
  const element = parent
    .add("group")
    .set("id", group.id)
    .set("number_resources", group.members.length)
    .set("maintenance", group.maintenance)
    .set("managed", group.managed)
    .set("disabled", group.disabled);
  for (const member of group.members) addPrimitive(element, view, member);
}

function addClone(parent: OutputElement, view: StatusView, clone: CloneStatus): void {
  if (clone.instances.length === 0) return;
  const element = parent
    .add("clone")
    .set("id", clone.id)
    .set("multi_state", clone.promotable)
    .set("unique", clone.unique)
    .set("maintenance", clone.maintenance)
    .set("managed", clone.managed)
    .set("disabled", clone.disabled)
    .set("failed", clone.failed)
    .set("failure_ignored", clone.failureIgnored)
    .set("target_role", clone.configuredRole);
  for (const instance of clone.instances) addResource(element, view, instance);
}

function addBundle(parent: OutputElement, view: StatusView, bundle: BundleStatus): void {
  const element = parent
    .add("bundle")
    .set("id", bundle.id)
    .set("type", bundle.agent)
    .set("image", bundle.image)
    .set("unique", bundle.unique)
    .set("maintenance", bundle.maintenance)
    .set("managed", bundle.managed)
    .set("failed", bundle.failed);
  for (const { number, ip, instance, container, connection } of bundle.replicas) {
    const replica = element.add("replica").set("id", number);
    for (const part of [ip, instance, container, connection]) if (part !== null) addPrimitive(replica, view, part);
  }
}

function addAttributes(parent: OutputElement, nodes: readonly NodeStatus[]): void {
  const shown = nodes.filter((node) => node.online && shownAttributes(node).length > 0);
  if (shown.length === 0) return;
  const section = parent.add("node_attributes");
  for (const node of shown) {
    const element = section.add("node").set("name", node.name);
    for (const { name, value, expected } of shownAttributes(node)) {
      element.add("attribute").set("name", name).set("value", value).set("expected", expected);
    }
  }
}

function addFailCounts(parent: OutputElement, failCounts: readonly NodeFailCounts[], clock: Clock): void {
  if (failCounts.length === 0) return;
  const section = parent.add("node_history");
  for (const { node, entries } of failCounts) {
    if (entries.length === 0) continue;
    const element = section.add("node").set("name", node);
    for (const { resource, migrationThreshold, failCount, lastFailure } of entries) {
      element
        .add("resource_history")
        .set("id", resource)
        .set("orphan", false)
        .set("removed", false)
        .set("migration-threshold", migrationThreshold)
        .set("fail-count", failCount)
        .set("last-failure", lastFailure === null ? null : formatCtime(lastFailure, clock));
    }
  }
}

function addFailures(parent: OutputElement, failures: readonly FailedOperationStatus[], clock: Clock): void {
  const shown = failures.filter((failed) => !failed.maskedProbe && failed.resource !== null);
  if (shown.length === 0) return;
  const section = parent.add("failures");
  for (const failed of shown) addFailure(section, failed, clock);
}

function addFailure(parent: OutputElement, failed: FailedOperationStatus, clock: Clock): void {
  const element = parent
    .add("failure")
    .set(failed.hasOperationKey ? "op_key" : "id", failed.key)
    .set("node", failed.node)
    .set("exitstatus", resultCodeText(failed.exitStatus))
    // escaped twice: here, and when it is written (observed)
    .set("exitreason", failed.exitReason === null ? "none" : escapeAttribute(failed.exitReason))
    .set("exitcode", failed.exitStatus)
    .set("call", failed.callId)
    .set("status", execStatusText(failed.status));
  if (failed.lastChange === null || failed.lastChange <= 0) return;
  element
    .set("last-rc-change", formatLocal(timeFromEpoch(failed.lastChange, clock)))
    .set("queued", failed.queueTime)
    .set("exec", failed.execTime)
    .set("interval", failed.interval)
    .set("task", failed.operation);
}

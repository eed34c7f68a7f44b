// Requests fencing, and unfencing, of nodes.
//
// Order   one action per node and operation; it takes its ID at the first request, even if it stays optional
// Traps   the first reason stays; where unfencing is in use, whatever is requested for a node tells what its fence devices
//         look like, and one that changed makes the action required
// Rule    Pacemaker Explained, "Fencing" and "Unfencing"

import { report } from "../diagnostics.ts";
import { ResourceFlag, hasFlag, type Primitive, type Resource } from "../model/resource.ts";
import type { Node } from "../model/node.ts";
import { canFence } from "../nodes/fence-need.ts";
import { unfencingDigests } from "../history/unfencing-digests.ts";
import type { Run } from "../run.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { attribute } from "../xml/element.ts";
import { clearActionFlag, ActionFlag, OrderFlag, type Action } from "./action.ts";
import { linkActions } from "./link.ts";
import { unfencingDefinitionChanged, unfencingDefinitionShown } from "./messages.ts";
import { priorityDelayOf } from "./priority-delay.ts";
import { setReason } from "./reason.ts";
import { requestAction } from "./request.ts";

/**
 * Finds or creates the action that fences a node, or unfences it with operation `on`; `null` is the cluster's fence
 * action. It stays optional unless it is requested as required and the node can be fenced.
 *
 * @param priorityDelay the action is to be delayed by `priority-fencing-delay`; once delayed, it stays so
 */
export function requestFenceAction(
  run: Run,
  node: Node,
  operation: string | null,
  optional: boolean,
  reason: string | null,
  priorityDelay: boolean,
): Action {
  const how = operation ?? run.cluster.fenceAction;
  const key = `stonith-${node.name}-${how}`;
  const existing = run.singletons.get(key);
  const action = existing ?? requestAction(run, null, key, "stonith", node, true);
  let required = !optional;
  if (existing === undefined) {
    action.meta.set("on_node", node.name);
    action.meta.set("on_node_uuid", node.id);
    action.meta.set("stonith_action", how);
    if (run.cluster.unfencing && describeDevices(run, action, node)) required = true;
  }

  if (run.cluster.priorityFencingDelay > 0 && (priorityDelay || action.meta.has("priority-fencing-delay"))) {
    action.meta.set("priority-fencing-delay", String(priorityDelayOf(run, node)));
  }
  if (required && canFence(run, node)) clearActionFlag(action, ActionFlag.Optional);
  if (reason !== null) setReason(action, reason, false);
  return action;
}

/** Puts the digests of all unfencing devices into the action's meta-data; true if one of them changed. */
function describeDevices(run: Run, action: Action, node: Node): boolean {
  let changed = false;
  let all = "";
  let secure = "";
  for (const device of unfencingDevices(run)) {
    const digests = unfencingDigests(run, device, node);
    const agent = attribute(device.xml, "type") ?? "";
    if (digests.result === "mismatch") {
      changed = true;
      report(run, unfencingDefinitionChanged, { node: node.name, device: device.id });
      report(run, unfencingDefinitionShown, { node: node.name, device: device.id });
    }
    all += `${device.id}:${agent}:${digests.all},`;
    secure += `${device.id}:${agent}:${digests.secure},`;
  }
  action.meta.set("digests-all", all);
  action.meta.set("digests-secure", secure);
  return changed;
}

/** Fence devices that take part in unfencing; the last one found comes first. */
function unfencingDevices(run: Run): Primitive[] {
  const found: Primitive[] = [];
  for (const resource of run.cluster.resources) collectUnfencingDevices(resource, found);
  return found.toReversed();
}

function collectUnfencingDevices(resource: Resource, found: Primitive[]): void {
  for (const child of resource.children) collectUnfencingDevices(child, found);
  if (resource.variant !== "primitive" || !hasFlag(resource, ResourceFlag.FenceDevice)) return;
  const provides = resource.meta.get("provides");
  if (hasFlag(resource, ResourceFlag.NeedsUnfencing) || (provides !== undefined && equalsIgnoreCase(provides, "unfencing"))) {
    found.push(resource);
  }
}

/**
 * Requests unfencing of one node, or of all usable nodes that a fence device may run on, before the dependent action.
 * Nothing happens for a resource that is no fence device, or where unfencing is not in use.
 */
export function triggerUnfencing(
  run: Run,
  resource: Resource | null,
  node: Node | null,
  reason: string,
  dependent: Action | null,
): void {
  if (!run.cluster.unfencing) return;
  if (resource !== null && !hasFlag(resource, ResourceFlag.FenceDevice)) return;
  if (node !== null && isUsable(node)) {
    const unfencing = requestFenceAction(run, node, "on", false, reason, false);
    linkActions(unfencing, dependent, OrderFlag.Ordered);
  } else if (resource !== null) {
    for (const entry of resource.allowedNodes.values()) {
      if (isUsable(entry.node)) triggerUnfencing(run, resource, entry.node, reason, dependent);
    }
  }
}

function isUsable(node: Node): boolean {
  return node.online && !node.unclean && !node.shutdown;
}

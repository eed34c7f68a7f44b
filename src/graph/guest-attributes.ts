import type { Action } from "../actions/action.ts";
import { isGuestNode } from "../model/node.ts";
import { currentNode } from "../resources/state/current-node.ts";

/**
 * On a guest node an agent may want to know the host, and whose attributes it is to look at: names and values in turn.
 * Empty for all other actions, and where the host is not known.
 */
export function guestAttributes(action: Action): string[] {
  const { node, resource } = action;
  if (resource === null || node === null || !isGuestNode(node)) return [];
  const host = hostDuring(action);
  if (host === null) return [];
  const target = resource.meta.get("container-attribute-target");
  const attributes = target === undefined ? [] : ["CRM_meta_container_attribute_target", target];
  attributes.push("CRM_meta_physical_host", host);
  return attributes;
}

/** The host of the action's guest node while the action is carried out, where that is clear. */
function hostDuring(action: Action): string | null {
  const launcher = action.node?.connection?.launcher ?? null;
  if (launcher === null) return null;
  const isNotification = action.task === "notify" || action.task === "notified";
  switch (isNotification ? action.meta.get("notify_operation") : action.task) {
    case "stop":
    case "stopped":
    case "demote":
    case "demoted":
      return currentNode(launcher)?.name ?? null;
    case "start":
    case "running":
    case "monitor":
    case "promote":
    case "promoted":
      return launcher.assignedNode?.node.name ?? null;
    default:
      return null;
  }
}

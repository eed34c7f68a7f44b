// What is told about an action in the transition: briefly where others wait for it, and in full where it is to be done.

import { ActionFlag, actionIs, type Action } from "../actions/action.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { nodesWithChangedMaintenance } from "../planning/maintenance.ts";
import { configuredId } from "../resources/names.ts";
import type { Run } from "../run.ts";
import { actionAttributes, digitParameters } from "./attributes.ts";
import { nodesTakenDown } from "./downed.ts";
import { writtenKey } from "./keys.ts";
import { routerOf } from "./router.ts";
import type { ActionDetails, ActionElement, ActionHead } from "./transition.ts";

/** Describes an action briefly. From then on it knows the name and ID of its node as meta-attributes. */
export function actionHead(action: Action): ActionHead {
  const { node, task } = action;
  const element = elementOf(action);
  const isPoint = element === "pseudo_event" && task !== "stonith";
  const where = isPoint ? null : node;
  if (where !== null) {
    action.meta.set("on_node", where.name);
    action.meta.set("on_node_uuid", where.id);
  }
  const known = (action.resource?.historyId ?? null) !== null;
  return {
    element,
    id: action.id,
    cibOnly: task === "lrm_delete",
    task,
    key: writtenKey(action),
    internalKey: known ? action.key : null,
    node: where === null ? null : Object.freeze({ name: where.name, id: where.id }),
    router: where === null ? null : (routerOf(action)?.name ?? null),
  };
}

/** What an action is called in the transition. */
export function elementOf(action: Action): ActionElement {
  const pseudo = actionIs(action, ActionFlag.Pseudo);
  switch (action.task) {
    case "stonith":
      return pseudo ? "pseudo_event" : "crm_event";
    case "do_shutdown":
    case "clear_failcount":
    case "lrm_delete":
      return "crm_event";
    default:
      return pseudo ? "pseudo_event" : "rsc_op";
  }
}

/** Describes an action in full. */
export function actionDetails(run: Run, action: Action, head: ActionHead): ActionDetails {
  const real = !actionIs(action, ActionFlag.Pseudo);
  const { resource } = action;
  return {
    head,
    shutdownLock: resource !== null && real && run.cluster.shutdownLock && locks(action, resource) ? resource.lockTime : null,
    resource: resource !== null && real ? Object.freeze({ name: resource.xml.name, attributes: Object.freeze(identity(resource)) }) : null,
    attributes: Object.freeze(actionAttributes(run, action)),
    parameters: Object.freeze(digitParameters(run, action)),
    downed: head.node === null ? null : Object.freeze(nodesTakenDown(run, action)),
    maintenance: action.task === "maintenance_nodes" ? Object.freeze(maintenanceStates(run)) : null,
  };
}

/** True if the resource is locked to the action's node, and the action does not end that. */
function locks(action: Action, resource: Resource): boolean {
  if (resource.lockNode === null || action.node !== resource.lockNode) return false;
  return !resource.lockNode.shutdown || action.task === "stop";
}

function identity(resource: Resource): string[] {
  const { historyId, id } = resource;
  const attributes: string[] = [];
  if (hasFlag(resource, ResourceFlag.Removed) && historyId !== null) {
    attributes.push("id", historyId, "long-id", id);
  } else if (hasFlag(resource, ResourceFlag.Unique)) {
    attributes.push("id", id);
  } else {
    const configured = configuredId(resource);
    attributes.push("id", configured, "long-id", historyId !== null && historyId !== configured ? historyId : id);
  }
  for (const name of ["class", "provider", "type"]) {
    const value = resource.meta.get(name);
    if (value !== undefined) attributes.push(name, value);
  }
  return attributes;
}

function maintenanceStates(run: Run): { id: string; maintenance: boolean }[] {
  return nodesWithChangedMaintenance(run).map(({ id, maintenance }) => Object.freeze({ id, maintenance }));
}

// What is told about an action in the transition: briefly where others wait for it, and in full where it is to be done.

import { ActionFlag, actionIs, type Action } from "../actions/action.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { nodesWithChangedMaintenance } from "../planning/maintenance.ts";
import { configuredId } from "../resources/names.ts";
import type { Run } from "../run.ts";
import { actionAttributes, actionParameters } from "./attributes.ts";
import { nodesTakenDown } from "./downed.ts";
import { writtenKey } from "./keys.ts";
import { routerOf } from "./router.ts";

/** How an action is carried out: by an agent, by the cluster itself, or not at all. */
export type ActionElement = "rsc_op" | "crm_event" | "pseudo_event";

/** What identifies an action, to those that wait for it as well. */
export interface ActionHead {
  readonly element: ActionElement;
  readonly id: number;
  /** Is carried out by a change of the CIB alone. */
  readonly cibOnly: boolean;
  readonly task: string;
  readonly key: string;
  /** The scheduler's own key, where another one is written. */
  readonly internalKey: string | null;
  /** Where it is carried out; `null` for mere points in time. */
  readonly node: { readonly name: string; readonly id: string } | null;
  /** Name of the cluster node that an action on a Pacemaker Remote node is sent to. */
  readonly router: string | null;
}

/** Everything that is needed to carry out an action. */
export interface ActionDetails {
  readonly head: ActionHead;
  /** Since when the resource is locked to the node, in seconds since the epoch; `null` if it is not. */
  readonly shutdownLock: number | null;
  /** The resource as an element: its name, and its attributes as names and values in turn. */
  readonly resource: { readonly name: string; readonly attributes: readonly string[] } | null;
  /** Names and values in turn, sorted by name. */
  readonly attributes: readonly string[];
  /** Parameters whose names cannot be those of XML attributes, names and values in turn. */
  readonly parameters: readonly string[];
  /** IDs of the nodes that the action takes down; `null` if that is not its purpose. */
  readonly downed: readonly string[] | null;
  /** The nodes whose maintenance state is to be recorded; `null` if that is not its purpose. */
  readonly maintenance: readonly { readonly id: string; readonly maintenance: boolean }[] | null;
}

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
    node: where === null ? null : { name: where.name, id: where.id },
    router: where === null ? null : (routerOf(action)?.name ?? null),
  };
}

function elementOf(action: Action): ActionElement {
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
export function actionDetails(run: Run, action: Action): ActionDetails {
  const head = actionHead(action);
  const real = !actionIs(action, ActionFlag.Pseudo);
  const { resource } = action;
  return {
    head,
    shutdownLock: resource !== null && real && run.cluster.shutdownLock && locks(action, resource) ? resource.lockTime : null,
    resource: resource !== null && real ? { name: resource.xml.name, attributes: identity(resource) } : null,
    attributes: actionAttributes(run, action),
    parameters: actionParameters(run, action),
    downed: head.node === null ? null : nodesTakenDown(run, action),
    maintenance: action.task === "maintenance_nodes" ? maintenanceStates(run) : null,
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
  return nodesWithChangedMaintenance(run).map(({ id, maintenance }) => ({ id, maintenance }));
}

// The attributes of an action in the transition: what an agent is told.
//
// Order   sources in a fixed order, where the first one that has a name keeps it (apart from those that overwrite);
//         then all are sorted by name, in byte order
// Traps   a parameter whose name begins with a digit would be no XML: it is listed apart, in the order of the table

import type { Action } from "../actions/action.ts";
import { isGuestNode } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Clone, type Resource } from "../model/resource.ts";
import { parametersOf } from "../resources/parameters.ts";
import { currentNode } from "../resources/state/current-node.ts";
import type { Run } from "../run.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import { compareBytes, isDigitCode } from "../values/text.ts";

/** The feature set that the scheduler's answers belong to. */
const FEATURE_SET = "3.20.5";

/** The attributes of an action, names and values in turn, sorted by name. */
export function actionAttributes(run: Run, action: Action): string[] {
  const attributes = new Map<string, string>([["crm_feature_set", FEATURE_SET]]);
  if (action.extra !== null) addMissing(attributes, action.extra);
  const parameters = parametersFor(run, action);
  if (parameters !== null) {
    for (const [name, value] of parameters.unordered()) {
      if (isDigitCode(name.charCodeAt(0)) || attributes.has(name)) continue;
      attributes.set(name, name === "addr" ? addressFor(run, action, value) : value);
    }
  }
  addMeta(attributes, action.meta);
  for (let at = action.resource; at !== null; at = at.parent) addOfResource(attributes, at);
  addOfGuest(attributes, action);

  const names = [...attributes.keys()].toSorted(compareBytes);
  const result: string[] = [];
  for (const name of names) result.push(name, attributes.get(name)!);
  return result;
}

/** The parameters that cannot be attributes, names and values in turn. */
export function actionParameters(run: Run, action: Action): string[] {
  const result: string[] = [];
  const parameters = parametersFor(run, action);
  if (parameters === null) return result;
  for (const name of parameters.keys()) if (isDigitCode(name.charCodeAt(0))) result.push(name, parameters.get(name)!);
  return result;
}

function parametersFor(run: Run, action: Action): KeyedTable<string> | null {
  const { node, resource } = action;
  if (resource === null || (node === null && resource.variant !== "primitive")) return null;
  return parametersOf(run, resource, node);
}

/** Parameters for a node still have the word that stands for the host of a bundle's container. */
function addressFor(run: Run, action: Action, value: string): string {
  if (value !== "#uname" || action.resource === null || action.node === null) return value;
  return parametersOf(run, action.resource, null).get("addr") ?? value;
}

function addMissing(attributes: Map<string, string>, table: KeyedTable<string>): void {
  for (const [name, value] of table.unordered()) if (!attributes.has(name)) attributes.set(name, value);
}

function addMeta(attributes: Map<string, string>, meta: KeyedTable<string>): void {
  // Of two names that are written alike the first in the table's own order counts, which is costly to find out.
  const written = new Set<string>();
  for (const [name, value] of meta.unordered()) {
    const target = metaName(name);
    if (target === null) continue;
    if (written.has(target)) return addMetaInOrder(attributes, meta, written);
    if (attributes.has(target)) continue;
    written.add(target);
    attributes.set(target, value);
  }
}

function addMetaInOrder(attributes: Map<string, string>, meta: KeyedTable<string>, written: ReadonlySet<string>): void {
  for (const name of written) attributes.delete(name);
  for (const [name, value] of meta.entries()) {
    const target = metaName(name);
    if (target !== null && !attributes.has(target)) attributes.set(target, value);
  }
}

/** `on-fail` is written `CRM_meta_on_fail`; `null` for names that are not written. */
function metaName(name: string): string | null {
  if (name.includes("#") || name.includes(":")) return null;
  return `CRM_meta_${name.includes("-") ? name.replaceAll("-", "_") : name}`;
}

function addOfResource(attributes: Map<string, string>, resource: Resource): void {
  switch (resource.variant) {
    case "primitive":
      setIfKnown(attributes, "CRM_meta_clone", resource.meta.get("clone"));
      setIfKnown(attributes, "CRM_meta_remote_node", resource.meta.get("remote-node"));
      setIfKnown(attributes, "CRM_meta_container", launcherOf(resource)?.id);
      setIfKnown(attributes, "pcmk_external_ip", resource.meta.get("external-ip"));
      return;
    case "clone":
      addOfClone(attributes, resource);
      return;
    case "group":
    case "bundle":
      return;
  }
}

/** The launcher of the resource, or of its highest ancestor that has one. */
function launcherOf(resource: Resource): Resource | null {
  let launcher: Resource | null = null;
  for (let at: Resource | null = resource; at !== null; at = at.parent) launcher = at.launcher ?? launcher;
  return launcher;
}

function addOfClone(attributes: Map<string, string>, clone: Clone): void {
  attributes.set("CRM_meta_globally_unique", String(hasFlag(clone, ResourceFlag.Unique)));
  attributes.set("CRM_meta_notify", String(hasFlag(clone, ResourceFlag.Notify)));
  attributes.set("CRM_meta_clone_max", String(clone.cloneMax));
  attributes.set("CRM_meta_clone_node_max", String(clone.cloneNodeMax));
  if (!hasFlag(clone, ResourceFlag.Promotable)) return;
  for (const word of ["promoted", "master"]) {
    attributes.set(`CRM_meta_${word}_max`, String(clone.promotedMax));
    attributes.set(`CRM_meta_${word}_node_max`, String(clone.promotedNodeMax));
  }
}

function setIfKnown(attributes: Map<string, string>, name: string, value: string | undefined): void {
  if (value !== undefined) attributes.set(name, value);
}

/** On a guest node an agent may want to know the host, and whose attributes it is to look at. */
function addOfGuest(attributes: Map<string, string>, action: Action): void {
  const { node, resource } = action;
  if (resource === null || node === null || !isGuestNode(node)) return;
  const host = hostDuring(action);
  if (host === null) return;
  const target = resource.meta.get("container-attribute-target");
  const set = (name: string, value: string): void => void (attributes.has(name) || attributes.set(name, value));
  if (target !== undefined) set("CRM_meta_container_attribute_target", target);
  set("CRM_meta_physical_host", host);
}

/** The host of the action's guest node while the action is carried out, where that is clear. */
function hostDuring(action: Action): string | null {
  const launcher = action.node?.connection?.launcher ?? null;
  if (launcher === null) return null;
  const notification = action.task === "notify" || action.task === "notified";
  switch (notification ? action.meta.get("notify_operation") : action.task) {
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

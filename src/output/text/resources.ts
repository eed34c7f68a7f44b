import {
  compareBytes,
  compareNames,
  parseRole,
  resultCodeText,
  Role,
  type BundleStatus,
  type CloneStatus,
  type GroupStatus,
  type PrimitiveStatus,
  type ResourceStatus,
} from "../../index.ts";
import { maskedProbe, nodeOf, type StatusView } from "../resource-words.ts";
import { nodeList, withNotes } from "./columns.ts";
import { primitiveLine } from "./primitive.ts";
import { LazyList, type TextWriter } from "./writer.ts";

/** The resources, top level and below. */
export function writeResources(writer: TextWriter, list: LazyList, view: StatusView): void {
  let printed = false;
  for (const resource of view.status.resources) {
    if (!isListed(resource)) continue;
    list.open();
    if (writeResource(writer, view, resource)) printed = true;
  }
  if (!printed) list.item("No resources");
}

/** Leaves out removed resources that are not active, and ones whose active parts are nowhere. */
export function isListed(resource: ResourceStatus): boolean {
  if (resource.removed && !resource.active) return false;
  return !resource.partlyActive || resource.nodes.length > 0;
}

/** @returns whether anything was printed */
function writeResource(writer: TextWriter, view: StatusView, resource: ResourceStatus): boolean {
  switch (resource.kind) {
    case "primitive":
      return writePrimitive(writer, view, resource);
    case "group":
      return writeGroup(writer, view, resource);
    case "clone":
      return writeClone(writer, view, resource);
    case "bundle":
      return writeBundle(writer, view, resource);
  }
}

function writePrimitive(writer: TextWriter, view: StatusView, resource: PrimitiveStatus): boolean {
  if (resource.internal) return false;
  writer.item(primitiveLine(view, resource));
  return true;
}

function managementNotes(resource: ResourceStatus): string[] {
  if (resource.maintenance) return ["maintenance"];
  return resource.managed ? [] : ["unmanaged"];
}

function writeGroup(writer: TextWriter, view: StatusView, group: GroupStatus): boolean {
  const notes = [...(group.disabled ? ["disabled"] : []), ...managementNotes(group)];
  writer.beginList(withNotes(`Resource Group: ${group.id}`, notes));
  for (const member of group.members) writePrimitive(writer, view, member);
  writer.endList();
  return true;
}

function writeClone(writer: TextWriter, view: StatusView, clone: CloneStatus): boolean {
  const notes = [
    ...(clone.promotable ? ["promotable"] : []),
    ...(clone.unique ? ["unique"] : []),
    ...(clone.disabled ? ["disabled"] : []),
    ...managementNotes(clone),
  ];
  const list = new LazyList(writer, withNotes(`Clone Set: ${clone.id} [${clone.inner}]`, notes));
  const promoted: string[] = [];
  const started: string[] = [];
  const spare: string[] = [];
  for (const instance of clone.instances) {
    if (isShownInFull(view, clone, instance)) {
      list.open();
      writeResource(writer, view, instance);
    } else if (instance.partlyActive) {
      (instance.role === "Promoted" ? promoted : started).push(instance.places[0]!);
    } else if (!instance.anyRemoved) {
      spare.push(instance.id);
    }
  }
  if (promoted.length > 0) list.item(nodeList("Promoted", promoted.sort(compareNames)));
  if (started.length > 0) list.item(nodeList(startedLabel(clone), started.sort(compareNames)));
  const listed = promoted.length + started.length;
  const hasRoom = clone.cloneMax > listed;
  const inactive = !clone.unique && hasRoom ? inactiveNodes(view, clone) : new Map<string, string[]>();
  for (const state of [...inactive.keys()].sort(compareBytes)) list.item(nodeList(state, inactive.get(state)!.sort(compareNames)));
  // more than the clone is to have, which is what becomes of one that cannot be unique where there are no nodes (observed)
  if (!hasRoom && spare.length > 0) list.item(nodeList("Stopped", spare));
  if (inactive.size === 0 && listed === 0) list.open();
  return list.close();
}

/** An instance that is not simply active in one place has lines of its own. */
function isShownInFull(view: StatusView, clone: CloneStatus, instance: PrimitiveStatus | GroupStatus): boolean {
  if (clone.unique) return true;
  if (view.pending && instance.pendingTask !== null) return true;
  if (!instance.partlyActive) return false;
  if (instance.anyRemoved || instance.anyUnmanaged || instance.anyFailed || !instance.active) return true;
  if (instance.places.length !== 1) return true;
  const node = nodeOf(view, instance.places[0]!, instance.id);
  return node !== undefined && !node.online && node.unclean;
}

function startedLabel(clone: CloneStatus): string {
  if (!clone.promotable) return "Started";
  return configuredRole(clone) === Role.Unpromoted ? "Unpromoted (target-role)" : "Unpromoted";
}

function configuredRole(clone: CloneStatus): Role {
  return clone.configuredRole === null ? Role.Unknown : parseRole(clone.configuredRole).role;
}

/** Nodes without an instance, by the state that they are shown in. */
function inactiveNodes(view: StatusView, clone: CloneStatus): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const name of clone.inactiveOn) {
    const state = inactiveState(view, clone, name);
    const names = result.get(state);
    if (names === undefined) result.set(state, [name]);
    else names.push(name);
  }
  return result;
}

function inactiveState(view: StatusView, clone: CloneStatus, node: string): string {
  const probe = maskedProbe(view, clone.inner, node);
  if (probe !== null) return `Stopped (${resultCodeText(probe.exitStatus)})`;
  return configuredRole(clone) === Role.Stopped ? "Stopped (disabled)" : "Stopped";
}

function writeBundle(writer: TextWriter, view: StatusView, bundle: BundleStatus): boolean {
  const what = bundle.maxReplicas > 1 ? "Container bundle set" : "Container bundle";
  let title = `${what}: ${bundle.id} [${bundle.image ?? ""}]`;
  if (bundle.unique) title += " (unique)";
  for (const note of managementNotes(bundle)) title += ` (${note})`;
  writer.beginList(title);
  for (const { address, instance, container, connection } of bundle.replicas) {
    const place = address === null ? "" : ` (${address})`;
    const name = `${(connection ?? container).name}${place}`;
    writer.item(primitiveLine(view, instance ?? container, { name, node: container.currentNode }));
  }
  writer.endList();
  return true;
}

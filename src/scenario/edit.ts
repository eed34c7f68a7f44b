// Changes of a CIB that a step makes. Each takes the root and gives a new one; nothing is changed in place.

import { rewrite, withChildren, withoutAttribute } from "../cib/upgrade/rewrite.ts";
import { PengineError } from "../errors.ts";
import {
  attribute,
  childElements,
  createElement,
  descendants,
  firstChild,
  idOf,
  withAttribute,
  type XmlElement,
} from "../xml/element.ts";
import { buildElements, freeId, parseElement, text } from "./build-cib.ts";
import { unknownName } from "./problem.ts";
import type { ClusterOutline, ConfigurationEdit, ScenarioValue } from "./scenario.ts";

/** A name and its new value; `null` removes it. */
export interface Setting {
  readonly name: string;
  readonly value: ScenarioValue | null;
}

const resourceElements: ReadonlySet<string> = new Set(["primitive", "group", "clone", "master", "bundle", "template"]);

/** Sets a cluster option. */
export function setOption(root: XmlElement, setting: Setting): XmlElement {
  return changeSection(root, "crm_config", (section) => setInBlock(section, "cluster_property_set", "options", setting, root));
}

/**
 * Sets a node attribute: a permanent one, or one that is forgotten when the node restarts. A Pacemaker Remote node gets an
 * element to hold it if it has none.
 */
export function setNodeAttribute(root: XmlElement, node: string, lifetime: "forever" | "reboot", setting: Setting): XmlElement {
  const permanent = lifetime === "forever";
  const isNode = (element: XmlElement): boolean =>
    element.name === (permanent ? "node" : "node_state") && attribute(element, "uname") === node;
  const known = [...descendants(root)].some(isNode) ? root : withRemoteNode(root, node, permanent);
  return change(known, isNode, "", (element) => {
    if (permanent) return setInBlock(element, "instance_attributes", `node-${node}-attributes`, setting, root);
    const id = idOf(element) ?? node;
    return changeChild(element, createElement("transient_attributes", ["id", id]), (block) =>
      setInBlock(block, "instance_attributes", `status-${id}`, setting, root),
    );
  });
}

function withRemoteNode(root: XmlElement, node: string, permanent: boolean): XmlElement {
  const element = permanent
    ? createElement("node", ["id", node, "uname", node, "type", "remote"])
    : createElement("node_state", ["id", node, "uname", node, "remote_node", "true"]);
  return changeSection(root, permanent ? "nodes" : "status", (section) => ({ ...section, children: [...section.children, element] }));
}

/** Sets a meta-attribute of a resource. */
export function setMeta(root: XmlElement, resource: string, setting: Setting): XmlElement {
  const isResource = (element: XmlElement): boolean => resourceElements.has(element.name) && idOf(element) === resource;
  return change(root, isResource, unknownName("resource", resource, resourceIds(root)), (element) =>
    setInBlock(element, "meta_attributes", `${resource}-meta`, setting, root),
  );
}

/** Sets whether the cluster has quorum. */
export function setQuorum(root: XmlElement, quorum: boolean): XmlElement {
  return withAttribute(root, "have-quorum", quorum ? "1" : "0");
}

/** Forgets what is recorded about resources under these names, and how often they failed. */
export function cleanUp(root: XmlElement, names: ReadonlySet<string>): XmlElement {
  return rewrite(root, {
    leave: (element, children) => {
      if (element.name === "lrm_resource" && names.has(idOf(element) ?? "")) return [];
      if (element.name === "nvpair" && countsFailures(attribute(element, "name") ?? "", names)) return [];
      return withChildren(element, children);
    },
  });
}

function countsFailures(name: string, resources: ReadonlySet<string>): boolean {
  const match = /^(?:fail-count|last-failure)-(.+?)(?:#[a-z_-]+_[0-9]+)?$/.exec(name);
  return match !== null && resources.has(match[1]!);
}

/** Carries out a change of the configuration. */
export function applyEdit(root: XmlElement, edit: ConfigurationEdit): XmlElement {
  if (edit.add !== undefined) return addOutline(root, edit.add);
  if (edit.remove !== undefined) return removeElement(root, edit.remove);
  if (edit.xml !== undefined) return addXml(root, edit.xml, edit.into!);
  const id = edit.element!;
  return change(root, (element) => idOf(element) === id, unknownElement(root, id), (element) => {
    let result = element;
    for (const [name, value] of Object.entries(edit.set!)) {
      result = value === null ? withoutAttribute(result, name) : withAttribute(result, name, text(value));
    }
    return result;
  });
}

/** Adds what an outline has to each section; options replace those that are there. */
function addOutline(root: XmlElement, outline: ClusterOutline): XmlElement {
  const nodes = [...descendants(root)].filter(({ name }) => name === "node").length;
  const parts = buildElements(outline, nodes, takenIds(root));
  const append = (at: XmlElement, section: string, added: readonly XmlElement[]): XmlElement =>
    added.length === 0 ? at : changeSection(at, section, (element) => ({ ...element, children: [...element.children, ...added] }));
  let result = root;
  for (const [name, value] of Object.entries(outline.options ?? {})) result = setOption(result, { name, value });
  result = append(result, "nodes", parts.nodes);
  result = append(result, "resources", parts.resources);
  result = append(result, "constraints", parts.constraints);
  return append(result, "status", parts.states);
}

/** Removes an element of the configuration. What is in the status under the same ID stays. */
function removeElement(root: XmlElement, id: string): XmlElement {
  const configuration = firstChild(root, "configuration");
  const found = configuration === undefined ? [] : [...descendants(configuration)].filter((element) => idOf(element) === id);
  if (found.length === 0) throw new PengineError("edit-invalid", unknownElement(root, id));
  return rewrite(root, { leave: (element, children) => (found.includes(element) ? [] : withChildren(element, children)) });
}

function addXml(root: XmlElement, xml: string, into: string): XmlElement {
  const added = parseElement(xml);
  const hasId = [...descendants(root)].some((element) => idOf(element) === into);
  const isTarget = (element: XmlElement): boolean => (hasId ? idOf(element) === into : element.name === into);
  return change(root, isTarget, unknownElement(root, into), (element) => ({ ...element, children: [...element.children, added] }));
}

function changeSection(root: XmlElement, name: string, edit: (section: XmlElement) => XmlElement): XmlElement {
  return change(root, (element) => element.name === name, `The CIB has no section '${name}'`, edit);
}

/** The tree with the first element that matches changed. @throws PengineError if there is none */
function change(
  root: XmlElement,
  matches: (element: XmlElement) => boolean,
  message: string,
  edit: (element: XmlElement) => XmlElement,
): XmlElement {
  let target: XmlElement | null = null;
  for (const element of descendants(root)) {
    if (!matches(element)) continue;
    target = element;
    break;
  }
  if (target === null) throw new PengineError("edit-invalid", message);
  const changed = edit(target);
  return rewrite(root, { leave: (element, children) => (element === target ? changed : withChildren(element, children)) });
}

/** Sets a value where it is set already, or in the first block without a rule; a block is added if there is none. */
function setInBlock(parent: XmlElement, block: string, id: string, { name, value }: Setting, root: XmlElement): XmlElement {
  const blocks = childElements(parent, block);
  const isPair = (element: XmlElement): boolean => element.name === "nvpair" && attribute(element, "name") === name;
  const holder = blocks.find((element) => childElements(element).some(isPair));
  if (value === null) {
    return holder === undefined ? parent : replaceChild(parent, holder, without(holder, isPair));
  }
  if (holder !== undefined) {
    const children = holder.children.map((child) => (child.kind === "element" && isPair(child) ? withAttribute(child, "value", text(value)) : child));
    return replaceChild(parent, holder, { ...holder, children });
  }
  const target = blocks.find((element) => firstChild(element, "rule") === undefined && attribute(element, "id-ref") === undefined);
  const taken = takenIds(root);
  const base = target ?? createElement(block, ["id", freeId(id, taken)]);
  const pair = createElement("nvpair", ["id", freeId(`${idOf(base)!}-${name}`, taken), "name", name, "value", text(value)]);
  const filled = { ...base, children: [...base.children, pair] };
  return target === undefined ? insertBlock(parent, filled) : replaceChild(parent, target, filled);
}

/** A new block goes before everything else, as the schema wants it where order matters. */
function insertBlock(parent: XmlElement, block: XmlElement): XmlElement {
  return { ...parent, children: [block, ...parent.children] };
}

function changeChild(parent: XmlElement, otherwise: XmlElement, edit: (child: XmlElement) => XmlElement): XmlElement {
  const child = firstChild(parent, otherwise.name);
  if (child !== undefined) return replaceChild(parent, child, edit(child));
  return { ...parent, children: [...parent.children, edit(otherwise)] };
}

function replaceChild(parent: XmlElement, child: XmlElement, by: XmlElement): XmlElement {
  return { ...parent, children: parent.children.map((other) => (other === child ? by : other)) };
}

function without(parent: XmlElement, matches: (element: XmlElement) => boolean): XmlElement {
  return { ...parent, children: parent.children.filter((child) => child.kind !== "element" || !matches(child)) };
}

function takenIds(root: XmlElement): Set<string> {
  const ids = new Set<string>();
  for (const element of descendants(root)) {
    const id = idOf(element);
    if (id !== undefined) ids.add(id);
  }
  return ids;
}

function resourceIds(root: XmlElement): string[] {
  return [...descendants(root)].flatMap((element) => (resourceElements.has(element.name) ? [idOf(element) ?? ""] : []));
}

function unknownElement(root: XmlElement, id: string): string {
  return unknownName("element with the ID", id, [...takenIds(root)]);
}

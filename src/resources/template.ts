// Expands a resource made from a template: all of the template, then the resource's own children.
//
// Order   the template's children come first, so that at equal score the resource's own blocks win
// Traps   XML attributes other than the ID come from the template alone; an operation is overridden by name and role,
//         whatever its interval; operations merged into a reference are lost when that is followed
// Rule    Pacemaker Explained, "Reusing Resource Definitions"

import { report } from "../diagnostics.ts";
import { cacheOf, type Run } from "../run.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import {
  attribute,
  childElements,
  firstChild,
  idOf,
  withAttribute,
  type XmlElement,
  type XmlNode,
} from "../xml/element.ts";
import { templateSelfReference, templateUnknown } from "./messages.ts";

interface TemplateCache {
  readonly byId: ReadonlyMap<string, XmlElement>;
  /** Children of resources made from a template, by the resource's own children and the template. */
  readonly expanded: Map<readonly XmlNode[], Map<XmlElement, readonly XmlNode[]>>;
  /** Which referrers are recorded already, by template. */
  readonly referrers: Map<string, Set<string>>;
}

const key = Symbol("resource templates");

function cacheFor(run: Run): TemplateCache {
  return cacheOf<TemplateCache>(run, key, () => ({
    byId: indexTemplates(run),
    expanded: new Map(),
    referrers: new Map(),
  }));
}

function indexTemplates(run: Run): Map<string, XmlElement> {
  const byId = new Map<string, XmlElement>();
  const { resources } = run.sections;
  if (resources === null) return byId;
  for (const template of childElements(resources, "template")) {
    const id = idOf(template);
    if (id !== undefined && !byId.has(id)) byId.set(id, template);
  }
  return byId;
}

/**
 * The effective element: the given one unless it has a template. `null`, with a report, if the template is unusable.
 */
export function expandTemplate(run: Run, element: XmlElement): XmlElement | null {
  const reference = attribute(element, "template");
  if (reference === undefined) return element;
  const id = idOf(element) ?? "";
  if (reference === id) {
    report(run, templateSelfReference, { id });
    return null;
  }
  const { byId, expanded } = cacheFor(run);
  const template = byId.get(reference);
  if (template === undefined) {
    report(run, templateUnknown, { template: reference });
    return null;
  }
  let byTemplate = expanded.get(element.children);
  if (byTemplate === undefined) {
    byTemplate = new Map();
    expanded.set(element.children, byTemplate);
  }
  let children = byTemplate.get(template);
  if (children === undefined) {
    children = mergeChildren(template, element);
    byTemplate.set(template, children);
  }
  const named = withAttribute({ ...template, name: element.name, children }, "id", id);
  const instance = attribute(element, "clone");
  return instance === undefined ? named : withAttribute(named, "clone", instance);
}

function mergeChildren(template: XmlElement, element: XmlElement): readonly XmlNode[] {
  const inherited = firstChild(template, "operations");
  const own = firstChild(element, "operations");
  if (inherited === undefined || own === undefined) return [...template.children, ...element.children];
  const merged = mergeOperations(inherited, own);
  return [
    ...template.children.filter((child) => child !== inherited),
    ...element.children.map((child) => (child === own ? merged : child)),
  ];
}

function mergeOperations(inherited: XmlElement, own: XmlElement): XmlElement {
  const overridden = new Set(childElements(own, "op").map(overridingKey));
  const kept = childElements(inherited, "op").filter((op) => !overridden.has(overridingKey(op)));
  return { ...own, children: [...own.children, ...kept] };
}

function overridingKey(op: XmlElement): string {
  const role = attribute(op, "role");
  const ordinary = role === undefined || ordinaryRoles.some((word) => equalsIgnoreCase(role, word));
  return `${attribute(op, "name") ?? ""}-${ordinary ? "Unknown" : role}`;
}

const ordinaryRoles = ["Started", "Unpromoted", "Slave"] as const;

/** Makes a template known, even if nothing is made from it. */
export function recordTemplate(run: Run, id: string): void {
  run.cluster.templates.setDefault(id, []);
}

/** Records which resource a template was used for; its configured ID, once. */
export function recordTemplateUse(run: Run, element: XmlElement): void {
  const reference = attribute(element, "template");
  const id = idOf(element);
  if (reference === undefined || id === undefined) return;
  recordTemplate(run, reference);
  const { referrers } = cacheFor(run);
  let known = referrers.get(reference);
  if (known === undefined) {
    known = new Set();
    referrers.set(reference, known);
  }
  if (known.has(id)) return;
  known.add(id);
  run.cluster.templates.get(reference)!.push(id);
}

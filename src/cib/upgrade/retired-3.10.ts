import { attribute, childElements, descendants, firstChild, idOf, type XmlElement, type XmlNode } from "../../xml/element.ts";
import { rewrite, withChildren } from "./rewrite.ts";
import type { Say } from "./step.ts";

// 3.10 to 4.0, fifth stage: resources of classes that are no longer supported go, with what refers to them, and so do
// meta-attributes without meaning.

/** Resources that go, by element, each with what has to be said about it; and the ids that go with them. */
interface Retired {
  readonly reasons: ReadonlyMap<XmlElement, string>;
  readonly ids: ReadonlySet<string>;
}

export function dropRetired(root: XmlElement, say: Say): XmlElement {
  const retired = findRetired(root);
  return rewrite(root, {
    enter: (element, parent) => {
      const reason = retired.reasons.get(element);
      if (reason !== undefined) {
        say(reason);
        return [];
      }
      if (element.name === "meta_attributes" && parent !== null) return metaAttributes(element, parent, say);
      if (element.name === "resource_ref" && retired.ids.has(idOf(element) ?? "")) return [];
      return null;
    },
    leave: (element, children) => (isOrphaned(element, children, retired) ? [] : withChildren(element, children)),
  });
}

function isRetiredClass(element: XmlElement): boolean {
  return /^(?:nagios|upstart)$/i.test(attribute(element, "class") ?? "");
}

function findRetired(root: XmlElement): Retired {
  const templates = new Map<string, { all: boolean; class: string }>();
  const reasons = new Map<XmlElement, string>();
  const elements = [...descendants(root)];
  for (const element of elements) {
    if (element.name !== "template") continue;
    const isDropped = isRetiredClass(element);
    const id = idOf(element) ?? "";
    if (isDropped) reasons.set(element, dropping("template", element, className(element)));
    const known = templates.get(id);
    templates.set(id, { all: isDropped && (known?.all ?? true), class: known?.class ?? className(element) });
  }

  const primitives = new Map<XmlElement, boolean>();
  for (const element of elements) {
    if (element.name !== "primitive") continue;
    const templateId = attribute(element, "template");
    const template = templateId === undefined ? undefined : (templates.get(templateId) ?? { all: true, class: "" });
    const isDropped = isRetiredClass(element) || template?.all === true;
    primitives.set(element, isDropped);
    if (isDropped) {
      const named = isRetiredClass(element) ? className(element) : template!.class;
      reasons.set(element, dropping("resource", element, named));
    }
  }
  for (const element of elements) {
    if (element.name === "group" || element.name === "clone") {
      const members =
        element.name === "group"
          ? childElements(element, "primitive")
          : [...descendants(element)].filter((inner) => inner.name === "primitive");
      if (members.every((member) => primitives.get(member) === true)) {
        reasons.set(element, `INFO: Dropping ${element.name} ${idOf(element) ?? ""} because it would become empty`);
      }
    } else if (element.name === "bundle" && firstChild(element, "rkt") !== undefined) {
      reasons.set(
        element,
        `WARNING: Dropping bundle resource ${idOf(element) ?? ""} because rkt containers are no longer supported`,
      );
    }
  }
  const ids = new Set<string>();
  for (const element of reasons.keys()) {
    const id = idOf(element);
    if (element.name !== "template" && id !== undefined) ids.add(id);
  }
  return { reasons, ids };
}

function className(element: XmlElement): string {
  return attribute(element, "class") ?? "";
}

function dropping(what: string, element: XmlElement, name: string): string {
  return `WARNING: Dropping ${what} ${idOf(element) ?? ""} because ${name} resources are no longer supported`;
}

const withRestartType: ReadonlySet<string> = new Set([
  "template",
  "primitive",
  "group",
  "clone",
  "bundle",
  "rsc_defaults",
]);

function metaAttributes(block: XmlElement, parent: XmlElement, say: Say): readonly XmlNode[] | null {
  const isResource = withRestartType.has(parent.name);
  const isOperation = parent.name === "op" || parent.name === "op_defaults";
  if (!isResource && !isOperation) return null;
  const drop = (name: string, advice: string): void =>
    say(
      `WARNING: Dropping ${name} meta-attribute from ${idOf(block) ?? ""} because it is no longer supported. Consider setting the ${advice}`,
    );
  const children = block.children.filter((child) => {
    if (child.kind !== "element" || child.name !== "nvpair") return true;
    const name = attribute(child, "name");
    if (isResource && name === "restart-type") {
      drop(name, '"kind" attribute for relevant constraints');
      return false;
    }
    if (isOperation && (name === "can_fail" || name === "role_after_failure")) {
      drop(name, '"on-fail" operation attribute instead');
      return false;
    }
    return true;
  });
  return children.length === block.children.length ? [block] : [{ ...block, children }];
}

/** Whether an element only made sense with a resource that goes. `children` are those that remain. */
function isOrphaned(element: XmlElement, children: readonly XmlNode[], { ids }: Retired): boolean {
  const names = (name: string): boolean => ids.has(attribute(element, name) ?? "");
  switch (element.name) {
    case "resource_set":
      return isEmptied(element, children, "resource_ref");
    case "rsc_location":
    case "rsc_ticket":
      return names("rsc") || isEmptied(element, children, "resource_set");
    case "rsc_colocation":
      return names("rsc") || names("with-rsc") || isEmptied(element, children, "resource_set");
    case "rsc_order":
      return names("first") || names("then") || isEmptied(element, children, "resource_set");
    default:
      return false;
  }
}

/** Whether the element had children of a name, and has none left. */
function isEmptied(element: XmlElement, children: readonly XmlNode[], name: string): boolean {
  return (
    firstChild(element, name) !== undefined && !children.some((child) => child.kind === "element" && child.name === name)
  );
}

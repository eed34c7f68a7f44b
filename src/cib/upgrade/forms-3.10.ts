import { attribute, childElements, createElement, descendants, idOf, withAttribute, type XmlElement, type XmlNode } from "../../xml/element.ts";
import { asChanged, asCopy, deepCopy, MADE } from "./marks-3.10.ts";
import { Budget } from "./budget.ts";
import { replaceAttribute, rewrite, withChildren } from "./rewrite.ts";
import type { Say, StageLimits } from "./step.ts";

// 3.10 to 4.0, third stage: one pair per name, no ping nodes, promotable clones in place of masters, one rule per
// location constraint.

export function modernizeForms(root: XmlElement, _say: Say, limits: StageLimits): XmlElement {
  const budget = new Budget(limits);
  const parts = splitLocations(root);
  const partsById = new Map([...parts].map(([location, ids]) => [idOf(location) ?? "", ids]));
  const bans = pingNodes(root).map(banFrom);
  return rewrite(root, {
    leave: (element, children) => {
      const rewritten = withChildren(element, withEffectivePairs(children));
      switch (element.name) {
        case "node":
          return attribute(element, "type") === "ping" ? asChanged(withAttribute(rewritten, "type", "member")) : rewritten;
        case "constraints":
          return bans.length === 0 ? rewritten : { ...rewritten, children: [...rewritten.children, ...bans] };
        case "master":
          return promotableClone(rewritten);
        case "rsc_location":
          return parts.has(element) ? splitLocation(rewritten, parts.get(element)!, budget) : rewritten;
        case "acl_permission":
          return permission(rewritten, partsById.get(attribute(element, "reference") ?? ""), budget);
        default:
          return attribute(element, "masters") === undefined
            ? rewritten
            : asChanged(replaceAttribute(rewritten, "masters", "promoted-max", attribute(element, "masters")!));
      }
    },
  });
}

/** The value that leaves a matter to the default. */
const DEFAULT = "#default";

/** Of pairs with the same name, only the one that takes effect. */
function withEffectivePairs(children: readonly XmlNode[]): readonly XmlNode[] {
  // From the end: whether a name comes later at all, and whether as a pair with the default value.
  const later = new Map<string, { isDefault: boolean }>();
  const isKept = new Set<XmlNode>();
  for (const child of children.toReversed()) {
    const name = child.kind === "element" ? attribute(child, "name") : undefined;
    if (child.kind !== "element" || name === undefined) {
      isKept.add(child);
      continue;
    }
    const state = later.get(name);
    const isDefault = child.name === "nvpair" && attribute(child, "value") === DEFAULT;
    if (child.name !== "nvpair" || state === undefined || (!isDefault && !state.isDefault)) isKept.add(child);
    later.set(name, { isDefault: (state?.isDefault ?? false) || isDefault });
  }
  // From the start: a pair after another that stands for itself has no effect.
  const nearest = new Map<string, boolean>();
  const result = children.filter((child) => {
    const name = child.kind === "element" && child.name === "nvpair" ? attribute(child, "name") : undefined;
    if (name === undefined) return isKept.has(child);
    const isDefault = attribute(child as XmlElement, "value") === DEFAULT;
    const isOverridden = !isDefault && nearest.get(name) === false;
    nearest.set(name, isDefault);
    return isKept.has(child) && !isOverridden;
  });
  return result.length === children.length ? children : result;
}

function pingNodes(root: XmlElement): XmlElement[] {
  return [...descendants(root)].filter((element) => element.name === "node" && attribute(element, "type") === "ping");
}

/** Keeps resources away from what was a ping node. */
function banFrom(node: XmlElement): XmlElement {
  const name = attribute(node, "uname") ?? "";
  return createElement("rsc_location", [
    "id",
    `${MADE}ping-node-ban-${name}`,
    "rsc-pattern",
    ".*",
    "node",
    name,
    "score",
    "-INFINITY",
    "resource-discovery",
    "never",
  ]);
}

function promotableClone(master: XmlElement): XmlElement {
  const id = `${MADE}promotable-legacy-${idOf(master) ?? ""}-meta_attributes`;
  const pair = createElement("nvpair", ["id", `${id}-promotable`, "name", "promotable", "value", "true"]);
  const block = createElement("meta_attributes", ["id", id, "score", "INFINITY"], [pair]);
  return asChanged({ ...master, name: "clone", children: [block, ...master.children] });
}

/** Ids of the parts of each location constraint with several rules. */
type Parts = ReadonlyMap<XmlElement, readonly string[]>;

function splitLocations(root: XmlElement): Parts {
  const parts = new Map<XmlElement, readonly string[]>();
  for (const element of descendants(root)) {
    if (element.name !== "rsc_location") continue;
    const rules = childElements(element, "rule");
    if (rules.length > 1) parts.set(element, rules.map((_, index) => `${MADE}${idOf(element) ?? ""}-${index + 1}`));
  }
  return parts;
}

function splitLocation(location: XmlElement, ids: readonly string[], budget: Budget): XmlElement[] {
  const sets = childElements(location, "resource_set");
  const lifetimes = childElements(location, "lifetime");
  return childElements(location, "rule").map((rule, index) => {
    const shared = (elements: readonly XmlElement[]): readonly XmlElement[] =>
      index === 0 ? elements : elements.map((element) => deepCopy(element, budget));
    const part = asCopy({ ...location, children: [...shared(sets), rule, ...shared(lifetimes)] });
    return withAttribute(part, "id", ids[index]!);
  });
}

/** A permission that names a constraint which is now several. */
function permission(element: XmlElement, ids: readonly string[] | undefined, budget: Budget): XmlElement {
  if (ids === undefined) return element;
  budget.spend(ids.length);
  const condition = ids.map((id) => `@id = '${id}'`).join(" or ");
  return asChanged(replaceAttribute(element, "reference", "xpath", `//*[${condition}]`));
}

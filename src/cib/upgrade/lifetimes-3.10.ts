import { attribute, childElements, createElement, descendants, firstChild, idOf, type XmlElement } from "../../xml/element.ts";
import { isOriginal, MADE } from "./marks-3.10.ts";
import { rewrite, withChildren, withoutAttribute } from "./rewrite.ts";
import type { Say } from "./step.ts";

// 3.10 to 4.0, fourth stage: a lifetime becomes part of a location constraint's rule; other constraints lose theirs.
//
// Observed: the rule that results for a location constraint has no score, so the scheduler will reject it.

export function resolveLifetimes(root: XmlElement, say: Say): XmlElement {
  const saved = savedRules(root);
  return rewrite(root, {
    enter: (element, parent) => {
      if (element.name !== "lifetime" || parent === null || !isTimed(parent)) return null;
      say(
        `WARNING: Dropping lifetime element from constraint ${idOf(parent) ?? ""} because lifetime elements are no longer supported. Any rules contained there will no longer apply to the constraint`,
      );
      return [];
    },
    leave: (element, children) => {
      const rewritten = withChildren(element, children);
      if (element.name === "rsc_location" && firstChild(rewritten, "lifetime") !== undefined) return location(rewritten);
      if (element.name === "constraints" && saved.length > 0) {
        return { ...rewritten, children: [...rewritten.children, keeper(saved)] };
      }
      return rewritten;
    },
  });
}

/** Constraints that lose their lifetime. */
function isTimed(element: XmlElement): boolean {
  return element.name === "rsc_colocation" || element.name === "rsc_order";
}

function location(element: XmlElement): XmlElement {
  const start = MADE + (idOf(element) ?? "");
  const [topRule] = childElements(element, "rule");
  const rules = childElements(element, "lifetime").flatMap((lifetime) => childElements(lifetime, "rule"));
  const inner = rules.length === 1 ? rules : [combination(`${start}-lifetime-or-rule`, "or", rules)];
  const outer = combination(`${start}-lifetime-and-rule`, "and", [topRule ?? nodeRule(element, start), ...inner]);
  return {
    ...withoutAttribute(withoutAttribute(element, "node"), "score"),
    children: [...childElements(element, "resource_set"), outer],
  };
}

function combination(id: string, operator: "and" | "or", rules: readonly XmlElement[]): XmlElement {
  return createElement("rule", ["id", id, "boolean-op", operator], rules);
}

/** What node and score say, as a rule. */
function nodeRule(element: XmlElement, start: string): XmlElement {
  const id = `${start}-node-score-rule`;
  const node = attribute(element, "node") ?? "";
  const expression = createElement("expression", [
    "id",
    `${id}-expr`,
    "attribute",
    "#uname",
    "operation",
    "eq",
    "value",
    node,
  ]);
  return createElement("rule", ["id", id, "score", attribute(element, "score") ?? ""], [expression]);
}

/**
 * Rules defined in a lifetime that goes, but used elsewhere as well. Observed is how that is told: there are more rules
 * of the id than there are such lifetimes with one.
 */
function savedRules(root: XmlElement): XmlElement[] {
  const defined: XmlElement[] = [];
  const rules = new Map<string, number>();
  const lifetimes = new Map<string, number>();
  for (const element of descendants(root)) {
    const id = idOf(element);
    if (element.name === "rule" && id !== undefined) count(rules, id);
    if (!isTimed(element)) continue;
    for (const lifetime of childElements(element, "lifetime")) {
      for (const rule of childElements(lifetime, "rule")) if (isOriginal(rule)) defined.push(rule);
      const inside = new Set<string>();
      for (const rule of descendants(lifetime)) if (rule.name === "rule") inside.add(idOf(rule) ?? "");
      for (const ruleId of inside) count(lifetimes, ruleId);
    }
  }
  return defined.filter((rule) => (rules.get(idOf(rule) ?? "") ?? 0) > (lifetimes.get(idOf(rule) ?? "") ?? 0));
}

function count(counts: Map<string, number>, id: string): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}

/** A constraint without effect that holds rules for others to refer to. */
function keeper(rules: readonly XmlElement[]): XmlElement {
  const id = `${MADE}coloc-order-lifetime-rules`;
  const rule = createElement("rule", ["id", `${id}-rule`, "score", "-INFINITY"], rules);
  return createElement("rsc_location", ["id", id, "rsc-pattern", "a^"], [rule]);
}

import { attribute, idOf, withAttribute, type XmlElement, type XmlNode } from "../../xml/element.ts";
import { asChanged } from "./marks-3.10.ts";
import { rewrite, withChildren, withoutAttribute } from "./rewrite.ts";
import type { Say } from "./step.ts";

// 3.10 to 4.0, second stage: blocks in the order in which they take effect, and simple renames and removals.

const blockNames: ReadonlySet<string> = new Set([
  "cluster_property_set",
  "instance_attributes",
  "meta_attributes",
  "utilization",
]);

export function orderAndRename(root: XmlElement, say: Say): XmlElement {
  const ordered = rewrite(root, {
    leave: (element, children) => (element.name === "cib" ? withChildren(element, children) : withOrder(element, children)),
  });
  return rewrite(ordered, {
    enter: (element, parent) => {
      if (element.name === "nvpair") return parent?.name === "cluster_property_set" ? clusterOption(element, say) : pair(element);
      if (element.name === "fencing-level" && asNumber(attribute(element, "index") ?? "") > 9) return [];
      return null;
    },
    leave: (element, children) => {
      const rewritten = withChildren(element, children);
      if (element.name === "cib") return withAttribute(rewritten, "validate-with", "pacemaker-4.0");
      if (element.name === "date_spec") return withoutMoon(rewritten, say);
      return rewritten;
    },
  });
}

/** The element with its blocks behind everything else, and in the order of their scores. */
function withOrder(element: XmlElement, children: readonly XmlNode[]): XmlElement {
  const blocks = children.filter((child) => child.kind === "element" && blockNames.has(child.name)) as XmlElement[];
  if (blocks.length === 0) return withChildren(element, children);
  const others = children.filter((child) => child.kind !== "element" || !blockNames.has(child.name));
  const ranked = blocks.map((block) => ({ block, rank: rankOf(block) }));
  ranked.sort((left, right) => right.rank.tier - left.rank.tier || right.rank.score - left.rank.score);
  return withChildren(element, [...others, ...ranked.map(({ block }) => block)]);
}

/** The higher, the earlier. Observed: a score with a plus sign is no number here, and comes last. */
function rankOf(block: XmlElement): { tier: number; score: number } {
  if (block.name === "cluster_property_set" && idOf(block) === "cib-bootstrap-options") return { tier: 9, score: 0 };
  const score = attribute(block, "score");
  if (score === undefined) return { tier: 3, score: 0 };
  if (score === "INFINITY" || score === "+INFINITY") return { tier: 5, score: 0 };
  if (score === "-INFINITY") return { tier: 1, score: 0 };
  const number = asNumber(score);
  if (Number.isNaN(number)) return { tier: 0, score: 0 };
  if (number === 0) return { tier: 3, score: 0 };
  return { tier: number > 0 ? 4 : 2, score: number };
}

/** A number as XPath reads it: without a plus sign or an exponent. */
function asNumber(text: string): number {
  return /^[ \t\n\r]*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[ \t\n\r]*$/.test(text) ? Number(text) : Number.NaN;
}

const renamedOptions: ReadonlyMap<string, string> = new Map([
  ["crmd-finalization-timeout", "join-finalization-timeout"],
  ["crmd-integration-timeout", "join-integration-timeout"],
  ["crmd-transition-delay", "transition-delay"],
]);

/** A pair; it means nothing without a value. */
function pair(element: XmlElement): readonly XmlElement[] {
  return attribute(element, "value") === undefined ? [] : [element];
}

function clusterOption(element: XmlElement, say: Say): readonly XmlElement[] {
  const name = attribute(element, "name") ?? "";
  if (name === "remove-after-stop") {
    say(`WARNING: Dropping nvpair ${idOf(element) ?? ""} because the remove-after-stop property is unsupported`);
    return [];
  }
  if (attribute(element, "value") === undefined) return [];
  const renamed = renamedOptions.get(name);
  if (renamed !== undefined) return [asChanged(withAttribute(element, "name", renamed))];
  if (name === "stonith-action" && attribute(element, "value") === "poweroff") {
    return [asChanged(withAttribute(element, "value", "off"))];
  }
  return [element];
}

function withoutMoon(dateSpec: XmlElement, say: Say): XmlElement {
  if (attribute(dateSpec, "moon") === undefined) return dateSpec;
  say(`WARNING: Dropping moon attribute from date spec ${idOf(dateSpec) ?? ""} because moon phase is no longer supported`);
  return asChanged(withoutAttribute(dateSpec, "moon"));
}

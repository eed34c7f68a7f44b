import { attribute, idOf, withAttribute, type XmlElement } from "../../xml/element.ts";
import { placeMovedOptions, translateClusterOptions } from "./cluster-options-2.10.ts";
import { contractReferences, expandReferences } from "./references-2.10.ts";
import { translateResource } from "./resources-2.10.ts";
import { rewrite, withChildren, withoutAttribute } from "./rewrite.ts";
import type { Say, UpgradeStep } from "./step.ts";

// 2.10 to 3.0: names and places of options that were obsolete long before.

export const upgradeFrom210: UpgradeStep = [
  { stylesheet: "upgrade-2.10-0.xsl", apply: expandReferences },
  { stylesheet: "upgrade-2.10-1.xsl", apply: translate },
  { stylesheet: "upgrade-2.10-2.xsl", apply: contractReferences },
];

function translate(root: XmlElement, say: Say): XmlElement {
  return rewrite(root, {
    // These handle all that is in them.
    enter: (element) => {
      switch (element.name) {
        case "cluster_property_set": {
          const block = translateClusterOptions(element, say);
          return block === null ? [] : [block];
        }
        case "primitive":
        case "template":
          return [translateResource(element, say)];
        default:
          return null;
      }
    },
    leave: (element, children) => {
      const rewritten = withChildren(element, children);
      switch (element.name) {
        case "cib":
          return withAttribute(rewritten, "validate-with", "pacemaker-3.0");
        case "configuration":
          return withChildren(element, placeMovedOptions(element, children));
        case "node":
          return translateNode(rewritten, say);
        case "rsc_colocation":
          return translateColocation(rewritten, say);
        default:
          return rewritten;
      }
    },
  });
}

function translateNode(node: XmlElement, say: Say): XmlElement {
  if (attribute(node, "type") !== "normal") return node;
  const subject = `${attribute(node, "uname") ?? ""} (id=${idOf(node) ?? ""})`;
  say(`DEBUG: Cluster node: ${subject}: keeping type as type, redefined as member, for matching normal`);
  return withAttribute(node, "type", "member");
}

function translateColocation(constraint: XmlElement, say: Say): XmlElement {
  let result = constraint;
  for (let i = 0; i < constraint.attributes.length; i += 2) {
    const name = constraint.attributes[i]!;
    if (name !== "score-attribute" && name !== "score-attribute-mangle") continue;
    say(`INFO: Constraints-colocation: ${idOf(constraint) ?? ""}: dropping ${name}`);
    say("INFO: Constraints-colocation: ... was actually never in effect");
    result = withoutAttribute(result, name);
  }
  return result;
}

// How much an instance of a promotable clone deserves promotion on a node, as agents report it in node attributes.
//
// Rule   Pacemaker Explained, "Determining Which Instance is Promoted"
// Trap   a score counts only where the instance could be meant: where it is active or was probed, or if nothing is known

import { report } from "../../diagnostics.ts";
import type { Node } from "../../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../../model/resource.ts";
import { attributeFor } from "../../nodes/attributes.ts";
import { baseName } from "../../resources/names.ts";
import type { Run } from "../../run.ts";
import { parseScore, type Score } from "../../values/score.ts";
import type { InstanceIndex } from "./instance-index.ts";
import { promotionScoreInvalid } from "./messages.ts";

/** The score of an instance on a node; `null` if none is set. */
export function promotionScore(run: Run, index: InstanceIndex, instance: Resource, node: Node): Score | null {
  if (instance.children.length > 0) {
    let sum: Score | null = null;
    for (const member of instance.children) {
      const score = promotionScore(run, index, member, node);
      if (score !== null) sum = (sum ?? 0) + score;
    }
    return sum;
  }
  if (!applies(index, instance, node)) return null;
  const text = scoreAttribute(instance, node);
  if (text === undefined) return null;
  const { score, error } = parseScore(text, 0, run.memory.healthColours);
  if (error !== null) report(run, promotionScoreInvalid, { instance: instance.id, node: node.name, value: text });
  return score;
}

function applies(index: InstanceIndex, instance: Resource, node: Node): boolean {
  const entry = instance.allowedNodes.get(node);
  if (entry === undefined || entry.score < 0) return false;
  if (!hasFlag(instance, ResourceFlag.Unique)) {
    const of = index.get(baseName(instance.id));
    const active = of?.active.get(node);
    if (active === instance) return true;
    if (active === undefined && of !== undefined && of.probed.has(node)) return true;
  }
  if (instance.activeNodes.length === 0 && instance.probedNodes.size === 0) return true;
  return instance.probedNodes.has(node) || instance.activeNodes.includes(node);
}

function scoreAttribute(instance: Resource, node: Node): string | undefined {
  const name = instance.historyId ?? instance.id;
  const text = readAttribute(instance, node, name);
  if (text !== undefined || hasFlag(instance, ResourceFlag.Unique)) return text;
  const base = baseName(instance.id);
  return base === name ? undefined : readAttribute(instance, node, base);
}

function readAttribute(instance: Resource, node: Node, name: string): string | undefined {
  const host = hasFlag(instance, ResourceFlag.Unassigned) ? "current" : "assigned";
  return attributeFor(node, `master-${name}`, instance.meta.get("container-attribute-target"), host);
}

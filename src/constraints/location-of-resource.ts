// One location constraint for one resource: the preference for a node that it names, or for those that match its rule.
//
// Traps   the rule form has the rule's ID and role; the role of the constraint plays no part in it
// Rule    Pacemaker Explained, "Deciding Which Nodes a Resource Can Run On", "Using Rules to Determine Resource Location"

import { resolveReference } from "../cib/id-ref.ts";
import { report } from "../diagnostics.ts";
import type { Location } from "../model/location.ts";
import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import { attributeFor } from "../nodes/attributes.ts";
import { findNodeByName } from "../nodes/find.ts";
import { parametersOf } from "../resources/parameters.ts";
import { evaluateRule } from "../rules/evaluate.ts";
import { ruleInput } from "../rules/input.ts";
import { NextChange } from "../rules/next-change.ts";
import { proposeRecheck, type Run } from "../run.ts";
import { expandSubmatches, type PatternMatch } from "../values/regex.ts";
import { deprecatedRole, parseRole, Role } from "../values/role.ts";
import { parseScore, type Score } from "../values/score.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { attribute, firstChild, idOf, type XmlElement } from "../xml/element.ts";
import {
  locationAttributeScoreInvalid,
  locationRoleInvalid,
  locationRuleOperatorInvalid,
  locationRuleRoleInvalid,
  locationRuleScoreInvalid,
  locationRuleWithoutId,
  locationRuleWithoutScore,
  locationScoreInvalid,
} from "./location-messages.ts";
import { readDiscovery, recordLocation } from "./record-location.ts";

/**
 * Records what a constraint means for a resource.
 *
 * @param set the set that names the resource: its score and role come before those of the constraint
 * @param match how a pattern matched the resource's ID
 */
export function locateResource(
  run: Run,
  resource: Resource,
  constraint: XmlElement,
  id: string,
  set: XmlElement | null,
  match: PatternMatch | null,
): void {
  const nodeName = attribute(constraint, "node");
  const score = (set === null ? undefined : attribute(set, "score")) ?? attribute(constraint, "score");
  if (nodeName === undefined || score === undefined) {
    const rule = firstChild(constraint, "rule");
    if (rule !== undefined) locateByRule(run, resource, constraint, id, rule, match);
    return;
  }
  const node = findNodeByName(run, nodeName);
  if (node === null) return;
  const parsed = parseScore(score, 0, run.memory.healthColours);
  if (parsed.error !== null) {
    report(run, locationScoreInvalid, { id, score });
    return;
  }
  const roleText = (set === null ? undefined : attribute(set, "role")) ?? attribute(constraint, "role");
  const role = readRole(run, roleText);
  if (role === null) {
    report(run, locationRoleInvalid, { id, role: roleText ?? "" });
    return;
  }
  const probeMode = readDiscovery(run, resource, attribute(constraint, "resource-discovery"));
  recordLocation(run, { id, resource, role, probeMode, nodes: [{ node, score: parsed.score }] });
}

/** Unknown: any role, which includes Started and Unpromoted. `null` for a text that is no role. */
function readRole(run: Run, text: string | undefined): Role | null {
  if (text === undefined) return Role.Unknown;
  const { role, deprecated } = parseRole(text);
  if (deprecated !== null) report(run, deprecatedRole[deprecated], null);
  if (role === Role.Unknown) return null;
  return role === Role.Started || role === Role.Unpromoted ? Role.Unknown : role;
}

/** Where the score of a rule comes from. */
type ScoreSource = { readonly score: Score } | { readonly attribute: string };

function locateByRule(
  run: Run,
  resource: Resource,
  constraint: XmlElement,
  id: string,
  reference: XmlElement,
  match: PatternMatch | null,
): void {
  const rule = resolveReference(reference, run.ids, run.report);
  if (rule === null) return;
  const ruleId = idOf(rule);
  if (ruleId === undefined || ruleId === "") {
    report(run, locationRuleWithoutId, { id });
    return;
  }
  const roleText = attribute(rule, "role");
  const role = readRole(run, roleText);
  if (role === null) {
    report(run, locationRuleRoleInvalid, { id, rule: ruleId, role: roleText ?? "" });
    return;
  }
  const operator = attribute(rule, "boolean-op");
  if (operator !== undefined && !equalsIgnoreCase(operator, "or") && !equalsIgnoreCase(operator, "and")) {
    report(run, locationRuleOperatorInvalid, { id, rule: ruleId, value: operator });
    return;
  }
  const source = readScoreSource(run, rule, ruleId, match);
  if (source === null) return;
  const probeMode = readDiscovery(run, resource, attribute(constraint, "resource-discovery"));
  const nodes = matchingNodes(run, resource, rule, id, source, match);
  recordLocation(run, { id: ruleId, resource, role, probeMode, nodes });
}

function readScoreSource(run: Run, rule: XmlElement, ruleId: string, match: PatternMatch | null): ScoreSource | null {
  const name = attribute(rule, "score-attribute");
  if (name !== undefined) return { attribute: expandSubmatches(name, match) };
  const text = attribute(rule, "score");
  if (text === undefined) {
    report(run, locationRuleWithoutScore, { rule: ruleId });
    return null;
  }
  const { score, error } = parseScore(text, 0, run.memory.healthColours);
  if (error === null) return { score };
  report(run, locationRuleScoreInvalid, { rule: ruleId, score: text, error });
  return null;
}

/** The nodes for which a rule passes, with their scores; the last one comes first. */
function matchingNodes(
  run: Run,
  resource: Resource,
  rule: XmlElement,
  id: string,
  source: ScoreSource,
  match: PatternMatch | null,
): Location["nodes"] {
  const nodes: { readonly node: Node; readonly score: Score }[] = [];
  const change = new NextChange();
  for (const node of run.cluster.nodes) {
    const input = ruleInput(run.rules, {
      nodeAttributes: node.attributes,
      parameters: parametersOf(run, resource, node),
      metaAttributes: resource.meta,
      match,
    });
    if (!evaluateRule(rule, input, change)) continue;
    const score = "score" in source ? source.score : scoreOfNode(run, resource, node, id, source.attribute);
    if (score !== null) nodes.push({ node, score });
  }
  const time = change.epoch();
  if (time !== null) proposeRecheck(run, time);
  return nodes.toReversed();
}

function scoreOfNode(run: Run, resource: Resource, node: Node, id: string, name: string): Score | null {
  const value = attributeFor(node, name, resource.meta.get("container-attribute-target"), "current");
  if (value === undefined || value === "") return null;
  const { score, error } = parseScore(value, 0, run.memory.healthColours);
  if (error === null) return score;
  report(run, locationAttributeScoreInvalid, { id, node: node.name, attribute: name, value, error });
  return null;
}

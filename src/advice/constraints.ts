// Looks at constraints as they are written: what they name, and what they say about the same things.

import type { Run } from "../run.ts";
import { findResource } from "../resources/find.ts";
import { findNodeByName } from "../nodes/find.ts";
import { INFINITY, parseScore, type Score } from "../values/score.ts";
import { attribute, childElements, descendants, idOf, type XmlElement } from "../xml/element.ts";
import { advise, type Advice } from "./advice.ts";

const references: ReadonlyMap<string, readonly string[]> = new Map([
  ["rsc_location", ["rsc"]],
  ["rsc_colocation", ["rsc", "with-rsc"]],
  ["rsc_order", ["first", "then"]],
  ["rsc_ticket", ["rsc"]],
]);

/** Names that lead nowhere, and constraints that repeat or contradict each other. */
export function adviseOnConstraints(run: Run): Advice[] {
  const { constraints } = run.sections;
  if (constraints === null) return [];
  const elements = childElements(constraints);
  return [...elements.flatMap((element) => unknownNames(run, element)), ...duplicates(elements), ...contradictions(run, elements)];
}

function unknownNames(run: Run, element: XmlElement): Advice[] {
  const constraint = idOf(element) ?? "";
  const names = (references.get(element.name) ?? []).map((name) => attribute(element, name));
  for (const inner of descendants(element)) if (inner.name === "resource_ref") names.push(idOf(inner));
  const result: Advice[] = [];
  for (const name of names) {
    if (name === undefined || isKnown(run, name)) continue;
    const text = `Constraint '${constraint}' has no effect on '${name}', which is no resource, template or tag`;
    result.push(advise("constraint-unknown-resource", [constraint, name], text));
  }
  const node = element.name === "rsc_location" ? attribute(element, "node") : undefined;
  if (node !== undefined && findNodeByName(run, node) === null) {
    const text = `Constraint '${constraint}' has no effect: there is no node called '${node}'`;
    result.push(advise("constraint-unknown-node", [constraint, node], text));
  }
  return result;
}

function isKnown(run: Run, name: string): boolean {
  const { templates, tags } = run.cluster;
  return findResource(run, name) !== null || templates.has(name) || tags.has(name);
}

/** What a constraint says, apart from its ID and the IDs in it. */
function contentOf(element: XmlElement): string {
  const parts: string[] = [];
  for (const part of descendants(element)) {
    const pairs: string[] = [];
    for (let i = 0; i < part.attributes.length; i += 2) {
      const name = part.attributes[i]!;
      if (name !== "id" || part.name === "resource_ref") pairs.push(`${name}=${part.attributes[i + 1]}`);
    }
    parts.push(`${part.name} ${pairs.toSorted((a, b) => (a < b ? -1 : 1)).join(" ")}`);
  }
  return parts.join("\n");
}

function duplicates(elements: readonly XmlElement[]): Advice[] {
  const seen = new Map<string, string>();
  const result: Advice[] = [];
  for (const element of elements) {
    const id = idOf(element) ?? "";
    const content = contentOf(element);
    const first = seen.get(content);
    if (first === undefined) seen.set(content, id);
    else result.push(advise("constraint-duplicate", [first, id], `Constraints '${first}' and '${id}' say the same`));
  }
  return result;
}

/** Mandatory scores of both signs for the same pair of things. */
function contradictions(run: Run, elements: readonly XmlElement[]): Advice[] {
  const must = new Map<string, string>();
  const mustNot = new Map<string, string>();
  const result: Advice[] = [];
  for (const element of elements) {
    const subject = subjectOf(element);
    const score = scoreOf(run, element);
    if (subject === null || score === null || Math.abs(score) < INFINITY) continue;
    const id = idOf(element) ?? "";
    const [same, opposite] = score > 0 ? [must, mustNot] : [mustNot, must];
    const other = opposite.get(subject);
    if (other !== undefined) {
      const text = `Constraints '${other}' and '${id}' demand opposite things; both are mandatory`;
      result.push(advise("constraint-contradiction", [other, id], text));
    }
    if (!same.has(subject)) same.set(subject, id);
  }
  return result;
}

function subjectOf(element: XmlElement): string | null {
  const names = element.name === "rsc_location" ? ["rsc", "node", "role"] : ["rsc", "with-rsc", "rsc-role", "with-rsc-role"];
  if (element.name !== "rsc_location" && element.name !== "rsc_colocation") return null;
  if (attribute(element, names[0]!) === undefined || attribute(element, names[1]!) === undefined) return null;
  return JSON.stringify([element.name, ...names.map((name) => attribute(element, name) ?? null)]);
}

function scoreOf(run: Run, element: XmlElement): Score | null {
  const text = attribute(element, "score");
  if (text === undefined) return null;
  const { score, error } = parseScore(text, 0, run.memory.healthColours);
  return error === null ? score : null;
}

// The resource sets of a constraint: expanding templates and tags in them, and going from one to the next.
//
// Traps   if any reference in any set is invalid, nothing is expanded; sets given by reference are not looked into; and
//         after such a set come the ones that follow it in its own place, not those after the reference (all observed)

import { PengineError } from "../errors.ts";
import { resolveReference } from "../cib/id-ref.ts";
import { report } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { cacheOf } from "../run.ts";
import { attribute, childElements, createElement, idOf, type XmlElement, type XmlNode } from "../xml/element.ts";
import { setReferenceInvalid, setsInCircle, tagInItself } from "./messages.ts";
import { findConstraintResource, findReference } from "./references.ts";

/** Most references that the sets of one constraint may expand to: tags in tags multiply. */
const MAX_REFERENCES = 1_000_000;

/** True if the constraint has a resource set, whatever is in it. */
export function hasSets(constraint: XmlElement): boolean {
  return constraint.children.some((child) => child.kind === "element" && child.name === "resource_set");
}

/** The text of a set's or reference's `id`, as the reference prints one that is missing. */
export function printedId(element: XmlElement): string {
  return idOf(element) ?? "(null)";
}

/**
 * Replaces templates and tags in the direct `resource_set` children by their members, which may be templates and tags
 * again. Gives the constraint itself if there was nothing to replace or, reported, if something is invalid; and `null`,
 * reported, if the constraint must be ignored because a tag contains itself.
 */
export function expandSets(run: Run, constraint: XmlElement): XmlElement | null {
  const expansion: Expansion = { run, constraint: printedId(constraint), count: 0, changed: false };
  const children: XmlNode[] = [];
  for (const child of constraint.children) {
    const expanded = child.kind === "element" && child.name === "resource_set" ? expandSet(expansion, child) : child;
    if (expanded === "invalid") return constraint;
    if (expanded === "endless") return null;
    children.push(expanded);
  }
  return expansion.changed ? { ...constraint, children } : constraint;
}

interface Expansion {
  readonly run: Run;
  readonly constraint: string;
  count: number;
  changed: boolean;
}

/** References that are yet to be looked at, and the template or tag that they come from. */
interface Pending {
  readonly from: string | null;
  readonly references: readonly XmlNode[];
  next: number;
}

type Failure = "invalid" | "endless";

function expandSet(expansion: Expansion, set: XmlElement): XmlElement | Failure {
  const { run, constraint } = expansion;
  const result: XmlNode[] = [];
  const stack: Pending[] = [{ from: null, references: set.children, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const child = top.references[top.next++];
    if (child === undefined) {
      stack.pop();
      continue;
    }
    if (child.kind !== "element" || child.name !== "resource_ref") {
      result.push(child);
      continue;
    }
    const id = printedId(child);
    const reference = findReference(run, id);
    if (reference.kind === "unknown") {
      report(run, setReferenceInvalid, { constraint, reference: id });
      return "invalid";
    }
    if (reference.kind === "resource") {
      result.push(child);
      continue;
    }
    if (stack.some((pending) => pending.from === id)) {
      report(run, tagInItself, { constraint, tag: id });
      return "endless";
    }
    expansion.changed = true;
    expansion.count += reference.ids.length;
    if (expansion.count > MAX_REFERENCES) {
      throw new PengineError("limit-elements", `Tags expand to too many references in constraint '${constraint}'`);
    }
    stack.push({ from: id, references: reference.ids.map(referenceTo), next: 0 });
  }
  return { ...set, children: result };
}

function referenceTo(id: string): XmlElement {
  return createElement("resource_ref", ["id", id]);
}

/**
 * The sets of a constraint in the order in which orderings and tickets take them. After a reference that leads nowhere,
 * which is reported, `null` comes last.
 *
 * References that lead in a circle must have been ruled out, see {@link setsNeverEnd}.
 */
export function* setsInTurn(run: Run, constraint: XmlElement): Generator<XmlElement | null> {
  let siblings = childElements(constraint, "resource_set");
  for (let i = 0; i < siblings.length; i++) {
    const set = resolveReference(siblings[i]!, run.ids, run.report);
    yield set;
    if (set === null) return;
    if (set === siblings[i]) continue;
    siblings = siblingsOf(run, set);
    i = siblings.indexOf(set);
  }
}

/**
 * True, and reported, if references between sets lead in a circle, so that taking them in turn would never end. `stops`
 * tells which sets end the walk anyway.
 */
export function setsNeverEnd(run: Run, constraint: XmlElement, stops: (set: XmlElement) => boolean): boolean {
  let siblings = childElements(constraint, "resource_set");
  if (!siblings.some((set) => attribute(set, "id-ref") !== undefined)) return false;
  const visited = new Set<XmlElement>();
  for (let i = 0; i < siblings.length; i++) {
    const set = resolveReference(siblings[i]!, run.ids, ignoreProblem);
    if (set === null || stops(set)) return false;
    if (visited.has(set)) {
      report(run, setsInCircle, { constraint: printedId(constraint), set: printedId(set) });
      return true;
    }
    visited.add(set);
    if (set === siblings[i]) continue;
    siblings = siblingsOf(run, set);
    i = siblings.indexOf(set);
  }
  return false;
}

function ignoreProblem(): void {}

/** True if a set refers to a resource that does not exist. */
export function hasUnknownResource(run: Run, set: XmlElement): boolean {
  return childElements(set, "resource_ref").some((reference) => {
    const id = idOf(reference);
    return id === undefined || findConstraintResource(run, id) === null;
  });
}

const siblingsKey = Symbol("resource sets by their neighbours");

/** All sets in the same parent as a set of the document, itself included. */
function siblingsOf(run: Run, set: XmlElement): XmlElement[] {
  const all = cacheOf(run, siblingsKey, () => collectSiblings(run.root));
  return all.get(set) ?? [set];
}

function collectSiblings(root: XmlElement): Map<XmlElement, XmlElement[]> {
  const result = new Map<XmlElement, XmlElement[]>();
  const stack: XmlElement[] = [root];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    const sets = childElements(element, "resource_set");
    for (const set of sets) result.set(set, sets);
    for (const child of element.children) if (child.kind === "element") stack.push(child);
  }
  return result;
}

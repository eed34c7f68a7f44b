// What the names in constraints stand for: resources, and templates and tags, which stand for several.
//
// Traps   a name that a resource only has in history means the outermost resource around it: naming what is inside an
//         anonymous clone means the clone, but only once there is history under that name (observed)
// Rule    Pacemaker Explained, "Reusing Parts of the Configuration" (templates and tags in constraints)

import { report } from "../diagnostics.ts";
import { topOf, type Resource } from "../model/resource.ts";
import { findResource } from "../resources/find.ts";
import type { Run } from "../run.ts";
import { createElement, type XmlElement } from "../xml/element.ts";
import { referenceUnknown, templateUnused } from "./messages.ts";

/** The resource that a constraint means by a name; for a name from history, the outermost resource that stands for it. */
export function findConstraintResource(run: Run, id: string): Resource | null {
  const resource = findResource(run, id);
  return resource === null || resource.id === id ? resource : topOf(resource);
}

/** What a name in a constraint stands for. */
export type Reference =
  | { readonly kind: "resource"; readonly resource: Resource }
  /** A template or tag: the IDs it stands for, in document order. */
  | { readonly kind: "list"; readonly ids: readonly string[] }
  | { readonly kind: "unknown" };

/** Looks a name up as resource, then as template, then as tag; reports a name that is none of them. */
export function findReference(run: Run, id: string): Reference {
  const resource = findConstraintResource(run, id);
  if (resource !== null) return { kind: "resource", resource };
  const derived = run.cluster.templates.get(id);
  if (derived !== undefined) {
    if (derived.length > 0) return { kind: "list", ids: derived };
    report(run, templateUnused, { id });
    return { kind: "unknown" };
  }
  const tagged = run.cluster.tags.get(id);
  if (tagged !== undefined && tagged.length > 0) return { kind: "list", ids: tagged };
  report(run, referenceUnknown, { id });
  return { kind: "unknown" };
}

/** An attribute to take from the constraint, and its name on the set that replaces the reference. */
export interface MovedAttribute {
  readonly from: string;
  readonly to: string;
}

/**
 * A copy of a constraint where the attribute `name`, a reference, is replaced by a `resource_set` at the end. Templates
 * and tags give a set that is not sequential; a resource gives one that leaves this open.
 */
export function convertReference(
  constraint: XmlElement,
  name: string,
  text: string,
  reference: Exclude<Reference, { kind: "unknown" }>,
  moved: MovedAttribute,
): XmlElement {
  const attributes: string[] = [];
  let value: string | undefined;
  for (let i = 0; i < constraint.attributes.length; i += 2) {
    const attributeName = constraint.attributes[i]!;
    if (attributeName === moved.from) value = constraint.attributes[i + 1]!;
    else if (attributeName !== name) attributes.push(attributeName, constraint.attributes[i + 1]!);
  }
  const ids = reference.kind === "list" ? reference.ids : [text];
  const set = createElement(
    "resource_set",
    [
      "id",
      text,
      ...(reference.kind === "list" ? ["sequential", "false"] : []),
      ...(value === undefined ? [] : [moved.to, value]),
    ],
    ids.map((id) => createElement("resource_ref", ["id", id])),
  );
  return { ...constraint, attributes, children: [...constraint.children, set] };
}

// Unpacks `rsc_location`: finds the resources that it names, directly, in sets, or by pattern.
//
// Order   a preference per resource, in the order of the references; patterns go by the cluster's list of resources
// Trap    if one set fails, the sets after it are not looked at, but what was created stays
// Rule    Pacemaker Explained, "Deciding Which Nodes a Resource Can Run On"

import { report } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { compilePattern, matchPattern } from "../values/regex.ts";
import { attribute, childElements, idOf, type XmlElement } from "../xml/element.ts";
import {
  locationPatternInvalid,
  locationReferenceInvalid,
  locationSetResourceUnknown,
  locationSetWithoutId,
} from "./location-messages.ts";
import { locateResource } from "./location-of-resource.ts";
import { expandConstraint } from "./expand.ts";
import { findConstraintResource } from "./references.ts";
import { hasSets, hasUnknownResource, printedId, setsInTurn, setsNeverEnd } from "./sets.ts";

/** Unpacks one `rsc_location` into location preferences. */
export function unpackLocation(run: Run, constraint: XmlElement, id: string): void {
  const expanded = expandConstraint(run, constraint, id, "role", locationReferenceInvalid);
  if (expanded === null) return;
  if (hasSets(expanded)) {
    unpackSets(run, expanded, id);
    return;
  }
  const name = attribute(expanded, "rsc");
  const resource = name === undefined ? null : findConstraintResource(run, name);
  if (resource !== null) locateResource(run, resource, expanded, id, null, null);
  const pattern = attribute(expanded, "rsc-pattern");
  if (pattern !== undefined) unpackPattern(run, expanded, id, pattern);
}

function unpackSets(run: Run, constraint: XmlElement, id: string): void {
  const stops = (set: XmlElement): boolean => idOf(set) === undefined || hasUnknownResource(run, set);
  if (setsNeverEnd(run, constraint, stops)) return;
  for (const set of setsInTurn(run, constraint)) {
    if (set === null || !unpackSet(run, constraint, id, set)) return;
  }
}

function unpackSet(run: Run, constraint: XmlElement, id: string, set: XmlElement): boolean {
  const setId = idOf(set);
  if (setId === undefined) {
    report(run, locationSetWithoutId, { id });
    return false;
  }
  for (const reference of childElements(set, "resource_ref")) {
    const name = printedId(reference);
    const resource = findConstraintResource(run, name);
    if (resource === null) {
      report(run, locationSetResourceUnknown, { set: setId, resource: name });
      return false;
    }
    locateResource(run, resource, constraint, id, set, null);
  }
  return true;
}

function unpackPattern(run: Run, constraint: XmlElement, id: string, text: string): void {
  const inverted = text.startsWith("!");
  const source = inverted ? text.slice(1) : text;
  const pattern = compilePattern(source);
  if (pattern === null) {
    report(run, locationPatternInvalid, { id, pattern: source });
    return;
  }
  for (const resource of run.cluster.resources) {
    const match = matchPattern(pattern, resource.id);
    if ((match !== null) !== inverted) locateResource(run, resource, constraint, id, null, match);
  }
}

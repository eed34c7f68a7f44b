// Unpacks `rsc_colocation`: two resources, or sets of them.
//
// Traps   sets know no node attribute; a single template or tag turns both sides into sets, and so loses it
// Rule    Pacemaker Explained, "Placing Resources Relative to other Resources"

import { recordColocation } from "../assignment/colocations.ts";
import { report } from "../diagnostics.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { isTrue, parseBoolean } from "../values/boolean.ts";
import { parseScore, type Score } from "../values/score.ts";
import { attribute, type XmlElement } from "../xml/element.ts";
import {
  bundleWithItsOwnClone,
  colocationReferenceInvalid,
  colocationResourceUnknown,
  colocationScoreInvalid,
  colocationSymmetricalRemoved,
  colocationWithoutId,
  influenceInvalid,
  twoListsColocated,
} from "./colocation-messages.ts";
import { unpackColocationSets } from "./colocation-sets.ts";
import { convertReference, findConstraintResource, findReference } from "./references.ts";
import { readRole } from "./role.ts";
import { expandSets, hasSets } from "./sets.ts";

/** Unpacks one `rsc_colocation` into colocations. */
export function unpackColocation(run: Run, constraint: XmlElement, id: string): void {
  if (id === "") {
    report(run, colocationWithoutId, null);
    return;
  }
  const expanded = expand(run, constraint, id);
  if (expanded === null) return;
  const text = attribute(expanded, "score");
  const { score, error } = parseScore(text, 0, run.memory.healthColours);
  if (error !== null) {
    report(run, colocationScoreInvalid, { id, score: text ?? "" });
    return;
  }
  if (hasSets(expanded)) unpackColocationSets(run, expanded, id, score);
  else unpackSimple(run, expanded, id, score);
}

/** The constraint without templates and tags; `null`, reported, if it must be ignored. */
function expand(run: Run, constraint: XmlElement, id: string): XmlElement | null {
  const expanded = expandSets(run, constraint);
  if (expanded !== constraint) return expanded;
  const dependent = attribute(constraint, "rsc");
  const primary = attribute(constraint, "with-rsc");
  if (dependent === undefined || primary === undefined) return constraint;
  const left = findReference(run, dependent);
  if (left.kind === "unknown") {
    report(run, colocationReferenceInvalid, { id, reference: dependent });
    return null;
  }
  const right = findReference(run, primary);
  if (right.kind === "unknown") {
    report(run, colocationReferenceInvalid, { id, reference: primary });
    return null;
  }
  if (left.kind === "resource" && right.kind === "resource") return constraint;
  if (left.kind === "list" && right.kind === "list") {
    report(run, twoListsColocated, { id });
    return null;
  }
  const half = convertReference(constraint, "rsc", dependent, left, { from: "rsc-role", to: "role" });
  return convertReference(half, "with-rsc", primary, right, { from: "with-rsc-role", to: "role" });
}

function unpackSimple(run: Run, constraint: XmlElement, id: string, score: Score): void {
  const dependent = findSide(run, constraint, id, "rsc");
  if (dependent === null) return;
  const primary = findSide(run, constraint, id, "with-rsc");
  if (primary === null) return;
  if (isTrue(attribute(constraint, "symmetrical"))) report(run, colocationSymmetricalRemoved, null);
  addColocation(run, {
    id,
    score,
    dependent,
    primary,
    dependentRole: attribute(constraint, "rsc-role"),
    primaryRole: attribute(constraint, "with-rsc-role"),
    influence: readInfluence(run, constraint, id, dependent),
    nodeAttribute: attribute(constraint, "node-attribute"),
  });
}

function findSide(run: Run, constraint: XmlElement, id: string, side: "rsc" | "with-rsc"): Resource | null {
  const name = attribute(constraint, side);
  const resource = name === undefined ? null : findConstraintResource(run, name);
  if (resource === null) report(run, colocationResourceUnknown, { id, resource: name ?? "(null)" });
  return resource;
}

/** Whether a dependent's preferences matter to its primary; unless configured, they do if the dependent is critical. */
export function readInfluence(run: Run, constraint: XmlElement, id: string, dependent: Resource): boolean {
  const text = attribute(constraint, "influence");
  const value = text === undefined ? undefined : parseBoolean(text);
  if (value !== undefined) return value;
  if (text !== undefined) report(run, influenceInvalid, { id });
  return hasFlag(dependent, ResourceFlag.Critical);
}

/** A colocation as it is configured. */
export interface ConfiguredColocation {
  readonly id: string;
  readonly score: Score;
  readonly dependent: Resource;
  readonly primary: Resource;
  readonly dependentRole: string | undefined;
  readonly primaryRole: string | undefined;
  readonly influence: boolean;
  readonly nodeAttribute?: string | undefined;
}

/** Records a configured colocation, unless a role is none, or the score is 0. */
export function addColocation(run: Run, configured: ConfiguredColocation): void {
  const { id, score, dependent, primary, influence, nodeAttribute } = configured;
  const dependentRole = readRole(run, id, configured.dependentRole);
  if (dependentRole === null) return;
  const primaryRole = readRole(run, id, configured.primaryRole);
  if (primaryRole === null) return;
  if (isWithinBundle(dependent, primary)) {
    report(run, bundleWithItsOwnClone, { id, dependent: dependent.id, primary: primary.id });
    return;
  }
  recordColocation(run, {
    id,
    score,
    dependent,
    primary,
    dependentRole,
    primaryRole,
    influence,
    nodeAttribute,
    explicit: true,
  });
}

// The reference program crashes on a colocation of what runs in a bundle with the bundle, though not the other way round.
function isWithinBundle(resource: Resource, bundle: Resource): boolean {
  return bundle.variant === "bundle" && resource === bundle.child;
}

// Colocations of resource sets: within each set, then between it and the set before.
//
// Order   within a set the later resource depends on the one before it, between sets the earlier set on the later one
// Trap    a negative score separates each resource of a set from all others before it
// Rule    Pacemaker Explained, "Colocating Sets of Resources"

import { report } from "../diagnostics.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { isExplicitlyFalse } from "../values/boolean.ts";
import { parseScore, type Score } from "../values/score.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { attribute, childElements, idOf, type XmlElement } from "../xml/element.ts";
import {
  colocationSetScoreInvalid,
  colocationSetWithoutId,
  endOfSetUnknown,
  laterResourcesIgnored,
  pairInSetsUnknown,
  setOrderingDeprecated,
  setWithUnknownResource,
  unknownResourceWithSet,
} from "./colocation-messages.ts";
import { addColocation, readInfluence } from "./colocation.ts";
import { findConstraintResource } from "./references.ts";
import { printedId, setsInTurn, setsNeverEnd } from "./sets.ts";

/** Unpacks the sets of an `rsc_colocation`. */
export function unpackColocationSets(run: Run, constraint: XmlElement, id: string, score: Score): void {
  if (setsNeverEnd(run, constraint, () => false)) return;
  let previous: XmlElement | null = null;
  for (const set of setsInTurn(run, constraint)) {
    if (set === null) return;
    if (idOf(set) === undefined) {
      report(run, colocationSetWithoutId, null);
      continue;
    }
    colocateWithin(run, constraint, id, set, score);
    if (previous !== null) colocateSets(run, constraint, id, previous, set, score);
    previous = set;
  }
}

function colocateWithin(run: Run, constraint: XmlElement, id: string, set: XmlElement, inherited: Score): void {
  const setId = printedId(set);
  const text = attribute(set, "score");
  const parsed = parseScore(text, inherited, run.memory.healthColours);
  if (parsed.error !== null) {
    report(run, colocationSetScoreInvalid, { id, set: setId, score: text ?? "" });
    return;
  }
  const { score } = parsed;
  if (score === 0) return;
  const ordering = attribute(set, "ordering");
  const reversed = ordering !== undefined && !equalsIgnoreCase(ordering, "group");
  if (reversed) report(run, setOrderingDeprecated, { set: setId });
  if (isExplicitlyFalse(attribute(set, "sequential"))) return;

  const role = attribute(set, "role");
  const names = referencesOf(set);
  let previous: Resource | null = null;
  for (const name of names) {
    const resource = findConstraintResource(run, name);
    if (resource === null) {
      report(run, laterResourcesIgnored, { set: setId, resource: name });
      return;
    }
    if (score < 0) {
      const influence = readInfluence(run, constraint, id, resource);
      for (const other of names) {
        if (other === resource.id) break;
        const primary = findConstraintResource(run, other);
        if (primary === null) continue;
        addColocation(run, {
          id: setId,
          score,
          dependent: resource,
          primary,
          dependentRole: role,
          primaryRole: role,
          influence,
        });
      }
    } else if (previous !== null) {
      const influence = readInfluence(run, constraint, id, resource);
      const [dependent, primary]: readonly [Resource, Resource] = reversed ? [previous, resource] : [resource, previous];
      addColocation(run, { id: setId, score, dependent, primary, dependentRole: role, primaryRole: role, influence });
    }
    previous = resource;
  }
}

function referencesOf(set: XmlElement): readonly string[] {
  return childElements(set, "resource_ref").map(printedId);
}

/** A set as a side of a colocation with another one. */
interface SetSide {
  readonly id: string;
  readonly names: readonly string[];
  /** Only the resource at one end counts. */
  readonly sequential: boolean;
  readonly role: string | undefined;
}

function sideOf(set: XmlElement): SetSide {
  return {
    id: printedId(set),
    names: referencesOf(set),
    sequential: !isExplicitlyFalse(attribute(set, "sequential")),
    role: attribute(set, "role"),
  };
}

function colocateSets(
  run: Run,
  constraint: XmlElement,
  id: string,
  dependents: XmlElement,
  primaries: XmlElement,
  score: Score,
): void {
  if (score === 0) return;
  const left = sideOf(dependents);
  const right = sideOf(primaries);
  const sets = { set1: left.id, set2: right.id };
  const first = left.sequential ? left.names[0] : undefined;
  let onlyDependent: Resource | null = null;
  if (first !== undefined) {
    onlyDependent = findConstraintResource(run, first);
    if (onlyDependent === null) {
      report(run, endOfSetUnknown, { ...sets, end: "first", resource: first });
      return;
    }
  }
  let onlyPrimary: Resource | null = null;
  if (right.sequential) {
    // for an empty set the name read last is taken, as the reference does
    const last = right.names.at(-1) ?? first;
    onlyPrimary = last === undefined ? null : findConstraintResource(run, last);
    if (onlyPrimary === null) {
      report(run, endOfSetUnknown, { ...sets, end: "last", resource: last ?? "(null)" });
      return;
    }
  }
  const pair = (dependent: Resource, primary: Resource, influence: boolean): void =>
    addColocation(run, {
      id,
      score,
      dependent,
      primary,
      dependentRole: left.role,
      primaryRole: right.role,
      influence,
    });
  const withEach = (dependent: Resource, unknown: (resource: string) => void): void => {
    const influence = readInfluence(run, constraint, id, dependent);
    if (onlyPrimary !== null) {
      pair(dependent, onlyPrimary, influence);
      return;
    }
    for (const name of right.names) {
      const primary = findConstraintResource(run, name);
      if (primary === null) unknown(name);
      else pair(dependent, primary, influence);
    }
  };
  if (onlyDependent !== null) {
    withEach(onlyDependent, (resource) => report(run, setWithUnknownResource, { ...sets, resource }));
    return;
  }
  for (const name of left.names) {
    const dependent = findConstraintResource(run, name);
    if (dependent === null) report(run, unknownResourceWithSet, { ...sets, resource: name });
    else withEach(dependent, (primary) => report(run, pairInSetsUnknown, { ...sets, dependent: name, primary }));
  }
}

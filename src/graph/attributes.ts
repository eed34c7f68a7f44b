// The attributes of an action in the transition: what an agent is told.
//
// Order   sources in a fixed order, where the first one that has a name keeps it (apart from those that overwrite);
//         then all are sorted by name, in byte order
// Traps   a parameter whose name begins with a digit would be no XML: it is listed apart, in the order of the table
// Speed   nearly all of an action's attributes are those of its resource; these are sorted once, and the few of its own are
//         put in between

import type { Action } from "../actions/action.ts";
import { isGuestNode } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import { parametersOf } from "../resources/parameters.ts";
import { cacheOf, type Run } from "../run.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import { compareBytes, isDigitCode } from "../values/text.ts";
import { actionParameters } from "./action-parameters.ts";
import { guestAttributes } from "./guest-attributes.ts";
import { metaAttributes } from "./meta-attributes.ts";
import { resourceAttributes } from "./resource-attributes.ts";

/** The feature set that the scheduler's answers belong to. */
const FEATURE_SET = "3.20.5";

/** The attributes of an action, names and values in turn, sorted by name. */
export function actionAttributes(run: Run, action: Action): string[] {
  const own = metaAttributes(run, action.meta);
  if (action.extra !== null || (action.node !== null && isGuestNode(action.node))) return allAttributes(run, action, own);
  return merged(sharedAttributes(run, action), own);
}

/** The parameters that cannot be attributes, names and values in turn. */
export function digitParameters(run: Run, action: Action): string[] {
  const result: string[] = [];
  const parameters = actionParameters(run, action);
  if (parameters === null) return result;
  for (const name of parameters.keys()) if (isDigitCode(name.charCodeAt(0))) result.push(name, parameters.get(name)!);
  return result;
}

/** The general case: whatever comes first keeps its name, apart from what the resource overwrites. */
function allAttributes(run: Run, action: Action, meta: readonly string[]): string[] {
  const attributes = new Map<string, string>([["crm_feature_set", FEATURE_SET]]);
  if (action.extra !== null) for (const [name, value] of action.extra.unordered()) setMissing(attributes, name, value);
  addParameters(run, action, attributes);
  for (let i = 0; i < meta.length; i += 2) setMissing(attributes, meta[i]!, meta[i + 1]!);
  for (let at = action.resource; at !== null; at = at.parent) resourceAttributes(attributes, at);
  const guest = guestAttributes(action);
  for (let i = 0; i < guest.length; i += 2) setMissing(attributes, guest[i]!, guest[i + 1]!);
  return sorted(attributes);
}

interface Shared {
  readonly parameters: KeyedTable<string> | null;
  readonly attributes: readonly string[];
}

const sharedKey = Symbol("attributes of actions by resource");

/** What all actions of a resource with the same parameters have, whatever their meta-attributes. */
function sharedAttributes(run: Run, action: Action): readonly string[] {
  const { resource } = action;
  if (resource === null) return ["crm_feature_set", FEATURE_SET];
  const known = cacheOf<Map<Resource, Shared>>(run, sharedKey, () => new Map());
  const parameters = actionParameters(run, action);
  const last = known.get(resource);
  if (last !== undefined && last.parameters === parameters) return last.attributes;
  const attributes = new Map<string, string>([["crm_feature_set", FEATURE_SET]]);
  addParameters(run, action, attributes);
  for (let at: Resource | null = resource; at !== null; at = at.parent) resourceAttributes(attributes, at);
  const list = sorted(attributes);
  known.set(resource, { parameters, attributes: list });
  return list;
}

/** Two sorted lists as one; where both have a name, the first list's value counts. */
function merged(first: readonly string[], second: readonly string[]): string[] {
  const result: string[] = [];
  let i = 0;
  let k = 0;
  while (i < first.length || k < second.length) {
    const order = i === first.length ? 1 : k === second.length ? -1 : compareBytes(first[i]!, second[k]!);
    if (order <= 0) {
      result.push(first[i]!, first[i + 1]!);
      i += 2;
    } else {
      result.push(second[k]!, second[k + 1]!);
    }
    if (order >= 0) k += 2;
  }
  return result;
}

function sorted(attributes: ReadonlyMap<string, string>): string[] {
  const result: string[] = [];
  for (const name of [...attributes.keys()].toSorted(compareBytes)) result.push(name, attributes.get(name)!);
  return result;
}

function addParameters(run: Run, action: Action, attributes: Map<string, string>): void {
  const parameters = actionParameters(run, action);
  if (parameters === null) return;
  for (const [name, value] of parameters.unordered()) {
    if (!isDigitCode(name.charCodeAt(0))) setMissing(attributes, name, name === "addr" ? addressFor(run, action, value) : value);
  }
}

/** Parameters for a node still have the word that stands for the host of a bundle's container. */
function addressFor(run: Run, action: Action, value: string): string {
  if (value !== "#uname" || action.resource === null || action.node === null) return value;
  return parametersOf(run, action.resource, null).get("addr") ?? value;
}

function setMissing(attributes: Map<string, string>, name: string, value: string): void {
  if (!attributes.has(name)) attributes.set(name, value);
}

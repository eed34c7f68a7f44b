import type { ValueType } from "./values.ts";
import { between, everyVersion, since, until, type VersionNumber, type Versions } from "./versions.ts";

// The notation in which the grammar is written down.
//
// An element has one or more *forms*: a list of attributes and what it may contain. Where the grammar leaves a choice,
// every combination becomes a form of its own, and an element is valid if it fits one. Children are told apart by name
// alone, so each child can be validated by itself, and the whole document in one pass.

/** An attribute that a form has. */
export interface AttributeRule {
  readonly name: string;
  readonly type: ValueType;
  readonly isRequired: boolean;
  readonly versions: Versions;
}

/** A place for children: one of some elements, `min` to `max` times. */
export interface Slot {
  readonly elements: readonly ElementRule[];
  readonly min: number;
  readonly max: number;
  readonly versions: Versions;
}

/** One way in which an element can be written. */
export interface Form {
  readonly attributes: readonly AttributeRule[];
  readonly slots: readonly Slot[];
  readonly versions: Versions;
}

/** How children are ordered: freely, as the slots are, or in any order with any number of each. */
export type Content = "interleave" | "sequence" | "list" | "anything";

/** An element in one of its contexts; elements of the same name can follow different rules in different places. */
export interface ElementRule {
  readonly name: string;
  readonly content: Content;
  readonly forms: readonly Form[];
}

/** What a form is put together from. */
export type Part = AttributeRule | Slot | Choice | Guarded;

export interface Choice {
  readonly alternatives: readonly (readonly Part[])[];
}

export interface Guarded {
  readonly guarded: readonly Part[];
  readonly guard: Versions;
}

export function required(name: string, type: ValueType): AttributeRule {
  return { name, type, isRequired: true, versions: everyVersion };
}

export function optional(name: string, type: ValueType): AttributeRule {
  return { name, type, isRequired: false, versions: everyVersion };
}

function slot(elements: readonly ElementRule[], min: number, max: number): Slot {
  return { elements, min, max, versions: everyVersion };
}

/** Exactly one of these elements. */
export function one(...elements: ElementRule[]): Slot {
  return slot(elements, 1, 1);
}

/** At most one of these elements. */
export function maybe(...elements: ElementRule[]): Slot {
  return slot(elements, 0, 1);
}

/** Any number of these elements. */
export function many(...elements: ElementRule[]): Slot {
  return slot(elements, 0, Infinity);
}

/** At least one of these elements. */
export function some(...elements: ElementRule[]): Slot {
  return slot(elements, 1, Infinity);
}

/** Exactly one of these groups of parts. */
export function either(...alternatives: Part[][]): Choice {
  return { alternatives };
}

/** Parts that only some versions have. */
export function when(guard: Versions, ...guarded: Part[]): Guarded {
  return { guard, guarded };
}

/** Parts from a version on. */
export function from(version: VersionNumber, ...parts: Part[]): Guarded {
  return when(since(version), ...parts);
}

/** Parts up to a version. */
export function upTo(version: VersionNumber, ...parts: Part[]): Guarded {
  return when(until(version), ...parts);
}

/** Parts of the versions from one to another. */
export function inVersions(first: VersionNumber, last: VersionNumber, ...parts: Part[]): Guarded {
  return when(between(first, last), ...parts);
}

/** Defines an element. `parts` may be a function of the rule itself, for an element that contains itself. */
export function element(
  name: string,
  content: Content,
  parts: readonly Part[] | ((self: ElementRule) => readonly Part[]),
): ElementRule {
  const forms: Form[] = [];
  const rule: ElementRule = { name, content, forms };
  const list = typeof parts === "function" ? parts(rule) : parts;
  forms.push(...expand(list, everyVersion));
  return rule;
}

/** All forms that a list of parts stands for. */
function expand(parts: readonly Part[], versions: Versions): Form[] {
  let forms: Form[] = [{ attributes: [], slots: [], versions }];
  for (const part of parts) {
    if ("alternatives" in part) {
      const branches = part.alternatives.flatMap((alternative) => expandChoice(alternative, versions));
      forms = forms.flatMap((form) => branches.map((branch) => joined(form, branch)));
    } else if ("guarded" in part) {
      const guarded = expand(part.guarded, everyVersion).map((form) => restricted(form, part.guard));
      forms = forms.flatMap((form) => guarded.map((extra) => joined(form, extra)));
    } else if ("isRequired" in part) {
      forms = forms.map((form) => ({ ...form, attributes: [...form.attributes, part] }));
    } else {
      forms = forms.map((form) => ({ ...form, slots: [...form.slots, part] }));
    }
  }
  return forms.filter((form) => form.versions !== 0);
}

/** The forms of one alternative; if it is guarded as a whole, the alternative itself exists only then. */
function expandChoice(alternative: readonly Part[], versions: Versions): Form[] {
  const [only, ...others] = alternative;
  if (only !== undefined && others.length === 0 && "guarded" in only) {
    return expand(only.guarded, versions & only.guard);
  }
  return expand(alternative, versions);
}

/** The same parts, but each only in some versions; outside them the form goes without. */
function restricted(form: Form, guard: Versions): Form {
  return {
    attributes: form.attributes.map((rule) => ({ ...rule, versions: rule.versions & guard })),
    slots: form.slots.map((place) => ({ ...place, versions: place.versions & guard })),
    versions: form.versions,
  };
}

function joined(form: Form, extra: Form): Form {
  return {
    attributes: [...form.attributes, ...extra.attributes],
    slots: [...form.slots, ...extra.slots],
    versions: form.versions & extra.versions,
  };
}

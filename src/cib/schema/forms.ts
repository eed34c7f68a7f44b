import { invariant } from "../../errors.ts";
import type { XmlElement } from "../../xml/element.ts";
import type { AttributeRule, ElementRule, Form, Slot } from "./notation.ts";
import { isOfType, type ValueType } from "./values.ts";
import { hasVersion, type VersionIndex } from "./versions.ts";

// Which form of its rule an element has: the one that it fits or, if there is none, the one that it is nearest to. Only
// the element itself is looked at, and how many children it has of each name.

/** The form that an element fits in a version; `null` if it fits none. */
export function fittingForm(element: XmlElement, rule: ElementRule, version: VersionIndex): Form | null {
  for (const form of rule.forms) {
    if (hasVersion(form.versions, version) && fits(element, rule, form, version)) return form;
  }
  return null;
}

/** The form that an element needs the fewest changes to have; the first of equals. */
export function nearestForm(element: XmlElement, rule: ElementRule, version: VersionIndex): Form {
  let best: Form | null = null;
  let least = Infinity;
  for (const form of rule.forms) {
    if (!hasVersion(form.versions, version)) continue;
    const distance = distanceTo(element, form, version);
    if (distance < least) {
      least = distance;
      best = form;
    }
  }
  invariant(best !== null, `no form of ${rule.name} in the version`);
  return best;
}

/** The index of the slot for children of a name; -1 if there is none. */
export function slotOf(name: string, form: Form, version: VersionIndex): number {
  const { slots } = form;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]!;
    if (!hasVersion(slot.versions, version)) continue;
    for (const rule of slot.elements) if (rule.name === name) return i;
  }
  return -1;
}

/** The rule for children of a name; `null` if there is none. */
export function childRule(name: string, form: Form, version: VersionIndex): ElementRule | null {
  const slot = form.slots[slotOf(name, form, version)];
  return slot?.elements.find((rule) => rule.name === name) ?? null;
}

/** The rule for an attribute, if the form has it. */
export function attributeRule(name: string, form: Form, version: VersionIndex): AttributeRule | undefined {
  return form.attributes.find((rule) => rule.name === name && hasVersion(rule.versions, version));
}

/** The children of an element for each slot of a form, and at the end those without one. */
export function countChildren(element: XmlElement, form: Form, version: VersionIndex): number[] {
  const counts = zeros(form.slots.length + 1);
  for (const child of element.children) {
    if (child.kind !== "element") continue;
    const index = slotOf(child.name, form, version);
    counts[index === -1 ? form.slots.length : index]!++;
  }
  return counts;
}

/** Whether a slot has as many elements as it may. */
export function isFilled(slot: Slot, count: number, version: VersionIndex): boolean {
  return !hasVersion(slot.versions, version) || (count >= slot.min && count <= slot.max);
}

/** Whether an element puts itself and what is in it into a namespace. */
export function isInNamespace(element: XmlElement): boolean {
  const uri = valueOf(element.attributes, "xmlns");
  return uri !== undefined && uri !== "";
}

/** Whether an attribute is none, but declares a namespace. */
export function isDeclaration(name: string): boolean {
  return name === "xmlns" || name.startsWith("xmlns:");
}

export function valueOf(attributes: readonly string[], name: string): string | undefined {
  for (let i = 0; i < attributes.length; i += 2) if (attributes[i] === name) return attributes[i + 1];
  return undefined;
}

function fits(element: XmlElement, rule: ElementRule, form: Form, version: VersionIndex): boolean {
  if (isInNamespace(element)) return false;
  if (rule.content === "anything") return true;
  const { attributes } = element;
  let known = 0;
  for (const candidate of form.attributes) {
    if (!hasVersion(candidate.versions, version)) continue;
    const value = valueOf(attributes, candidate.name);
    if (value === undefined) {
      if (candidate.isRequired) return false;
    } else if (isOfType(value, candidate.type, version)) {
      known++;
    } else {
      return false;
    }
  }
  if (known * 2 !== attributes.length && known !== countReal(attributes)) return false;
  return childrenFit(element, rule, form, version);
}

/** Whether all children are known, and their number and where it matters their order are right. */
function childrenFit(element: XmlElement, rule: ElementRule, form: Form, version: VersionIndex): boolean {
  if (form.slots.length === 0) return !element.children.some((child) => child.kind === "element");
  const counts = zeros(form.slots.length);
  let last = 0;
  for (const child of element.children) {
    if (child.kind !== "element") continue;
    const index = slotOf(child.name, form, version);
    if (index === -1) return false;
    if (rule.content === "sequence") {
      if (index < last) return false;
      last = index;
    }
    counts[index]!++;
  }
  return form.slots.every((slot, index) => isFilled(slot, counts[index]!, version));
}

function distanceTo(element: XmlElement, form: Form, version: VersionIndex): number {
  let distance = 0;
  for (const rule of form.attributes) {
    if (!hasVersion(rule.versions, version)) continue;
    const value = valueOf(element.attributes, rule.name);
    if (value === undefined) distance += rule.isRequired ? 2 : 0;
    else if (!isOfType(value, rule.type, version)) distance += mismatch(rule.type);
  }
  for (let i = 0; i < element.attributes.length; i += 2) {
    const name = element.attributes[i]!;
    if (!isDeclaration(name) && attributeRule(name, form, version) === undefined) distance += 2;
  }
  const counts = countChildren(element, form, version);
  form.slots.forEach((slot, index) => {
    if (!isFilled(slot, counts[index]!, version)) distance += 2;
  });
  return distance + 2 * counts.at(-1)!;
}

/** How far a wrong value is from the form: fixed values and banned names tell forms apart, and so may choices. */
function mismatch(type: ValueType): number {
  if (type.kind === "none-of") return 4;
  if (type.kind === "one-of") return type.choices.length === 1 ? 5 : 3;
  return 1;
}

/** Attributes that are not declarations. */
function countReal(attributes: readonly string[]): number {
  let count = 0;
  for (let i = 0; i < attributes.length; i += 2) if (!isDeclaration(attributes[i]!)) count++;
  return count;
}

function zeros(length: number): number[] {
  const list: number[] = [];
  for (let i = 0; i < length; i++) list.push(0);
  return list;
}

import { idOf, type XmlElement } from "../../xml/element.ts";
import type { EntityReference } from "../../xml/parse.ts";
import { attributeRule, childRule, fittingForm, isDeclaration, isInNamespace, nearestForm, slotOf, valueOf } from "./forms.ts";
import { cib } from "./grammar/index.ts";
import type { ElementRule, Form, Slot } from "./notation.ts";
import { datatypeOf, describeType, isOfType, trimmed, type Datatype } from "./values.ts";
import { hasVersion, latestVersion, type VersionIndex } from "./versions.ts";
import type { Step, Violation, ViolationCode } from "./violation.ts";

// Checks a document against the grammar of one version and lists everything that is wrong, in document order.
//
// Children are told apart by name, so every element is checked by itself: its attributes and the number of its children
// against each form it may have; the work is proportional to the document. If no form fits, the one that is least wrong
// tells what to report. References are checked last and, like the reference does, only in a document that has no other
// fault.

/** An attribute that must name an id. */
export interface IdReference {
  readonly element: XmlElement;
  readonly item: string;
  readonly value: string;
}

/** What a validation has to know beside document and version. */
export interface ValidationContext {
  /** Entity references in the document's content; none is allowed anywhere. */
  readonly entities?: readonly EntityReference[];
  /**
   * References found when the same document was validated before, to which this validation adds its own. Observed: the
   * reference checks them all again, even if they mean nothing in the later version.
   */
  readonly remembered?: IdReference[];
}

/** Nobody reads more; a document full of faults is not searched further. */
const MOST_VIOLATIONS = 1000;

/**
 * Everything in which a document breaks the grammar of a version (by default the latest), up to a thousand things; empty if it
 * is valid.
 */
export function validate(
  document: XmlElement,
  version: VersionIndex = latestVersion,
  context: ValidationContext = {},
): Violation[] {
  return new Validation(version, context).run(document);
}

/** A frame of the walk: the element, its rule, the form it is taken to have, and the next child to visit. */
interface Frame {
  readonly element: XmlElement;
  readonly rule: ElementRule;
  readonly form: Form;
  next: number;
}

interface Details {
  readonly item?: string;
  readonly value?: string;
  readonly datatype?: Datatype | null;
  readonly expected: string;
  readonly offset?: number;
  readonly path?: readonly Step[];
}

class Validation {
  private readonly version: VersionIndex;
  private readonly entities: readonly EntityReference[];
  private readonly violations: Violation[] = [];
  private readonly stack: Frame[] = [];
  private readonly ids = new Set<string>();
  private readonly references: IdReference[] = [];
  private readonly remembered: IdReference[];

  constructor(version: VersionIndex, { entities = [], remembered = [] }: ValidationContext) {
    this.version = version;
    this.entities = entities;
    this.remembered = remembered;
  }

  run(document: XmlElement): Violation[] {
    if (document.name !== cib.name) {
      this.report("root", document, { expected: "cib", path: [{ name: document.name, content: "anything" }] });
      return this.violations;
    }
    this.enter(document, cib);
    for (let frame = this.stack.at(-1); frame !== undefined; frame = this.stack.at(-1)) {
      if (this.violations.length >= MOST_VIOLATIONS) break;
      const child = frame.element.children[frame.next++];
      if (child === undefined) this.stack.pop();
      else if (child.kind === "element") this.visit(child, frame);
      else if (child.kind === "cdata" && trimmed(child.text) !== "") this.report("content", frame.element, { expected: "elements" });
    }
    for (const { name, parent, offset } of this.entities) {
      const path = [{ name: parent.name, content: "list" } as const];
      this.report("element-unexpected", parent, { item: name, expected: "no entity references", offset, path });
    }
    if (this.violations.length === 0) this.checkReferences();
    for (const reference of this.references) this.remembered.push(reference);
    return this.violations;
  }

  private visit(child: XmlElement, parent: Frame): void {
    const rule = childRule(child.name, parent.form, this.version);
    if (rule === null) {
      const expected = this.namesIn(parent.form);
      this.report("element-unexpected", parent.element, { item: child.name, expected, offset: child.offset });
    } else {
      this.enter(child, rule);
    }
  }

  /** Checks an element but for its children's own faults, which come when the walk gets to them. */
  private enter(element: XmlElement, rule: ElementRule): void {
    const fitting = fittingForm(element, rule, this.version);
    const form = fitting ?? nearestForm(element, rule, this.version);
    this.stack.push({ element, rule, form, next: 0 });
    if (fitting === null) this.explain(element, rule, form);
    if (rule.content === "anything") {
      this.stack.pop();
      return;
    }
    this.noteIds(element, form);
  }

  /** Reports in what an element differs from a form, unknown children aside. */
  private explain(element: XmlElement, rule: ElementRule, form: Form): void {
    if (isInNamespace(element)) this.report("namespace", element, { expected: "no namespace" });
    if (rule.content === "anything") return;
    for (let i = 0; i < element.attributes.length; i += 2) {
      const name = element.attributes[i]!;
      const value = element.attributes[i + 1]!;
      if (isDeclaration(name)) continue;
      const known = attributeRule(name, form, this.version);
      if (known === undefined) {
        this.report("attribute-unknown", element, { item: name, value, expected: this.attributesIn(form) });
      } else if (!isOfType(value, known.type, this.version)) {
        const { type } = known;
        const expected = describeType(type, this.version);
        this.report("attribute-value", element, { item: name, value, datatype: datatypeOf(type), expected });
      }
    }
    for (const { name, type, isRequired, versions } of form.attributes) {
      if (!isRequired || !hasVersion(versions, this.version)) continue;
      if (valueOf(element.attributes, name) === undefined) {
        this.report("attribute-missing", element, { item: name, expected: describeType(type, this.version) });
      }
    }
    this.explainChildren(element, rule, form);
  }

  private explainChildren(element: XmlElement, rule: ElementRule, form: Form): void {
    const counts = form.slots.map(() => 0);
    // The child that stands for the last of the slots so far.
    let last = { index: -1, name: "", offset: -1 };
    for (const child of element.children) {
      if (child.kind !== "element") continue;
      const index = slotOf(child.name, form, this.version);
      if (index === -1) continue;
      const slot = form.slots[index]!;
      counts[index]!++;
      if (counts[index]! > slot.max) {
        this.report("element-surplus", element, { item: child.name, expected: names(slot), offset: child.offset });
      } else if (rule.content === "sequence" && index < last.index) {
        this.report("element-order", element, { item: last.name, expected: child.name, offset: last.offset });
      }
      if (index > last.index) last = { index, name: child.name, offset: child.offset };
    }
    for (let i = 0; i < form.slots.length; i++) {
      const slot = form.slots[i]!;
      if (hasVersion(slot.versions, this.version) && counts[i]! < slot.min) {
        this.report("element-missing", element, { item: slot.elements[0]!.name, expected: `one of: ${names(slot)}` });
      }
    }
  }

  private noteIds(element: XmlElement, form: Form): void {
    for (const rule of form.attributes) {
      const { kind } = rule.type;
      if ((kind !== "id" && kind !== "idref") || !hasVersion(rule.versions, this.version)) continue;
      const value = valueOf(element.attributes, rule.name);
      if (value === undefined || !isOfType(value, rule.type, this.version)) continue;
      const name = trimmed(value);
      if (kind === "idref") {
        this.references.push({ element, item: rule.name, value: name });
      } else if (this.ids.has(name)) {
        this.report("id-duplicate", element, { item: rule.name, value: name, expected: "an id that occurs once" });
      } else {
        this.ids.add(name);
      }
    }
  }

  private checkReferences(): void {
    const reported = new Map<XmlElement, string[]>();
    for (const list of [this.references, this.remembered]) {
      for (const { element, item, value } of list) {
        if (this.ids.has(value)) continue;
        const items = reported.get(element) ?? [];
        if (items.includes(item)) continue;
        reported.set(element, [...items, item]);
        const path = [{ name: element.name, content: "anything" } as const];
        this.report("idref-dangling", element, { item, value, expected: "the id of an element in the document", path });
      }
    }
  }

  private attributesIn(form: Form): string {
    return form.attributes
      .filter((rule) => hasVersion(rule.versions, this.version))
      .map((rule) => rule.name)
      .join(", ");
  }

  private namesIn(form: Form): string {
    const list = form.slots.filter((slot) => hasVersion(slot.versions, this.version)).map(names);
    return list.length === 0 ? "nothing" : list.join(", ");
  }

  private path(): Step[] {
    return this.stack.map(({ rule }) => ({ name: rule.name, content: rule.content }));
  }

  private report(code: ViolationCode, element: XmlElement, details: Details): void {
    if (this.violations.length >= MOST_VIOLATIONS) return;
    const { item, value, datatype = null, expected, offset = element.offset, path = this.path() } = details;
    this.violations.push({
      code,
      element: element.name,
      id: idOf(element),
      item,
      value,
      datatype,
      expected,
      offset,
      path,
    });
  }
}

function names(slot: Slot): string {
  return slot.elements.map((rule) => rule.name).join(", ");
}

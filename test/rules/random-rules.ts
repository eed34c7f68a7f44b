// Makes up rules about dates and node attributes, some of them wrong in ways that a schema would not allow.

import { type XmlElement, createElement } from "../../src/xml/element.ts";
import { Random } from "../support/random.ts";

/** Attributes that nodes may have. */
export const attributeNames = ["s", "t", "u", "v", "w", "x"] as const;

/** Values for attributes and for what they are compared with. */
export const attributeValues = [
  "a", "A", "b", "10", "9", "9.5", "1.10", "1.9", "12abc", "", "-3", "1e3", "0x10", "nan", "inf", "abc",
  "1.10.0", "99999999999999999999", " 5", "+5", "1.10-rc1", "é", "z",
] as const;

const dates = [
  "2024-06-15 12:00:00Z", "2024-06-15 11:59:59Z", "2024-06-15 12:00:01Z", "2024-06-01", "2024-07-01",
  "2024-W24-6", "2024-167", "2024-06-15 07:00:00 -05:00", "2024-06-14 24:00:00Z", "2024-06-15 19:00:00 -05:00",
  "2024-06-15 12:00:00 +05:30", "2023-02-29", "junk", "", "2024-02-29",
] as const;

const amounts = ["0", "1", "2", "-1", "10", "400", "5x", "-400", "abc", "99999999999", "2147483648"] as const;

const ranges = [
  "1", "1-12", "6", "6-", "-6", "15", "12", "12-11", "10-14", "0", "-", "", "5 ", "12--1", "167", "2024", "2023-",
] as const;

type Attributes = Readonly<Record<string, string | undefined>>;

/** Makes rules; ids are different as long as the same maker is used. */
export class RuleMaker {
  private readonly random: Random;
  private ids = 0;

  constructor(random: Random) {
    this.random = random;
  }

  /** A rule with an id and a valid operator. */
  rule(levels = 2): XmlElement {
    const operator = this.sometimes(0.6, ["and", "or", "OR"]);
    const conditions = Array.from({ length: this.random.below(4) }, () => this.condition(levels));
    return element("rule", { id: this.id(), "boolean-op": operator, score: "7" }, conditions);
  }

  private condition(levels: number): XmlElement {
    const kind = this.random.below(10);
    if (levels > 0 && kind < 2) return this.rule(levels - 1);
    if (kind < 6) return this.dateExpression();
    if (kind < 9) return this.expression();
    return this.unrelatedExpression();
  }

  private dateExpression(): XmlElement {
    const operation = this.sometimes(0.8, ["in_range", "In_Range", "gt", "lt", "date_spec", "date_spec", "other"]);
    const content: XmlElement[] = [];
    if (this.random.chance(0.3)) content.push(this.described("duration", ["years", "months", "weeks", "days", "hours", "seconds"], amounts));
    if (this.random.chance(0.5)) {
      content.push(this.described("date_spec", ["years", "months", "monthdays", "hours", "yeardays", "weeks", "moon"], ranges));
    }
    const bounds = { start: this.sometimes(0.5, dates), end: this.sometimes(0.5, dates) };
    return element("date_expression", { id: this.oddId(), operation, ...bounds }, content);
  }

  private described(name: string, attributes: readonly string[], values: readonly string[]): XmlElement {
    const chosen = attributes.map((attribute) => [attribute, this.sometimes(0.25, values)] as const);
    return element(name, { id: this.oddId(), ...Object.fromEntries(chosen) }, []);
  }

  private expression(): XmlElement {
    const operation = this.sometimes(0.97, ["defined", "not_defined", "eq", "ne", "lt", "lte", "gt", "gte", "Lt", "other"]);
    const source = this.sometimes(0.3, ["literal", "param", "Meta", "other"]);
    const values = source === "param" || source === "Meta" ? ["p", "priority", "none"] : attributeValues;
    const wantsValue = operation !== "defined" && operation !== "not_defined";
    return element("expression", {
      id: this.oddId(),
      attribute: this.sometimes(0.97, [...attributeNames, "S", "#uname", "#is_dc", "%1", "%0", "x%2"]),
      operation,
      value: this.sometimes(wantsValue ? 0.95 : 0.05, values),
      "value-source": source,
      type: this.sometimes(0.5, ["string", "integer", "number", "version", "Integer", "other"]),
    });
  }

  private unrelatedExpression(): XmlElement {
    const interval = this.sometimes(0.5, ["10", "-5", "x", "99999999999999999999"]);
    const operation = { id: this.oddId(), name: this.sometimes(0.8, ["start"]), interval };
    if (this.random.chance(0.5)) return element("op_expression", operation);
    return element("rsc_expression", { id: this.oddId(), class: this.sometimes(0.5, ["ocf"]) });
  }

  private id(): string {
    return `i${this.ids++}`;
  }

  private oddId(): string | undefined {
    if (!this.random.chance(0.03)) return this.id();
    return this.random.chance(0.5) ? "" : undefined;
  }

  private sometimes(probability: number, values: readonly string[]): string | undefined {
    return this.random.chance(probability) ? this.random.pick(values) : undefined;
  }
}

function element(name: string, attributes: Attributes, children: readonly XmlElement[] = []): XmlElement {
  const set = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [key, value]));
  return createElement(name, set, children);
}

// Blocks of names and values, and the rules that decide whether they count.

import fc, { type Arbitrary } from "fast-check";
import { element, id, oneOf, reference, sometimes, upTo, weighted, type Draft, type Value } from "./draft.ts";
import { attributeNames, attributeValues, finiteScore, score, type Mode } from "./values.ts";

/** What a rule can ask about depends on where it stands. */
export type RulePlace = "node" | "resource" | "operation" | "none";

const dates = ["2024-06-15", "2024-01-01 00:00:00Z", "2024-06-15T12:00:00Z", "2024-06-15 12:00:30Z", "2030-12-31", "2024-W24-6", "2024-167"] as const;
const ranges = ["12", "9-17", "6", "1-5", "2024", "2024-", "-11", "0-30"] as const;

const duration = element("duration", { id, hours: sometimes(50, oneOf("1", "24")), minutes: sometimes(30, oneOf("10", "90")), days: sometimes(20, oneOf("1", "40")), months: sometimes(20, oneOf("1", "13")) });

const dateSpec = element("date_spec", {
  id,
  hours: sometimes(50, oneOf(...ranges)),
  weekdays: sometimes(30, oneOf("6", "1-5")),
  years: sometimes(20, oneOf("2024", "2024-2026")),
  months: sometimes(20, oneOf("6", "1-5")),
  monthdays: sometimes(15, oneOf("15", "1-14")),
  minutes: sometimes(15, oneOf("0", "5-59")),
  weeks: sometimes(10, oneOf("24", "1-10")),
  yearsdays: sometimes(5, oneOf("167", "1")),
});

const date: Arbitrary<Draft> = weighted(
  [2, element("date_expression", { id, operation: "gt", start: oneOf(...dates) })],
  [2, element("date_expression", { id, operation: "lt", end: oneOf(...dates) })],
  [2, element("date_expression", { id, operation: "in_range", start: oneOf(...dates), end: sometimes(50, oneOf(...dates)) })],
  [1, element("date_expression", { id, operation: "in_range", start: oneOf(...dates) }, duration)],
  [2, element("date_expression", { id, operation: "date_spec" }, dateSpec)],
);

const nodeExpression: Arbitrary<Draft> = weighted(
  [3, element("expression", { id, attribute: oneOf(...attributeNames), operation: oneOf("defined", "not_defined") })],
  [2, element("expression", { id, attribute: "#uname", operation: oneOf("eq", "ne"), value: reference("node") })],
  [1, element("expression", { id, attribute: "#kind", operation: oneOf("eq", "ne"), value: oneOf("remote", "cluster", "container") })],
  [1, element("expression", { id, attribute: oneOf("#is_dc", "#role", "#site-name", "#ra-version"), operation: oneOf("eq", "ne"), value: oneOf("true", "east") })],
  [
    3,
    element("expression", {
      id,
      attribute: oneOf(...attributeNames),
      operation: oneOf("eq", "ne", "lt", "lte", "gt", "gte"),
      value: oneOf(...attributeValues),
      type: sometimes(50, oneOf("string", "integer", "number", "version")),
      "value-source": sometimes(15, oneOf("literal", "param", "meta")),
    }),
  ],
);

const resourceExpression = element("rsc_expression", { id, class: sometimes(60, oneOf("ocf", "stonith")), provider: sometimes(30, oneOf("pacemaker", "heartbeat")), type: sometimes(50, oneOf("Dummy", "Stateful")) });
const operationExpression = element("op_expression", { id, name: oneOf("monitor", "start", "stop"), interval: sometimes(40, oneOf("10s", "30s", "0")) });

const conditions: Readonly<Record<RulePlace, Arbitrary<Draft>>> = {
  node: weighted([4, nodeExpression], [1, date]),
  resource: weighted([1, date], [1, resourceExpression]),
  operation: weighted([1, date], [1, resourceExpression], [2, operationExpression]),
  none: date,
};

/** A rule; `own` are attributes that it has because of its place. */
export function rule(place: RulePlace, own: Readonly<Record<string, Arbitrary<Value | undefined>>> = {}): Arbitrary<Draft> {
  const condition = conditions[place];
  const nested = element("rule", { id, "boolean-op": sometimes(60, oneOf("or", "and")) }, upTo(2, condition, 1));
  const parts = upTo(3, weighted([6, condition], [1, nested]), 1);
  return element("rule", { id, "boolean-op": sometimes(60, oneOf("or", "and")), ...own }, parts);
}

const repeatedRule = element("rule", { "id-ref": reference("same element") });

/** Names with the arbitrary of their values, and how likely each is, in percent. */
export type Pairs = Readonly<Record<string, readonly [percent: number, value: Arbitrary<Value>]>>;

function pairs(of: Pairs): Arbitrary<Draft[]> {
  const list = Object.entries(of).map(([name, [percent, value]]) => sometimes(percent, element("nvpair", { id, name, value })));
  return fc.tuple(...list).map((drawn) => drawn.filter((pair) => pair !== undefined));
}

/** A block of pairs; `undefined` if it would be empty. */
export function block(name: string, of: Pairs): Arbitrary<Draft | undefined> {
  return element(name, { id }, pairs(of)).map((draft) => (draft.children.length === 0 ? undefined : draft));
}

/** One block as a rule, sometimes further ones that have rules and scores or repeat another block. */
export function blocks(name: string, place: RulePlace, mode: Mode, of: Pairs, often: number = 12): Arbitrary<Draft[]> {
  const conditional = element(name, { id, score: sometimes(50, weighted([3, finiteScore], [1, score(mode)])) }, weighted([1, fc.constant(undefined)], [8, rule(place)], [1, repeatedRule]), pairs(of));
  const repeated = element(name, { "id-ref": reference("same element") });
  return fc
    .tuple(block(name, of), sometimes(often, conditional), sometimes(2, repeated))
    .map((drawn) => drawn.filter((draft) => draft !== undefined));
}

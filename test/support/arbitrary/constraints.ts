// Constraints of every form, tags, and fencing levels.

import type { Arbitrary } from "fast-check";
import { rule } from "./blocks.ts";
import { element, id, oneOf, reference, sometimes, upTo, weighted, type Draft, type Value } from "./draft.ts";
import { attributeNames, flag, role, score, tickets, type Mode } from "./values.ts";

const resource: Arbitrary<Value> = weighted<Value>([14, reference("resource")], [3, reference("part")], [2, reference("promotable")], [1, reference("tag")], [1, reference("template")]);

const action = oneOf("start", "stop", "promote", "demote");
const kind = oneOf("Mandatory", "Optional", "Serialize");

const members = upTo(3, element("resource_ref", { id: weighted<Value>([8, reference("resource")], [3, reference("part")], [1, reference("tag")]) }), 1);
const repeatedSet = element("resource_set", { "id-ref": reference("same element") });

function sets(own: Parameters<typeof element>[1], most: number): Arbitrary<Draft[]> {
  const set = element("resource_set", { id, sequential: sometimes(35, flag), "require-all": sometimes(20, flag), ordering: sometimes(6, oneOf("group", "listed")), ...own }, members);
  return upTo(most, weighted([20, set], [1, repeatedSet]), 1);
}

function location(mode: Mode): Arbitrary<Draft> {
  const discovery = sometimes(14, oneOf("always", "never", "exclusive"));
  const preference = { score: score(mode), node: reference("node") };
  const decided = rule("node", {
    score: oneOf("INFINITY", "-INFINITY", "100", "-100", "10"),
    role: sometimes(8, oneOf("Promoted", "Started", "Master")),
  });
  const measured = rule("node", { "score-attribute": oneOf(...attributeNames, "#health-disk") });
  return weighted(
    [8, element("rsc_location", { id, rsc: resource, ...preference, role: sometimes(10, role), "resource-discovery": discovery })],
    [3, element("rsc_location", { id, rsc: resource, role: sometimes(5, role), "resource-discovery": discovery }, decided)],
    [1, element("rsc_location", { id, rsc: resource }, measured)],
    [1, element("rsc_location", { id, "rsc-pattern": oneOf("^r", "[0-9]$", "!^A", ".*", "(r)(1)", "x|y"), ...preference, "resource-discovery": discovery })],
    [1, element("rsc_location", { id, "rsc-pattern": oneOf("^(.)", "r(.)", "(a)|(b)") }, decided)],
    [1, element("rsc_location", { id, ...preference, "resource-discovery": discovery }, sets({ role: sometimes(20, role), score: sometimes(30, score(mode)) }, 2))],
  );
}

function colocation(mode: Mode): Arbitrary<Draft> {
  const influence = sometimes(12, oneOf("true", "false", "yes"));
  const strength = weighted([3, oneOf("INFINITY", "-INFINITY", "100", "-50", "10")], [1, score(mode)]);
  return weighted(
    [
      5,
      element("rsc_colocation", {
        id,
        rsc: resource,
        "with-rsc": resource,
        score: sometimes(92, strength),
        "rsc-role": sometimes(14, role),
        "with-rsc-role": sometimes(20, role),
        "node-attribute": sometimes(10, oneOf("site", "rack", "#uname", "none")),
        influence,
      }),
    ],
    [2, element("rsc_colocation", { id, score: sometimes(92, strength), influence }, sets({ role: sometimes(20, role), score: sometimes(20, strength) }, 3))],
  );
}

function order(mode: Mode): Arbitrary<Draft> {
  const shared = { id, symmetrical: sometimes(22, flag), "require-all": sometimes(12, flag) };
  const pair = { first: resource, then: resource, "first-action": sometimes(25, action), "then-action": sometimes(22, action) };
  return weighted(
    [5, element("rsc_order", { ...shared, kind: sometimes(45, kind), ...pair })],
    [1, element("rsc_order", { ...shared, score: weighted([3, oneOf("INFINITY", "0", "100")], [1, score(mode)]), ...pair })],
    [2, element("rsc_order", { ...shared, kind: sometimes(45, kind) }, sets({ action: sometimes(25, action), kind: sometimes(12, kind) }, 3))],
  );
}

function ticket(): Arbitrary<Draft> {
  const shared = { id, ticket: oneOf(...tickets), "loss-policy": sometimes(70, oneOf("stop", "demote", "fence", "freeze")) };
  return weighted(
    [3, element("rsc_ticket", { ...shared, rsc: resource, "rsc-role": sometimes(35, role) })],
    [1, element("rsc_ticket", shared, sets({ role: sometimes(30, role) }, 2))],
  );
}

/** Forms that can be asked for. */
export const constraintKinds = ["locations", "colocations", "orderings", "tickets"] as const;
export type ConstraintKind = (typeof constraintKinds)[number];

export function constraints(mode: Mode, favoured: readonly string[] = []): Arbitrary<Draft> {
  const forms: Readonly<Record<ConstraintKind, readonly [number, Arbitrary<Draft>]>> = {
    locations: [8, location(mode)],
    colocations: [8, colocation(mode)],
    orderings: [8, order(mode)],
    tickets: [2, ticket()],
  };
  const choices = constraintKinds.map((name) => [forms[name][0] * (favoured.includes(name) ? 8 : 1), forms[name][1]] as const);
  return element("constraints", {}, upTo(mode === "well-formed" ? 5 : 7, weighted<Draft>(...choices)));
}

const tag = element("tag", { id: oneOf("tag1", "tag2", "tag3") }, upTo(3, element("obj_ref", { id: weighted<Value>([8, reference("resource")], [2, reference("part")], [1, reference("tag")]) }), 1));

export const tags = sometimes(18, element("tags", {}, upTo(2, tag, 1)));

const level = {
  id,
  index: oneOf("1", "2", "9"),
  devices: oneOf("Fencing", "fence2", "Fencing,fence2", "st-1", "missing"),
};

export const fencingTopology = sometimes(
  8,
  element(
    "fencing-topology",
    {},
    upTo(
      3,
      weighted(
        [2, element("fencing-level", { ...level, target: reference("node") })],
        [1, element("fencing-level", { ...level, "target-pattern": oneOf("n.*", "[1-") })],
        [1, element("fencing-level", { ...level, "target-attribute": oneOf("site", "rack"), "target-value": oneOf("east", "1") })],
      ),
      1,
    ),
  ),
);

import { describe, expect, test } from "vitest";
import { ProbeMode } from "../../src/model/node.ts";
import { Role, roleName } from "../../src/values/role.ts";
import { assigned, clone, element, group, prefers, primitive, primitives, type Situation } from "../assignment/support.ts";

const rule = (attributes: Record<string, string | number>, condition: Record<string, string> = {}): string =>
  element(
    "rule",
    attributes,
    element("expression", { id: `${attributes["id"] ?? "x"}-e`, attribute: "site", operation: "eq", value: "east", ...condition }),
  );
const set = (id: string, members: readonly string[], more: Record<string, string | number> = {}): string =>
  element("resource_set", { id, ...more }, members.map((member) => element("resource_ref", { id: member })).join(""));
const location = (id: string, more: Record<string, string | number>, content = ""): string =>
  element("rsc_location", { id, ...more }, content);

const nodes = {
  n1: { permanent: { site: "east", points: "5", name: "n1" } },
  n2: { permanent: { site: "west", points: "bad" } },
  n3: { permanent: { site: "east", points: "-INFINITY" } },
};

/** The preferences that came of it: `ID: RESOURCE node=score ...`, in order of creation. */
function preferences(constraints: string, more: Partial<Situation> = {}): readonly string[] {
  const { run } = assigned({ resources: primitives("A", "B", "D"), nodes, constraints, ...more }, "constraints");
  return run.locations.map(({ id, resource, nodes: list }) =>
    [`${id}: ${resource.id}`, ...list.map(({ node, score }) => `${node.name}=${score}`)].join(" "),
  );
}

function reported(constraints: string, more: Partial<Situation> = {}): readonly string[] {
  const situation = { resources: primitives("A", "B"), nodes, constraints, unvalidated: true, ...more };
  return assigned(situation, "constraints").messages;
}

describe("a preference for a node", () => {
  test("is recorded, whatever the case of the node's name, and ignored for an unknown one", () => {
    expect(preferences(prefers("A", "N2", 5).replace(/location\d+/, "l") + prefers("A", "n9", 5))).toEqual(["l: A n2=5"]);
  });

  test.each([
    ["Started", "Unknown"],
    ["Slave", "Unknown"],
    ["promoted", "Promoted"],
    ["Master", "Promoted"],
    ["Stopped", "Stopped"],
  ])("for the role %s is one for %s", (role, filter) => {
    const situation = { resources: primitive("A"), constraints: prefers("A", "n1", 5, { role }), unvalidated: true };
    expect(roleName(assigned(situation, "constraints").run.locations[0]!.role)).toBe(filter);
  });

  test.each([
    [{}, ProbeMode.Always],
    [{ "resource-discovery": "Never" }, ProbeMode.Never],
    [{ "resource-discovery": "exclusive" }, ProbeMode.Exclusive],
  ])("says whether there is discovery: %j", (more, mode) => {
    const situation = { resources: primitive("A"), constraints: prefers("A", "n1", 5, more), unvalidated: true };
    expect(assigned(situation, "constraints").run.locations[0]).toMatchObject({ probeMode: mode, role: Role.Unknown });
  });

  test("takes the words for health as scores", () => {
    const options = { "node-health-strategy": "custom", "node-health-red": "-50" };
    expect(preferences(location("l", { rsc: "A", node: "n1", score: "red" }), { options, unvalidated: true })).toContain("l: A n1=-50");
  });
});

describe("a preference by rule", () => {
  test("has the rule's ID, and the nodes for which it passes, the last one first", () => {
    expect(preferences(location("l", { rsc: "A" }, rule({ id: "r", score: 5 })))).toEqual(["r: A n3=5 n1=5"]);
  });

  test("exists even if no node matches, and uses only the first rule", () => {
    const content = rule({ id: "r", score: 5 }, { value: "none" }) + rule({ id: "s", score: 7 });
    expect(preferences(location("l", { rsc: "A" }, content), { unvalidated: true })).toEqual(["r: A"]);
  });

  test("can take scores from an attribute, leaving out nodes that have none", () => {
    const content = rule({ id: "r", "score-attribute": "points" }, { operation: "ne", value: "north" });
    expect(preferences(location("l", { rsc: "A" }, content))).toEqual(["r: A n3=-1000000 n1=5"]);
    expect(reported(location("l", { rsc: "A" }, content))).toContain(
      "warning (score_from_attr) Ignoring location l for node n2 because node attribute points value 'bad' is not a valid score: Bad input value provided",
    );
  });

  test("can be shared by reference", () => {
    const constraints = location("l", { rsc: "A" }, rule({ id: "r", score: 5 })) + location("m", { rsc: "B" }, `<rule id-ref="r"/>`);
    expect(preferences(constraints)).toEqual(["r: A n3=5 n1=5", "r: B n3=5 n1=5"]);
  });

  test("proposes when to look again", () => {
    const date = element("date_expression", { id: "d", operation: "gt", start: "2023-11-15 00:00:00Z" });
    const constraints = location("l", { rsc: "A" }, element("rule", { id: "r", score: 5 }, date));
    expect(assigned({ resources: primitive("A"), constraints }, "constraints").run.recheckBy).toBe(1_700_006_401);
  });
});

describe("a pattern", () => {
  const resources = primitives("a-1", "b-1") + group("a-2", primitive("a-3"));
  const matched = (pattern: string, content = ""): readonly string[] =>
    preferences(location("l", { "rsc-pattern": pattern, ...(content === "" ? { node: "n1", score: 5 } : {}) }, content), { resources });

  test("matches top-level resources anywhere in their IDs", () => {
    expect(matched("a-[0-9]")).toEqual(["l: a-1 n1=5", "l: a-2 n1=5"]);
    expect(matched("!a-")).toEqual(["l: b-1 n1=5"]);
  });

  test("lends what its groups matched to the rule and its score attribute", () => {
    const content = rule({ id: "r", "score-attribute": "po%1" }, { attribute: "na%2", value: "n1" });
    const constraints = location("l", { "rsc-pattern": "(ints).(me)" }, content);
    expect(preferences(constraints, { resources: primitive("ints.me") })).toEqual(["r: ints.me n1=5"]);
  });
});

describe("sets", () => {
  test("can have a score and a role of their own", () => {
    const content = set("s1", ["A"]) + set("s2", ["B", "D"], { score: 7 });
    expect(preferences(location("l", { node: "n1", score: 3 }, content))).toEqual(["l: A n1=3", "l: B n1=7", "l: D n1=7"]);
  });

  test("that are referenced go on with what follows them in their own place", () => {
    const constraints =
      location("l1", { node: "n1", score: 3 }, set("s1", ["A"]) + set("s2", ["B"])) +
      location("l2", { node: "n2", score: 7 }, `<resource_set id-ref="s1"/>` + set("s3", ["D"]));
    expect(preferences(constraints)).toEqual(["l1: A n1=3", "l1: B n1=3", "l2: A n2=7", "l2: B n2=7"]);
  });

  test("that fail end the constraint, what they made stays", () => {
    const content = set("s1", ["A", "no", "B"]) + set("s2", ["D"]);
    expect(preferences(location("l", { node: "n1", score: 3 }, content), { unvalidated: true })).toEqual(["l: A n1=3"]);
  });
});

test("templates and tags stand for what they list", () => {
  const template = `<template id="T" class="ocf" provider="pacemaker" type="Dummy"/>`;
  const situation = {
    resources: `${template}<primitive id="A" template="T"/>${primitive("B")}<primitive id="D" template="T"/>`,
    configuration: `<tags><tag id="both"><obj_ref id="B"/><obj_ref id="A"/></tag></tags>`,
  };
  const constraints =
    location("l", { rsc: "T", node: "n1", score: 3 }) +
    location("m", { rsc: "both", node: "n1", score: 4 }) +
    location("o", { node: "n1", score: 5 }, set("s", ["both", "D"]));
  expect(preferences(constraints, situation)).toEqual([
    "l: A n1=3",
    "l: D n1=3",
    "m: B n1=4",
    "m: A n1=4",
    "o: B n1=5",
    "o: A n1=5",
    "o: D n1=5",
  ]);
});

test("the name of what is inside a clone means the clone, once there is history under that name", () => {
  const resources = clone("C", primitive("A"));
  const constraints = location("l", { rsc: "A", node: "n1", score: 3 });
  expect(preferences(constraints, { resources, nodes: { n1: { active: ["A"] } } })).toEqual(["l: C n1=3"]);
  expect(preferences(constraints, { resources })).toEqual([]);
});

test.each<[string, string, string[]]>([
  ["an unknown resource", location("l", { rsc: "no", node: "n1", score: 1 }), [
    "config-warning (find_constraint_tag) No resource, template, or tag named 'no'",
    "config-error (unpack_location_tags) Ignoring constraint 'l' because 'no' is not a valid resource or tag",
  ]],
  ["a bad score", location("l", { rsc: "A", node: "n1", score: "x" }), [
    "config-error (unpack_rsc_location) Ignoring location constraint l because 'x' is not a valid score",
  ]],
  ["a bad role", location("l", { rsc: "A", node: "n1", score: 1, role: "x" }), [
    "config-error (unpack_rsc_location) Ignoring location constraint l because 'x' is not a valid role",
  ]],
  ["bad discovery", location("l", { rsc: "A", node: "n1", score: 1, "resource-discovery": "x" }), [
    "config-error (pcmk__new_location) Invalid resource-discovery value x in location constraint",
  ]],
  ["a bad pattern", location("l", { "rsc-pattern": "!*A", node: "n1", score: 1 }), [
    "config-error (unpack_simple_location) Ignoring constraint 'l' because rsc-pattern has invalid value '*A'",
  ]],
  ["a set without ID", location("l", { node: "n1", score: 1 }, `<resource_set><resource_ref id="A"/></resource_set>`), [
    "config-error (unpack_location_set) Ignoring resource_set without id in constraint 'l'",
  ]],
  ["an unknown resource in a set", location("l", { node: "n1", score: 1 }, set("s", ["no"])), [
    "config-warning (find_constraint_tag) No resource, template, or tag named 'no'",
    "config-error (pcmk__expand_tags_in_sets) Ignoring resource sets for constraint 'l' because 'no' is not a valid resource or tag",
    "config-error (unpack_location_set) s: No resource found for no",
  ]],
  ["a rule without ID", location("l", { rsc: "A" }, rule({ score: 1 })), [
    "config-error (generate_location_rule) Ignoring location constraint 'l' because its rule has no id",
  ]],
  ["a rule with a bad role", location("l", { rsc: "A" }, rule({ id: "r", score: 1, role: "x" })), [
    "config-error (generate_location_rule) Ignoring location constraint 'l' because rule 'r' has invalid role 'x'",
  ]],
  ["a rule with a bad operator", location("l", { rsc: "A" }, rule({ id: "r", score: 1, "boolean-op": "x" })), [
    "config-error (generate_location_rule) Ignoring location constraint 'l' because rule 'r' has invalid boolean-op 'x'",
  ]],
  ["a rule without score", location("l", { rsc: "A" }, rule({ id: "r" })), [
    "config-error (score_from_rule) Ignoring location constraint rule r because neither score nor score-attribute was specified",
  ]],
  ["a rule with a bad score", location("l", { rsc: "A" }, rule({ id: "r", score: "x" })), [
    "config-error (score_from_rule) Ignoring location constraint rule r because 'x' is not a valid score: Bad input value provided",
  ]],
  ["a reference to nothing", location("l", { rsc: "A" }, `<rule id-ref="no"/>`), [
    "config-error (pcmk__xe_resolve_idref) Ignoring invalid rule configuration: id-ref 'no' does not reference a valid object | xpath=//rule[@id='no']",
  ]],
])("%s is an error", (_, constraint, messages) => {
  expect(reported(constraint)).toEqual(messages);
});

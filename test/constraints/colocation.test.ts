import { describe, expect, test } from "vitest";
import { roleName } from "../../src/values/role.ts";
import { assigned, bundle, clone, element, primitive, primitives, together, type Situation } from "../assignment/support.ts";

type More = Record<string, string | number>;

const set = (id: string, members: readonly string[], more: More = {}): string =>
  element("resource_set", { id, ...more }, members.map((member) => element("resource_ref", { id: member })).join(""));
const colocation = (id: string, more: More, content = ""): string => element("rsc_colocation", { id, ...more }, content);

/** `ID: DEPENDENT with PRIMARY score`, in order of creation. */
function pairs(constraints: string, more: Partial<Situation> = {}): readonly string[] {
  const { run } = assigned({ resources: primitives("A", "B", "C", "D"), constraints, ...more }, "constraints");
  return run.colocations.map(({ id, dependent, primary, score }) => `${id}: ${dependent.id} with ${primary.id} ${score}`);
}

function reported(constraints: string, more: Partial<Situation> = {}): readonly string[] {
  const situation = { resources: primitives("A", "B", "C", "D"), constraints, unvalidated: true, ...more };
  return assigned(situation, "constraints").messages.filter((message) => !message.includes("find_constraint_tag"));
}

test("two resources", () => {
  const constraints = colocation("c", { rsc: "A", "with-rsc": "B", score: 5, "rsc-role": "Slave", "with-rsc-role": "Started", "node-attribute": "site" });
  const [made] = assigned({ resources: primitives("A", "B"), constraints, unvalidated: true }, "constraints").run.colocations;
  expect(made).toMatchObject({ id: "c", score: 5, nodeAttribute: "site", influence: true, explicit: true });
  expect([roleName(made!.dependentRole), roleName(made!.primaryRole)]).toEqual(["Unpromoted", "Unknown"]);
});

test.each([
  [{}, undefined, true],
  [{}, "false", false],
  [{ influence: "true" }, "false", true],
  [{ influence: "no" }, undefined, false],
  [{ influence: "maybe" }, "false", false],
])("with %j and critical=%s, the influence is %s", (more, critical, influence) => {
  const resources = primitive("A", { meta: critical === undefined ? {} : { critical } }) + primitive("B");
  const { run } = assigned({ resources, constraints: together("A", "B", 5, more), unvalidated: true }, "constraints");
  expect(run.colocations[0]!.influence).toBe(influence);
});

describe("within a set", () => {
  test.each<[string, More, string[]]>([
    ["each depends on the one before it", {}, ["s: B with A 5", "s: C with B 5"]],
    ["the one before depends on it, with the ordering reversed", { ordering: "listed" }, ["s: A with B 5", "s: B with C 5"]],
    ["each stays away from all before it", { score: -5 }, ["s: B with A -5", "s: C with A -5", "s: C with B -5"]],
    ["nothing holds if it is not sequential", { sequential: "false" }, []],
    ["nothing holds with a score of 0", { score: 0 }, []],
  ])("%s", (_, more, expected) => {
    expect(pairs(colocation("c", { score: 5 }, set("s", ["A", "B", "C"], more)))).toEqual(expected);
  });

  test("an unknown resource ends the set", () => {
    const constraints = colocation("c", { score: 5 }, set("s", ["A", "B", "no", "C"]));
    expect(pairs(constraints, { unvalidated: true })).toEqual(["s: B with A 5"]);
  });
});

describe("between sets, the earlier one depends on the later one", () => {
  const loose = { sequential: "false" };
  test.each<[string, More, More, string[]]>([
    ["by its first and the other's last", {}, {}, ["s: B with A 5", "t: D with C 5", "c: A with D 5"]],
    ["by its first, on each", {}, loose, ["s: B with A 5", "c: A with C 5", "c: A with D 5"]],
    ["each, on the other's last", loose, {}, ["t: D with C 5", "c: A with D 5", "c: B with D 5"]],
    ["each on each", loose, loose, ["c: A with C 5", "c: A with D 5", "c: B with C 5", "c: B with D 5"]],
  ])("%s", (_, first, second, expected) => {
    expect(pairs(colocation("c", { score: 5 }, set("s", ["A", "B"], first) + set("t", ["C", "D"], second)))).toEqual(expected);
  });

  test("without a score nothing holds between them", () => {
    expect(pairs(colocation("c", {}, set("s", ["A", "B"], { score: 3 }) + set("t", ["C"])))).toEqual(["s: B with A 3"]);
  });

  test("a reference that leads nowhere ends the constraint", () => {
    const content = set("s", ["A", "B"]) + `<resource_set id-ref="no"/>` + set("t", ["C"]);
    expect(pairs(colocation("c", { score: 5 }, content), { unvalidated: true })).toEqual(["s: B with A 5"]);
  });
});

describe("a tag", () => {
  const tagged = { configuration: `<tags><tag id="T"><obj_ref id="A"/><obj_ref id="B"/></tag><tag id="U"><obj_ref id="C"/></tag></tags>` };

  test("makes sets of both sides, which know no node attribute", () => {
    const constraints = colocation("c", { rsc: "T", "with-rsc": "D", score: 5, "rsc-role": "Promoted", "node-attribute": "site" });
    expect(pairs(constraints, tagged)).toEqual(["c: A with D 5", "c: B with D 5"]);
    const { run } = assigned({ resources: primitives("A", "B", "C", "D"), constraints, ...tagged }, "constraints");
    expect(run.colocations[0]).toMatchObject({ nodeAttribute: "#uname", dependentRole: 4, primaryRole: 0 });
  });

  test("cannot be with another one", () => {
    const constraints = colocation("c", { rsc: "T", "with-rsc": "U", score: 5 });
    expect(reported(constraints, tagged)).toEqual([
      "config-error (unpack_colocation_tags) Ignoring constraint 'c' because two templates or tags cannot be colocated",
    ]);
  });
});

test("a bundle is not colocated with what runs in it", () => {
  const nodes = { n1: { active: ["B-podman-0", "B-0"] }, "B-0": { active: ["A"], more: { type: "remote" } } };
  const { run, messages } = assigned({ resources: bundle("B", 1, primitive("A")), nodes, constraints: colocation("c", { rsc: "A", "with-rsc": "B", score: 5 }) });
  expect(run.colocations.filter(({ explicit }) => explicit)).toEqual([]);
  expect(messages).toContain("config-error (pcmk__new_colocation) Ignoring colocation 'c' because B-clone and B are a bundle and what runs in it");
});

test("an instance can be named", () => {
  expect(pairs(colocation("c", { rsc: "A", "with-rsc": "x:0", score: 5 }), { resources: primitive("A") + clone("X", primitive("x")), unvalidated: true })).toEqual([
    "c: A with x:0 5",
  ]);
});

test.each<[string, string, string[]]>([
  ["an empty ID", colocation("", { rsc: "A", "with-rsc": "B", score: 5 }), ["config-error (pcmk__unpack_colocation) Ignoring rsc_colocation without #id"]],
  ["a bad score", colocation("c", { rsc: "A", "with-rsc": "B", score: "x" }), ["config-error (pcmk__unpack_colocation) Ignoring colocation c because 'x' is not a valid score"]],
  ["an unknown dependent", colocation("c", { rsc: "no", "with-rsc": "B", score: 5 }), ["config-error (unpack_colocation_tags) Ignoring constraint 'c' because 'no' is not a valid resource or tag"]],
  ["an unknown primary", colocation("c", { rsc: "A", "with-rsc": "no", score: 5 }), ["config-error (unpack_colocation_tags) Ignoring constraint 'c' because 'no' is not a valid resource or tag"]],
  ["no primary", colocation("c", { rsc: "A", score: 5 }), ["config-error (unpack_simple_colocation) Ignoring constraint 'c' because resource '(null)' does not exist"]],
  ["a bad role", colocation("c", { rsc: "A", "with-rsc": "B", score: 5, "rsc-role": "x" }), ["config-error (pcmk__parse_constraint_role) Ignoring constraint c: Invalid role 'x'"]],
  ["bad influence", colocation("c", { rsc: "A", "with-rsc": "B", score: 5, influence: "x" }), ["config-error (unpack_influence) Constraint 'c' has invalid value for influence (using default)"]],
  ["symmetry", colocation("c", { rsc: "A", "with-rsc": "B", score: 5, symmetrical: "true" }), ["config-warning (unpack_simple_colocation) The colocation constraint 'symmetrical' attribute has been removed"]],
  ["a set without ID", colocation("c", { score: 5 }, `<resource_set/>`), ["config-error (pcmk__unpack_colocation) Ignoring resource_set without #id"]],
  ["a bad score of a set", colocation("c", { score: 5 }, set("s", ["A"], { score: "x" })), ["config-error (unpack_colocation_set) Ignoring colocation 'c' for set 's' because 'x' is not a valid score"]],
  ["a reversed ordering", colocation("c", { score: 5 }, set("s", ["A"], { ordering: "listed" })), [
    "config-warning (unpack_colocation_set) Support for 'ordering' other than 'group' in resource_set (such as s) is deprecated and will be removed in a future release",
  ]],
])("%s is reported", (_, constraint, messages) => {
  expect(reported(constraint)).toEqual(messages);
});

test.each<[string, string, string[]]>([
  ["first", set("s", ["no", "A"], { score: 0 }) + set("t", ["B"], { score: 0 }), ["Ignoring colocation of set s with set t because first resource no not found"]],
  ["last", set("s", ["A"], { score: 0 }) + set("t", ["B", "no"], { score: 0 }), ["Ignoring colocation of set s with set t because last resource no not found"]],
  ["any primary", set("s", ["A"]) + set("t", ["no", "B"], { sequential: "false" }), ["Ignoring set s colocation with resource no in set t: No such resource"]],
  ["any dependent", set("s", ["no", "A"], { sequential: "false" }) + set("t", ["B"]), ["Ignoring colocation of set s resource no with set t: No such resource"]],
  ["any of a pair", set("s", ["A"], { sequential: "false" }) + set("t", ["no"], { sequential: "false" }), ["Ignoring colocation of set s resource A with set t resource no: No such resource"]],
])("an unknown resource between sets is reported: %s", (_, content, texts) => {
  const messages = reported(colocation("c", { score: 5 }, content)).filter((message) => !message.includes("expand_tags"));
  expect(messages).toEqual(texts.map((text) => `config-error (colocate_rsc_sets) ${text}`));
});

test("references between sets that lead in a circle end the constraint", () => {
  const content = `<resource_set id="s"><resource_ref id="A"/></resource_set><resource_set id-ref="s"/>`;
  expect(pairs(colocation("c", { score: 5 }, content), { unvalidated: true })).toEqual([]);
});

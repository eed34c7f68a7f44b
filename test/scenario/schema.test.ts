import { Ajv } from "ajv";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseScenario, scenarioSchema } from "../../src/index.ts";
import { formatPath } from "../../src/scenario/problem.ts";

const ajv = new Ajv({ allowUnionTypes: true, strictTypes: false, strictRequired: false });
const validate = ajv.compile(scenarioSchema);

const base = { start: { nodes: ["n1"] }, steps: [{}] };
const withDeed = (deed: unknown): unknown => ({ ...base, steps: [{ do: [deed] }] });
const withExpectation = (expectation: unknown): unknown => ({ ...base, steps: [{ expect: [expectation] }] });
const withResource = (resource: unknown): unknown => ({ ...base, start: { resources: [resource] } });
const withConstraint = (constraint: unknown): unknown => ({ ...base, start: { constraints: [constraint] } });
const dummy = { primitive: "a", agent: "ocf:pacemaker:Dummy" };

const accepted: readonly (readonly [string, unknown])[] = [
  ["the least there can be", base],
  ["a CIB by name", { cib: "cib.xml", steps: [{}] }],
  ["a time as a number", { ...base, time: 1_700_000_000 }],
  ["a node with attributes", { ...base, start: { nodes: [{ name: "n1", attributes: { rack: 1, ssd: true }, online: false }] } }],
  ["a primitive with everything", withResource({ ...dummy, params: { a: 1 }, meta: { b: true }, utilization: { cpu: 2 }, operations: [{ name: "monitor", interval: "10s", timeout: 20 }] })],
  ["a group", withResource({ group: "g", members: [dummy, { xml: "<primitive/>" }] })],
  ["a clone of a group", withResource({ clone: "c", of: { group: "g", members: [dummy] } })],
  ["a bundle", withResource({ bundle: "b", podman: { image: "i" }, network: { "control-port": 1 }, of: dummy })],
  ["a location", withConstraint({ location: "a", node: "n1", score: -5, role: "Promoted" })],
  ["an order of actions", withConstraint({ order: ["promote a", "start b", "c"], kind: "Optional", symmetrical: false })],
  ["a failing operation", withDeed({ "op-fail": "start a on n1" })],
  ["a failing operation with its result", withDeed({ "op-fail": { operation: "monitor a", result: 7, interval: "10s" } })],
  ["removing an option", withDeed({ "set-option": { name: "no-quorum-policy", value: null } })],
  ["an edit of attributes", withDeed({ edit: { element: "a", set: { score: 1, node: null } } })],
  ["a score with a comparison", withExpectation({ resource: "a", score: ">= -INFINITY", at: "n1" })],
  ["a list of fenced nodes that is empty", withExpectation({ fenced: [] })],
  ["several words in one expectation", withExpectation({ resource: "a", on: ["n1", "n2"], role: "Promoted", happens: "move a from n1 to n2" })],
];

const refused: readonly (readonly [string, unknown, string, string])[] = [
  ["no steps", { cib: "x", steps: [] }, "steps", "At least 1 wanted (what happens, step by step)"],
  ["nothing to start from", { steps: [{}] }, "", "One of cib, start has to be given"],
  ["two things to start from", { ...base, cib: "x" }, "", "Only one of cib, start can be given"],
  ["a word that is not there", { ...base, stesp: [] }, "stesp", "'stesp' is not known here; did you mean 'steps'?"],
  ["a list in place of names", { cib: "x", steps: [[]] }, "steps[0]", "Expected names with values, but this is a list"],
  ["two deeds in one", withDeed({ "node-up": "a", "node-down": "b" }), "steps[0].do[0]", "Only 1 thing can be given here; begin another one with a dash"],
  ["no deed", withDeed({}), "steps[0].do[0]", "This is empty"],
  ["a deed with a typing error", withDeed({ "node-fial": "n1" }), "steps[0].do[0].node-fial", "'node-fial' is not known here; did you mean 'node-fail'?"],
  ["an operation that is none", withDeed({ "op-fail": "explode a" }), "steps[0].do[0].op-fail", "'explode a' is not understood (this operation fails when the cluster carries it out; on all nodes unless one is named)"],
  ["a duration without a unit", withDeed({ "advance-time": "10" }), "steps[0].do[0].advance-time", "'10' is not understood (so much time passes: 90s, 10min, 2h, 1d)"],
  ["more time than there is", withDeed({ "advance-time": "9999999999d" }), "steps[0].do[0].advance-time", "'9999999999d' is not understood (so much time passes: 90s, 10min, 2h, 1d)"],
  ["a time before all others", { ...base, time: -5 }, "time", "-5 is less than 0"],
  ["a result out of range", withDeed({ "op-fail": { operation: "start a", result: 256 } }), "steps[0].do[0].op-fail.result", "256 is more than 255"],
  ["a setting without a value", withDeed({ "set-option": { name: "x" } }), "steps[0].do[0].set-option", "'value' is missing"],
  ["XML without a place for it", withDeed({ edit: { xml: "<x/>" } }), "steps[0].do[0].edit.xml", "'xml' needs 'into' beside it"],
  ["a resource alone", withExpectation({ resource: "a" }), "steps[0].expect[0]", "At least one of on, not-on, role, running, instances, with, apart-from, score, happens, never, order, fenced, settled has to be given"],
  ["a place without a resource", withExpectation({ on: "n1" }), "steps[0].expect[0].on", "'on' needs 'resource' beside it"],
  ["a score without a node", withExpectation({ resource: "a", score: 1 }), "steps[0].expect[0].score", "'score' needs 'at' beside it"],
  ["a fraction of an instance", withExpectation({ resource: "a", instances: 1.5 }), "steps[0].expect[0].instances", "Expected a whole number (so many instances of it run), but this is 1.5"],
  ["a role that there is not", withExpectation({ resource: "a", role: "Promotd" }), "steps[0].expect[0].role", "'Promotd' is none of Started, Stopped, Promoted, Unpromoted; did you mean 'Promoted'?"],
  ["yes and no as text", withExpectation({ settled: "yes" }), "steps[0].expect[0].settled", "Expected true or false (nothing happens), but this is the text 'yes'"],
  ["an order of one", withExpectation({ order: ["start a"] }), "steps[0].expect[0].order", "At least 2 wanted (these actions happen, each only after the one before it is done)"],
  ["a primitive without an agent", withResource({ primitive: "a" }), "start.resources[0].primitive", "'primitive' needs 'agent' beside it"],
  ["an agent that is incomplete", withResource({ primitive: "a", agent: "ocf:Dummy" }), "start.resources[0].agent", "'ocf:Dummy' is not understood (`ocf:heartbeat:IPaddr2`, `systemd:haproxy`, `stonith:fence_xvm`)"],
  ["a clone of a clone", withResource({ clone: "c", of: { clone: "d", of: dummy } }), "start.resources[0].of", "One of primitive, group, xml has to be given"],
  ["a primitive of something", withResource({ ...dummy, of: dummy }), "start.resources[0].of", "'of' makes sense only with clone or bundle"],
  ["a group without members", withResource({ group: "g", members: [] }), "start.resources[0].members", "At least 1 wanted (members of the group, in order)"],
  ["a colocation of three", withConstraint({ colocation: ["a", "b", "c"] }), "start.constraints[0].colocation", "At most 2 wanted (two resources: the first is placed by where the second is)"],
  ["an order with a score", withConstraint({ order: ["a", "b"], score: 1 }), "start.constraints[0].score", "'score' makes sense only with location or colocation"],
];

describe("the schema and the check agree", () => {
  test.each(accepted)("that %s is fine", (_, data) => {
    expect(parseScenario(data).problems).toEqual([]);
    expect(validate(data)).toBe(true);
  });

  test.each(refused)("that %s is not", (_, data, path, message) => {
    const { scenario, problems } = parseScenario(data);
    expect(scenario).toBeNull();
    expect(problems.map((problem) => [formatPath(problem.path), problem.message])).toContainEqual([path, message]);
    expect(validate(data)).toBe(false);
  });

  test("about every example with any one part of it dropped or replaced", () => {
    const folder = "scenarios/examples";
    const files = readdirSync(folder).filter((file) => /\.(?:yaml|json)$/.test(file));
    let disagreements = 0;
    let refusals = 0;
    for (const file of files) {
      const example: unknown = parse(readFileSync(`${folder}/${file}`, "utf8"));
      for (const variant of variants(example)) {
        const ours = parseScenario(variant).problems.length === 0;
        if (!ours) refusals++;
        if (ours !== validate(variant)) disagreements++;
      }
    }
    expect(refusals).toBeGreaterThan(500);
    expect(disagreements).toBe(0);
  });
});

/** Copies of data in which one part each is missing, or is another thing. */
function* variants(data: unknown): Generator<unknown> {
  for (const other of [null, [], {}, "x", 7, true]) yield other;
  if (Array.isArray(data)) {
    for (let i = 0; i < data.length; i++) {
      yield data.toSpliced(i, 1);
      for (const child of variants(data[i])) yield data.with(i, child);
    }
  } else if (typeof data === "object" && data !== null) {
    for (const [name, value] of Object.entries(data)) {
      const { [name]: _, ...rest } = data as Record<string, unknown>;
      yield rest;
      yield { ...rest, [`${name}s`]: value };
      for (const child of variants(value)) yield { ...data, [name]: child };
    }
  }
}

test("the file that editors read is the schema", () => {
  const text = readFileSync("src/scenario/schema.json", "utf8");
  expect(text, "npm run build && node dist/cli/main.js test --schema > src/scenario/schema.json").toBe(
    `${JSON.stringify(scenarioSchema, null, 2)}\n`,
  );
  const { files, exports } = JSON.parse(readFileSync("package.json", "utf8")) as { files: string[]; exports: Record<string, unknown> };
  expect(files).toContain("src/scenario/schema.json");
  expect(exports["./scenario.schema.json"]).toBe("./src/scenario/schema.json");
});

test("every word of the language is explained to whoever edits a file", () => {
  const silent: string[] = [];
  const visit = (schema: typeof scenarioSchema, path: string): void => {
    for (const [name, child] of Object.entries(schema.properties ?? {})) {
      if (child.description === undefined) silent.push(`${path}.${name}`);
      visit(child, `${path}.${name}`);
    }
    for (const [name, child] of Object.entries(schema.definitions ?? {})) visit(child, name);
  };
  visit(scenarioSchema, "");
  expect(silent).toEqual([]);
});

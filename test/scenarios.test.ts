// Golden scenarios: what pe-sim says to each step of each story is what the reference said when the story was recorded.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { buildSync } from "esbuild";
import { afterEach, describe, expect, test } from "vitest";
import { runPeSim } from "./support/pe-sim.ts";
import {
  expectedFile,
  fileProblems,
  readRules,
  readScenario,
  readScenarios,
  scenarioFolders,
  scenariosFolder,
  type Scenario,
} from "./support/scenario.ts";
import { applyEdit } from "./support/scenario-edit.ts";
import { indexText } from "./support/scenario-index.ts";
import { REFERENCE_VERSION } from "./support/reference.ts";
import { tell, type Answer } from "./support/scenario-run.ts";

const CLOCK = 1_900_000_000;
/** Files for `pe-sim test`; test/cli/test-examples.test.ts runs them. */
const examplesFolder = join(scenariosFolder, "examples");

async function pengine(args: readonly string[]): Promise<Answer> {
  return { ...(await runPeSim(args, CLOCK, "crm_simulate")), clock: CLOCK };
}

/** The recorded answers. A file that records nothing is none. */
function recorded(scenario: Scenario): string[] {
  expect(fileProblems(scenario)).toEqual([]);
  return scenario.steps.map((_, index) => {
    const text = readFileSync(expectedFile(scenario.folder, index + 1), "utf8");
    expect(text).toMatch(new RegExp(`^Pacemaker ${REFERENCE_VERSION}, exit status \\d+\n=== .+\n[^]*\\S`));
    return text;
  });
}

const scenarios = readScenarios();

describe(`scenarios (${scenarios.length})`, () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s", async (_, scenario) => {
    const expected = recorded(scenario);
    let step = 0;
    for await (const text of tell(scenario, pengine)) {
      const { differs } = scenario.steps[step]!;
      step++;
      if (differs === undefined) expect(text, `step ${step}`).toBe(expected[step - 1]);
      else expect(text, `step ${step} is said to differ`).not.toBe(expected[step - 1]);
    }
    expect(step).toBe(expected.length);
  });
});

describe("the folder of scenarios", () => {
  test("holds nothing but scenarios in topics, the rules, the index, and examples of another format", () => {
    const own = new Set(scenarioFolders());
    const strangers: string[] = [];
    const visit = (folder: string): void => {
      if (own.has(folder) || folder === examplesFolder) return;
      for (const entry of readdirSync(folder)) {
        const path = join(folder, entry);
        if (statSync(path).isDirectory()) visit(path);
        else if (dirname(path) !== scenariosFolder || !["README.md", "rules.json"].includes(entry)) strangers.push(path);
      }
    };
    visit(scenariosFolder);
    expect(strangers).toEqual([]);
    expect([...own].filter((folder) => relative(scenariosFolder, folder).split("/").length !== 2)).toEqual([]);
  });

  test("has at least 400 stories", () => expect(scenarios.length).toBeGreaterThanOrEqual(400));

  test("has each story only once", () => {
    const abouts = scenarios.map((scenario) => scenario.about);
    expect(abouts.filter((about, index) => abouts.indexOf(about) !== index)).toEqual([]);
  });

  test("has at least one scenario for each rule, and a rule for each name", () => {
    const rules = readRules();
    const shown = new Set(scenarios.flatMap((scenario) => scenario.rules));
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.map((rule) => rule.name).filter((name) => !shown.has(name))).toEqual([]);
    const names = rules.map((rule) => rule.name);
    expect(new Set(names).size).toBe(names.length);
    expect([...shown].filter((name) => !names.includes(name))).toEqual([]);
  });

  test("has an index that is current", () => {
    expect(indexText(scenarios, readRules())).toBe(readFileSync(join(scenariosFolder, "README.md"), "utf8"));
  });
});

describe("a broken scenario", () => {
  let root = "";
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function copied(): string {
    root = mkdtempSync(join(tmpdir(), "pengine-scenarios-"));
    const first = scenarios[0];
    if (first === undefined) throw new Error("no scenario to copy");
    cpSync(first.folder, root, { recursive: true });
    return root;
  }

  test("is found where the story or the results are missing", () => {
    const folder = copied();
    rmSync(join(folder, "expected"), { recursive: true });
    expect(fileProblems(readScenario(folder))[0]).toBe("expected/1.txt is missing");
    rmSync(join(folder, "case.json"));
    expect(scenarioFolders(folder)).toEqual([folder]);
    expect(() => readScenario(folder)).toThrow("case.json");
  });

  test("is found where nobody reads a file", () => {
    const folder = copied();
    writeFileSync(join(folder, "expected", "99.txt"), "");
    writeFileSync(join(folder, "notes.txt"), "");
    expect(fileProblems(readScenario(folder))).toEqual(["nobody reads expected/99.txt", "nobody reads notes.txt"]);
  });

  test("is found where the results are empty", () => {
    const folder = copied();
    writeFileSync(join(folder, "expected", "1.txt"), `Pacemaker ${REFERENCE_VERSION}, exit status 0\n`);
    expect(() => recorded(readScenario(folder))).toThrow("to match");
  });

  test.each([
    ["an unknown key", { about: "A b", rules: ["r"], steps: [{}], extra: 1 }, "unknown key extra"],
    ["an unknown key in a step", { about: "A b", rules: ["r"], steps: [{ event: [] }] }, "unknown key event in a step"],
    ["no rule", { about: "A b", rules: [], steps: [{}] }, "shows no rule"],
    ["no steps", { about: "A b", rules: ["r"], steps: [] }, "has no steps"],
    ["a step without a sentence", { about: "A b", rules: ["r"], steps: [{ about: "a" }, {}] }, "a step has no about"],
  ])("is refused for %s", (_, story, message) => {
    root = mkdtempSync(join(tmpdir(), "pengine-scenarios-"));
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, "case.json"), JSON.stringify(story));
    expect(existsSync(root)).toBe(true);
    expect(() => readScenario(root)).toThrow(message);
  });
});

describe("the recorder", () => {
  let folder = "";
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Records a copy of a scenario, with a program as the reference that says a version and nothing else. */
  function record(version: string): { status: number | null; error: string; isTouched: boolean } {
    folder = mkdtempSync(join(tmpdir(), "pengine-record-"));
    const program = join(folder, "record.mjs");
    buildSync({ entryPoints: ["test/support/scenario-record.ts"], bundle: true, platform: "node", format: "esm", outfile: program });
    writeFileSync(join(folder, "crm_simulate"), `#!/bin/sh\necho "Pacemaker ${version}"\n`, { mode: 0o755 });
    const copy = join(folder, "scenarios");
    cpSync(scenarios[0]!.folder, copy, { recursive: true });
    const before = readFileSync(join(copy, "expected", "1.txt"), "utf8");
    const env = { ...process.env, PATH: `${folder}:/usr/bin:/bin` };
    const { status, stderr } = spawnSync(process.execPath, [program, copy], { encoding: "utf8", env });
    return { status, error: stderr, isTouched: readFileSync(join(copy, "expected", "1.txt"), "utf8") !== before };
  }

  test("records with the reference's version only", () => {
    const { status, error, isTouched } = record("3.0.2");
    expect(status).not.toBe(0);
    expect(error).toContain(`crm_simulate of Pacemaker ${REFERENCE_VERSION} is needed on PATH`);
    expect(isTouched).toBe(false);
  });

  test("replaces what was recorded by what the program on PATH says now", () => {
    const { status, isTouched } = record(REFERENCE_VERSION);
    expect(status).toBe(0);
    expect(isTouched).toBe(true);
  });
});

describe("an edit", () => {
  const cib =
    '<cib><crm_config><cluster_property_set id="o"><nvpair id="o-a" name="a" value="1"/></cluster_property_set></crm_config>' +
    '<constraints/><node_state id="1" uname="n"><lrm id="1"><lrm_resource id="A"><x/></lrm_resource></lrm>' +
    '<nvpair id="f" name="fail-count-A#start_0" value="1"/></node_state></cib>';

  test.each([
    ["sets an option", { option: "a", value: "2" }, 'value="1"/></cl', 'value="2"/></cl'],
    ["removes an option", { option: "a", value: null }, '<nvpair id="o-a" name="a" value="1"/>', ""],
    ["sets an attribute", { element: "lrm_resource#A", set: { type: "D<" } }, 'id="A"', 'id="A" type="D&lt;"'],
    ["removes an attribute", { element: "f", set: { value: null } }, 'start_0" value="1"', 'start_0"'],
    ["adds to an empty element", { add: "<y/>", to: "constraints" }, "<constraints/>", "<constraints><y/></constraints>"],
    ["adds at the end", { add: "<y/>", to: "A" }, "<x/>", "<x/><y/>"],
    ["removes an element", { remove: "A" }, '<lrm_resource id="A"><x/></lrm_resource>', ""],
    [
      "forgets a resource",
      { cleanup: "A" },
      /<lrm id.*<\/node_state>/,
      '<lrm id="1"></lrm></node_state>',
    ],
  ] as const)("%s", (_, edit, before, after) => {
    expect(applyEdit(cib, edit)).toBe(cib.replace(before, after));
  });

  test("of what is not there is refused", () => {
    expect(() => applyEdit(cib, { remove: "B" })).toThrow("0 elements match B");
    expect(() => applyEdit(cib, { remove: "1" })).toThrow("2 elements match 1");
    expect(() => applyEdit(cib, { cleanup: "B" })).toThrow("nothing is recorded about B");
  });
});

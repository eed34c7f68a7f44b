import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { runPeSim, type CommandResult } from "../support/pe-sim.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pengine-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cluster = `start:
  nodes: [n1, n2]
  options: { stonith-enabled: false }
  resources:
    - { primitive: vip, agent: "ocf:heartbeat:IPaddr2" }
  constraints:
    - { location: vip, node: n1, score: 50 }
`;
const passing = `about: An address & its place
${cluster}steps:
  - about: It starts
    expect:
      - { resource: vip, on: n1 }
`;
const failing = `${cluster}steps:
  - expect:
      - { resource: vip, on: n1 }
  - about: "Its node <n1> # leaves"
    do: [{ node-standby: n1 }]
    expect:
      - resource: vip
        on: n1
      - never: stop vip
  - about: Never done
    do: [{ node-fail: n3 }]
  - about: Never reached
`;

/** Runs scenario files given as texts, in their folder's terms. */
async function run(texts: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<CommandResult> {
  const files = Object.entries(texts).map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
  const result = await runPeSim(["test", ...args, ...files]);
  return { ...result, out: result.out.replaceAll(`${folder}/`, ""), error: result.error.replaceAll(`${folder}/`, "") };
}

describe("pe-sim test, as people read it", () => {
  test("lists the steps that were as expected", async () => {
    const { status, out, error } = await run({ "good.yaml": passing });
    expect(out).toBe("good.yaml: An address & its place\n  ok    1  It starts\n\n1 of 1 scenario passed, 1 of 1 steps\n");
    expect([status, error]).toEqual([0, ""]);
  });

  test("says what happened instead, why, and where that was expected", async () => {
    const { status, out } = await run({ "bad.yaml": failing });
    expect(status).toBe(1);
    expect(out).toBe(`bad.yaml
  ok    1  step 1
  FAIL  2  Its node <n1> # leaves
           expected:  vip runs on n1
           instead:   vip runs on n2
           because:   Move vip from n1 to n2
           scores:    vip on n1: 50 (in standby)
                        +50 location constraint location-vip-n1
                      vip on n2: 0 (chosen)
                      (bad.yaml:15:9)
           expected:  stop vip never happens
           instead:   it does: stop vip on n1
           because:   Move vip from n1 to n2
                      (bad.yaml:16:9)
  FAIL  3  Never done
           problem:   There is no node 'n3'; did you mean 'n1'?
                      (bad.yaml:18:10)
  -     4  Never reached (not reached)

0 of 1 scenario passed, 1 of 4 steps
`);
  });

  test("leaves out what passed, if quiet", async () => {
    const { out } = await run({ "good.yaml": passing, "bad.yaml": failing }, "-Q");
    expect(out).not.toContain("good.yaml");
    expect(out).not.toContain("ok    1");
    expect(out).toContain("FAIL  2");
    expect(out).toContain("1 of 2 scenarios passed, 2 of 5 steps\n");
  });
});

describe("pe-sim test, for other programs", () => {
  test("prints TAP with a test point for each step", async () => {
    const { status, out } = await run({ "good.yaml": passing, "bad.yaml": failing }, "--output-as=tap");
    expect(status).toBe(1);
    const lines = out.split("\n");
    expect(lines.filter((line) => /^\S/.test(line))).toEqual([
      "TAP version 14",
      "ok 1 - good.yaml: It starts",
      "ok 2 - bad.yaml: step 1",
      "not ok 3 - bad.yaml: Its node <n1> \\# leaves",
      "not ok 4 - bad.yaml: Never done",
      "ok 5 - bad.yaml: Never reached # SKIP not reached",
      "1..5",
    ]);
    const block = out.slice(out.indexOf("  ---\n") + 6, out.indexOf("  ...\n"));
    expect((parse(block) as { message: string }).message).toMatch(/^expected: {2}vip runs on n1\ninstead: {3}vip runs on n2\n/);
  });

  test("prints JUnit's XML with a suite for each file", async () => {
    const { status, out } = await run({ "good.yaml": passing, "bad.yaml": failing, "broken.yaml": "steps: 1" }, "--output-as=junit");
    expect(status).toBe(65);
    expect(XMLValidator.validate(out)).toBe(true);
    const { testsuites } = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === "testcase" }).parse(out) as {
      testsuites: { testsuite: Record<string, unknown>[] };
    };
    expect(testsuites.testsuite.map((suite) => ["name", "tests", "failures", "errors", "skipped"].map((key) => suite[`@_${key}`]))).toEqual([
      ["good.yaml", "1", "0", "0", "0"],
      ["bad.yaml", "4", "2", "0", "1"],
      ["broken.yaml", "1", "0", "1", "0"],
    ]);
    expect(out).toContain('name="2. Its node &lt;n1&gt; # leaves"><failure message="vip runs on n1">expected:  vip runs on n1');
  });

  test("prints JSON with everything that is known", async () => {
    const { out } = await run({ "bad.yaml": failing, "broken.yaml": "steps: []\nstart: {}\n" }, "--output-as=json");
    const { passed, files } = JSON.parse(out) as { passed: boolean; files: Record<string, any>[] };
    expect(passed).toBe(false);
    const step = files[0]!["steps"][1];
    expect(step).toMatchObject({ number: 2, passed: false, end: "settled", problems: [] });
    expect(step.checks[0]).toMatchObject({ expected: "vip runs on n1", passed: false, path: "steps[1].expect[0].on", line: 15, column: 9 });
    expect(step.transitions[0].actions).toContainEqual({ transition: 1, id: expect.any(Number), verb: "stop", resource: "vip", node: "n1", interval: 0, failed: false });
    expect(files[1]).toEqual({
      file: "broken.yaml",
      passed: false,
      problems: [{ message: "At least 1 wanted (what happens, step by step)", path: "steps", line: 1, column: 1 }],
    });
  });

  test("writes to a file", async () => {
    const target = join(folder, "report.tap");
    const { out } = await run({ "good.yaml": passing }, "--output-as=tap", "--output-to", target);
    expect(out).toBe("");
    expect(readFileSync(target, "utf8")).toMatch(/^TAP version 14\nok 1 /);
  });
});

describe("a file that cannot be understood", () => {
  test("is shown where it is wrong, and others are run all the same", async () => {
    const { status, out } = await run({ "typo.yaml": passing.replace("expect:", "expcet:"), "good.yaml": passing });
    expect(status).toBe(65);
    expect(out).toBe(`typo.yaml
  typo.yaml:11:5: 'expcet' is not known here; did you mean 'expect'?
       9 | steps:
      10 |   - about: It starts
    > 11 |     expcet:
         |     ^
      12 |       - { resource: vip, on: n1 }
      13 |

good.yaml: An address & its place
  ok    1  It starts

1 of 2 scenarios passed, 1 of 1 steps; 1 could not be understood
`);
  });

  test.each([
    ["YAML that is none", "steps: [1", "a.yaml:1:10: "],
    ["a name given twice", "steps: []\nsteps: []\n", "a.yaml:2:1: Map keys must be unique"],
    ["an empty file", "", "a.yaml: The file is empty"],
    ["an alias of nothing", "steps: *x\n", "a.yaml:1:8: There is no anchor 'x' before this"],
    ["a CIB that is not there", "cib: nothing.xml\nsteps: [{}]\n", "a.yaml:1:1: The CIB 'nothing.xml' cannot be read: No such file or directory"],
    ["a CIB that is none", "cib: <cib/>\nsteps: [{}]\n", "a.yaml:1:1: The CIB cannot be read: The document has no validate-with"],
    ["aliases that multiply", bomb(), "a.yaml: The file nests too deeply, or stands for too much"],
  ])("for %s", async (_, text, message) => {
    const { status, out } = await run({ "a.yaml": text });
    expect(status).toBe(65);
    expect(out.split("\n")[1]!.trim().slice(0, message.length)).toBe(message);
  });

  test("for lists without end", async () => {
    const { status, out } = await run({ "a.yaml": `steps: ${"[".repeat(20_000)}` });
    expect(status).toBe(65);
    expect(out).toMatch(/a\.yaml:1:\d+: The file nests too deeply, or stands for too much\n/);
  });

  test("for not being there", async () => {
    const { status, out } = await runPeSim(["test", join(folder, "missing.yaml")]);
    expect(status).toBe(65);
    expect(out).toContain("missing.yaml: No such file or directory");
  });

  test("for not being text", async () => {
    const file = join(folder, "binary.yaml");
    writeFileSync(file, new Uint8Array([0x73, 0xff, 0xfe]));
    expect((await runPeSim(["test", file])).out).toContain("binary.yaml: This is not UTF-8 text");
  });
});

function bomb(): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let i = 1; i < 9; i++) lines.push(`a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(", ")}]`);
  return `${lines.join("\n")}\n`;
}

describe("values in YAML", () => {
  test("are what is written: versions and numbers with zeros stay as they are, on is a word, true is true", async () => {
    const text = `start:
  nodes: [{ name: n1, attributes: { version: 1.10, code: 007, big: 1e3, standby: off, ok: true, __proto__: x, n: 12 } }]
steps: [{ expect: [{ settled: true }] }]
`;
    const { readScenarioFile } = await import("../../src/cli/test/read-scenario.ts");
    const file = join(folder, "values.yaml");
    writeFileSync(file, text);
    const { scenario } = await readScenarioFile(file);
    const [node] = scenario!.start!.nodes!;
    expect(Object.entries((node as { attributes: object }).attributes)).toEqual([
      ["version", "1.10"],
      ["code", "007"],
      ["big", "1e3"],
      ["standby", "off"],
      ["ok", true],
      ["__proto__", "x"],
      ["n", 12],
    ]);
  });
});

describe("the command line", () => {
  test("has help, and prints the schema", async () => {
    const help = await runPeSim(["test", "--help"]);
    expect(help.status).toBe(0);
    expect(help.out).toContain("pe-sim test [OPTION…] FILE…");
    const { out } = await runPeSim(["test", "--schema"]);
    expect(out).toBe(readFileSync("src/scenario/schema.json", "utf8"));
  });

  test.each([
    [["test"], "Missing argument: a scenario file"],
    [["test", "--output-as=xml", "a.yaml"], "Unknown output format xml"],
    [["test", "--nope"], "Unknown option --nope"],
  ])("%j is a usage error", async (args, message) => {
    const { status, error } = await runPeSim(args);
    expect([status, error]).toEqual([64, `pe-sim: ${message}\n`]);
  });
});

// What holds for the code as a whole: which way imports go, what the library may touch, what it exports, and that it
// runs where there is no Node.

import { build } from "esbuild";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import * as library from "../src/index.ts";

const root = resolve(import.meta.dirname, "..");
const src = join(root, "src");

interface SourceFile {
  /** Relative to src. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: SourceFile[] = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
  .map((path) => {
    const text = readFileSync(join(src, path), "utf8");
    const imports = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => match[1]!);
    return { path, text, imports };
  });

/** Code without comments, texts and patterns. */
function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|[^:])\/\/.*$/gm, "$1")
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""');
}

/** From the ground up; a folder may import from its own tier and from those before it. */
const tiers: readonly (readonly string[])[] = [
  ["values", "tables", "xml", "errors.ts"],
  ["cib", "rules", "options"],
  ["model", "actions", "run.ts", "diagnostics.ts", "variants.ts", "create-run.ts"],
  ["nodes", "resources", "history", "constraints", "assignment", "planning", "orderings", "graph", "pipeline.ts"],
  ["simulate", "result", "advice"],
  ["schedule.ts", "simulation.ts", "verify.ts"],
  ["scenario"],
  ["index.ts"],
  ["output"],
  ["cli"],
];

function tierOf(path: string): number {
  const top = path.split("/", 1)[0]!;
  return tiers.findIndex((tier) => tier.includes(top));
}

test("every source file belongs to a tier", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter(({ path }) => tierOf(path) < 0).map(({ path }) => path)).toEqual([]);
});

test("the ground layer knows nothing of what is built on it", () => {
  const upward = files.flatMap(({ path, imports }) =>
    imports
      .filter((name) => name.startsWith("."))
      .map((name) => relative(src, resolve(src, dirname(path), name)))
      .filter((target) => tierOf(path) < 2 && tierOf(target) > tierOf(path))
      .map((target) => `${path} imports ${target}`),
  );
  expect(upward).toEqual([]);
});

test("output and command use the library by its public surface alone", () => {
  const around = files.flatMap(({ path, imports }) =>
    imports
      .filter((name) => name.startsWith("."))
      .map((name) => relative(src, resolve(src, dirname(path), name)))
      .filter((target) => tierOf(path) > tierOf("index.ts") && tierOf(target) < tierOf("index.ts"))
      .map((target) => `${path} imports ${target}`),
  );
  expect(around).toEqual([]);
});

test("only the command uses Node", () => {
  const users = files.filter(({ path, imports }) => !path.startsWith("cli/") && imports.some((name) => name.startsWith("node:")));
  expect(users.map(({ path }) => path)).toEqual([]);
});

test.each(["Date.now", "new Date", "Math.random", "console.", "process.", "globalThis", "localeCompare"])(
  "the library does not use %s",
  (name) => {
    const users = files.filter(({ path, text }) => !path.startsWith("cli/") && codeOf(text).includes(name));
    expect(users.map(({ path }) => path)).toEqual([]);
  },
);

test("no module has state of its own that could change", () => {
  const stateful = files.filter(({ path, text }) => !path.startsWith("cli/") && /^(?:export )?let /m.test(codeOf(text)));
  expect(stateful.map(({ path }) => path)).toEqual([]);
});

const tinyCib = `<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0" have-quorum="1" dc-uuid="1" execution-date="1700000000">
<configuration>
  <crm_config><cluster_property_set id="o"><nvpair id="o-f" name="fencing-enabled" value="false"/></cluster_property_set></crm_config>
  <nodes><node id="1" uname="n1"/></nodes>
  <resources><primitive id="a" class="ocf" provider="pacemaker" type="Dummy"/></resources>
  <constraints/>
</configuration>
<status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"/></status>
</cib>`;

test("the library bundles for a browser, and schedules where there is nothing of Node", async () => {
  const { errors, outputFiles } = await build({
    entryPoints: [join(src, "index.ts")],
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "pengine",
    write: false,
    logLevel: "silent",
  });
  expect(errors).toEqual([]);
  const browser = createContext({ TextEncoder, TextDecoder });
  runInContext(outputFiles[0]!.text, browser);
  browser["cib"] = tinyCib;
  const script = "JSON.stringify(pengine.schedule(pengine.readCib(cib)).summary.resources.map(({ verb, to }) => [verb, to]))";
  expect(JSON.parse(runInContext(script, browser) as string)).toEqual([["Start", "n1"]]);
});

test("codes of diagnostics are unique", () => {
  const codes = files.flatMap(({ path, text }) =>
    [...text.matchAll(/\bcode: "([a-z0-9-]+)",\s*\n\s*kind: "/g)].map((match) => `${match[1]!} ${path}`),
  );
  const names = codes.map((code) => code.split(" ")[0]!);
  expect(names.length).toBeGreaterThan(100);
  expect(codes.filter((code, i) => names.indexOf(names[i]!) !== i && code !== "")).toEqual([]);
});

test("the list of exports changes only on purpose", () => {
  expect(Object.keys(library).sort((a, b) => (a < b ? -1 : 1))).toMatchInlineSnapshot(`
    [
      "CibError",
      "INFINITY",
      "PengineError",
      "Role",
      "adviceCodes",
      "attribute",
      "childElements",
      "clusterStatus",
      "codeFrame",
      "compareBytes",
      "compareNames",
      "decodeXml",
      "defaultLimits",
      "describeViolation",
      "effectiveTime",
      "epochOf",
      "escapeAttribute",
      "execStatusText",
      "executeTransition",
      "explain",
      "formatCodeFrame",
      "formatCtime",
      "formatLocal",
      "formatPath",
      "formatScore",
      "formatUtc",
      "injectEvents",
      "parseCib",
      "parseRole",
      "parseScenario",
      "parseTime",
      "plan",
      "positionAt",
      "readCib",
      "resultCodeText",
      "runScenario",
      "scanInteger",
      "scenarioSchema",
      "schedule",
      "serializeXml",
      "simulate",
      "timeFromEpoch",
      "transitionToXml",
      "unpackedInput",
      "upgradeCib",
      "utcClock",
      "validateCib",
      "verifyCib",
    ]
  `);
});

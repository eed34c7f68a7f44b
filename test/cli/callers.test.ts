// The programs that call crm_simulate: pcs, crmsh and Hawk, each in the way it does. The command runs as a process of its
// own, as it does for them; where the reference is on PATH, it has to leave the same behind.

import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attribute, childElements, parseCib, readCib, schedule } from "../../src/index.ts";
import { cibText, done, history, meta, onlineNode, primitive } from "../support/cib-text.ts";
import { hasReference } from "../support/reference.ts";

const root = resolve(import.meta.dirname, "../..");
// the command lies below node_modules, so that what is not bundled is found; its files where the reference sees them too
const cache = join(root, "node_modules/.cache");
mkdirSync(cache, { recursive: true });
const built = mkdtempSync(join(cache, "callers-"));
const command = join(built, "pe-sim.mjs");
const folder = mkdtempSync(join(tmpdir(), "pengine-callers-"));
const referencePresent = hasReference();

beforeAll(async () => {
  await build({
    entryPoints: [join(root, "src/cli/program.ts")],
    bundle: true,
    external: ["tinypool"],
    platform: "node",
    format: "esm",
    target: "node20",
    outfile: command,
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    logLevel: "silent",
  });
});
afterAll(() => {
  for (const made of [built, folder]) rmSync(made, { recursive: true });
});

interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

type Program = "pe-sim" | "crm_simulate";

function run(program: Program, args: readonly string[], input?: string): Outcome {
  const [file, first] = program === "pe-sim" ? [process.execPath, [command]] : [program, []];
  const { status, stdout, stderr } = spawnSync(file, [...first, ...args], { encoding: "utf8", ...(input === undefined ? {} : { input }) });
  return { status, out: stdout, error: stderr };
}

function fresh(name: string): string {
  const file = join(folder, name);
  rmSync(file, { force: true });
  return file;
}

function contentOf(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** What depends on the machine: host, user, wall clock. */
function settled(text: string | null): string | null {
  if (text === null) return null;
  return text
    .replaceAll(/ (?:cib-last-written|update-origin|update-client|update-user|last-rc-change|last-run|exec-time|queue-time|execution-date)="[^"]*"/g, "")
    .replaceAll(/(last-failure-[^"\s]*" value=)"\d+"/g, '$1"NOW"')
    .replaceAll(/(last-failure-[^=\s]*=)\d+/g, "$1NOW");
}

const idle = cibText({ resources: "" });
const busy = cibText({
  options: '<nvpair id="opt-q" name="no-quorum-policy" value="stop"/>',
  resources:
    primitive("vip", '<operations><op id="vip-monitor" name="monitor" interval="10s"/></operations>') +
    `<group id="web">${primitive("disk")}${primitive("http")}</group>` +
    `<clone id="ping">${meta("ping-meta", { interleave: "true" })}${primitive("pinger")}</clone>`,
  constraints:
    '<rsc_location id="vip-n2" rsc="vip" node="n2" score="100"/><rsc_ticket id="web-ticket" rsc="web" ticket="site" loss-policy="stop"/>' +
    '<rsc_colocation id="web-with-vip" rsc="web" with-rsc="vip" score="INFINITY"/>',
  status:
    onlineNode("1", "n1", history("vip", done("vip", "start") + done("vip", "monitor", 10_000, 2)) + history("pinger", done("pinger", "start"))) +
    onlineNode("2", "n2") +
    '<tickets><ticket_state id="site" granted="true"/></tickets>',
});

/** The operations of a graph, read as pcs reads them. */
function operationsOf(graph: string): { operation: string; id: number; node: string; primitive: string }[] {
  const elements = childElements(parseCib(graph).root, "synapse")
    .flatMap((synapse) => childElements(synapse, "action_set"))
    .flatMap((set) => childElements(set, "rsc_op"));
  return elements.map((element) => {
    const [resource] = childElements(element, "primitive");
    return {
      operation: attribute(element, "operation")!,
      id: Number(attribute(element, "id")),
      node: attribute(element, "on_node")!,
      primitive: attribute(resource!, "id")!,
    };
  });
}

describe("pcs", () => {
  function simulate(program: Program, cib: string): Outcome & { saved: string | null; graph: string | null } {
    const saved = fresh(`${program}-saved.xml`);
    const graph = fresh(`${program}-graph.xml`);
    const outcome = run(program, ["--simulate", "--save-output", saved, "--save-graph", graph, "--xml-pipe"], cib);
    return { ...outcome, saved: contentOf(saved), graph: contentOf(graph) };
  }

  test("passes a CIB on standard input and reads operations from the graph", () => {
    const { status, error, graph } = simulate("pe-sim", busy);
    expect({ status, error }).toEqual({ status: 0, error: "" });
    const operations = operationsOf(graph!);
    expect(operations).toContainEqual({ operation: "stop", id: expect.any(Number), node: "n1", primitive: "vip" });
    expect(operations).toContainEqual({ operation: "start", id: expect.any(Number), node: "n2", primitive: "vip" });
    expect(operations.every(({ id }) => Number.isInteger(id) && id > 0)).toBe(true);
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  });

  test("reads the saved CIB, and can pass it back", () => {
    const { saved } = simulate("pe-sim", busy);
    const after = schedule(readCib(saved!), { now: 1_700_000_000 });
    expect(after.status.resources.find(({ id }) => id === "vip")).toMatchObject({ nodes: expect.arrayContaining(["n2"]) });
    const again = simulate("pe-sim", saved!);
    expect(again.status).toBe(0);
  });

  test("splits the text at the lines in front of the state and of the plan", () => {
    const lines = simulate("pe-sim", busy).out.split("\n");
    const state = lines.indexOf("Current cluster status:");
    const plan = lines.indexOf("Transition Summary:");
    expect(state).toBeGreaterThanOrEqual(0);
    expect(plan).toBeGreaterThan(state);
    expect(lines.slice(plan + 1, plan + 3)).toContainEqual(expect.stringMatching(/^ {2}\* Move +vip +\( n1 -> n2 \)/));
  });

  test.each([
    ["text", "this is no XML"],
    ["an empty CIB", "<cib/>"],
    ["an invalid CIB", busy.replace('epoch="1"', 'epoch="x"')],
  ])("learns from the exit status that %s cannot be simulated", (_name, input) => {
    const { status, graph } = simulate("pe-sim", input);
    expect(status).not.toBe(0);
    expect(graph).toBeNull();
  });

  test.runIf(referencePresent)("gets what it gets from the reference", () => {
    for (const cib of [busy, idle]) {
      const ours = simulate("pe-sim", cib);
      const theirs = simulate("crm_simulate", cib);
      expect({ ...ours, saved: settled(ours.saved) }).toEqual({ ...theirs, saved: settled(theirs.saved) });
    }
  });
});

describe("crmsh", () => {
  const drawn = ["-x", "-", "-S", "-VVV", "-s", "-U"];

  test("draws a transition with scores and utilization, from standard input", () => {
    const dot = fresh("crmsh.dot");
    const { status, out } = run("pe-sim", [...drawn, "-D", dot], busy);
    expect(status).toBe(0);
    expect(out).toContain("Assignment Scores and Utilization Information:");
    expect(contentOf(dot)).toMatch(/^ digraph "g" \{\n[\s\S]*"vip_start_0 n2 \(\d+\)"[\s\S]*\}\n$/);
  });

  test.runIf(referencePresent)("gets the drawing and the text that it gets from the reference", () => {
    const [ours, theirs] = (["pe-sim", "crm_simulate"] as const).map((program) => {
      const dot = fresh(`${program}.dot`);
      const { status, out } = run(program, [...drawn, "-D", dot], busy);
      return { status, out, dot: contentOf(dot)?.split("\n").sort() };
    });
    expect(ours).toEqual(theirs);
  });

  const events: readonly (readonly string[])[] = [
    ["-u", "n3"],
    ["-d", "n1"],
    ["-f", "n2"],
    ["-g", "other"],
    ["-r", "site"],
    ["-b", "site"],
    ["-e", "site"],
    ["-i", "vip_monitor_10000@n1=7"],
    ["--quorum=false"],
    ["--quorum=true"],
  ];

  test.each(events)("injects %s %s into a file", (...event) => {
    const args = event.filter((arg): arg is string => arg !== undefined);
    const results = (referencePresent ? (["pe-sim", "crm_simulate"] as const) : (["pe-sim"] as const)).map((program) => {
      const file = fresh(`${program}-shadow.xml`);
      writeFileSync(file, busy);
      const { status, out } = run(program, ["-x", file, "-I", file, ...args]);
      return { status, out: settled(out), saved: settled(contentOf(file)) };
    });
    const [ours, theirs] = results;
    expect(ours!.status).toBe(0);
    expect(parseCib(ours!.saved!).root.name).toBe("cib");
    if (theirs !== undefined) expect(ours).toEqual(theirs);
  });

  test("may ask for pending operations, which are shown anyway", () => {
    const file = join(folder, "pending.xml");
    writeFileSync(file, busy);
    expect(run("pe-sim", ["-j", "-S", "-x", file])).toEqual(run("pe-sim", ["-S", "-x", file]));
  });
});

describe("Hawk", () => {
  function simulate(program: Program, cib: string, injections: readonly string[]): Outcome & { graph: string | null; dot: string[] | undefined } {
    const file = join(folder, "hawk.xml");
    writeFileSync(file, cib);
    const graph = fresh(`${program}-hawk-graph.xml`);
    const dot = fresh(`${program}-hawk.dot`);
    const outcome = run(program, ["-S", "-x", file, "-G", graph, "-D", dot, ...injections]);
    return { ...outcome, out: settled(outcome.out)!, graph: contentOf(graph), dot: contentOf(dot)?.split("\n").sort() };
  }

  const cases: readonly (readonly string[])[] = [
    [],
    ["-d", "n1"],
    ["-i", "vip_monitor_10000@n1=7", "-F", "vip_start_0@n2=1"],
    ["-r", "site", "-f", "n2"],
  ];

  test.each(cases)("simulates with %s %s %s %s", (...args) => {
    const injections = args.filter((arg): arg is string => arg !== undefined);
    const ours = simulate("pe-sim", busy, injections);
    expect(ours).toMatchObject({ status: 0, error: "" });
    expect(operationsOf(ours.graph!).length).toBeGreaterThan(0);
    if (referencePresent) expect(ours).toEqual(simulate("crm_simulate", busy, injections));
  });

  test("recognizes an empty graph by a root that is closed on the first line", () => {
    const { status, graph } = simulate("pe-sim", idle, []);
    expect(status).toBe(0);
    expect(graph).toMatch(/^<transition_graph [^<>]*\/>\n$/);
    if (referencePresent) expect(graph).toBe(simulate("crm_simulate", idle, []).graph);
  });
});

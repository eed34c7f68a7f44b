// npm run differential -- [--runs N] [--seed S] [--features a,b] [--mode well-formed|hostile] [--workers 1|2] [--shrinks N] [--out FOLDER]
// npm run differential -- --replay FOLDER [--shrinks 1]
//
// Draws clusters, lets things happen to them, and compares every state with what the reference makes of it. What differs is
// made small and written as a scenario, which can be replayed.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { clusterStatus, parseCib, readCib } from "../../../src/index.ts";
import { cib, constraintKinds, edited, eventArguments, resourceKinds, step, type Mode, type StepModel } from "../../support/arbitrary/index.ts";
import { Features } from "./features.ts";
import { hasReference } from "../../support/reference.ts";
import { Workplace, type Asked, type State } from "./programs.ts";
import { shrinkState } from "./shrink.ts";
import { firstDifference, type Answer, type Difference } from "./stages.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "100" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    features: { type: "string", default: "" },
    mode: { type: "string" },
    workers: { type: "string", default: "1" },
    shrinks: { type: "string", default: "3" },
    replay: { type: "string" },
    out: { type: "string", default: join(tmpdir(), "pengine-mismatches") },
  },
});
const runs = Number(values.runs);
const seed = Number(values.seed);
const favoured = values.features.split(",").filter((name) => name !== "");
const known: readonly string[] = [...resourceKinds, ...constraintKinds];
for (const name of favoured) if (!known.includes(name)) throw new Error(`unknown feature ${name}; there are ${known.join(", ")}`);

const steps = fc.array(step, { minLength: 1, maxLength: 3, size: "max" });
const cases = {
  "well-formed": fc.tuple(cib("well-formed", favoured), steps),
  hostile: fc.tuple(cib("hostile", favoured), steps),
};

const features = new Features();
const totals = { cases: 0, states: 0, mismatches: 0, died: 0, failures: 0 };
const byStage = new Map<string, number>();
let shrinksLeft = Number(values.shrinks);

/** An internal error, a crash. */
function isFailure(answer: Asked): boolean {
  return answer === "died" || answer.error.includes("internal error");
}

async function differenceOf(workplace: Workplace, state: State): Promise<Difference | "died" | null> {
  const { ours, theirs } = await workplace.ask(state);
  if (theirs === "died") return isFailure(ours) ? { stage: "exit status", ours: "died\n", theirs: "died\n" } : "died";
  if (ours === "died") return { stage: "exit status", ours: "died\n", theirs: `${theirs.status}\n` };
  return firstDifference(ours, theirs);
}

function differenceText({ ours, theirs }: Difference): string {
  const files = [theirs, ours].map((text, index) => {
    const file = join(values.out, index === 0 ? ".theirs" : ".ours");
    writeFileSync(file, text);
    return file;
  });
  const { stdout } = spawnSync("diff", ["-U2", "--label", "reference", "--label", "pengine", ...files], { encoding: "utf8", maxBuffer: 1 << 26 });
  return stdout.split("\n").slice(0, 40).join("\n");
}

function writeScenario(name: string, state: State, difference: Difference): string {
  const folder = join(values.out, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cib.xml"), state.text);
  const about = `Found by comparison with the reference: ${difference.stage} differed`;
  const events = state.events.length === 0 ? {} : { events: state.events };
  writeFileSync(join(folder, "case.json"), `${JSON.stringify({ about, rules: ["name-the-rule"], steps: [events] }, null, 2)}\n`);
  return folder;
}

async function tellMismatch(workplace: Workplace, caseSeed: number, number: number, state: State, difference: Difference): Promise<void> {
  totals.mismatches++;
  byStage.set(difference.stage, (byStage.get(difference.stage) ?? 0) + 1);
  const name = `${difference.stage.replaceAll(" ", "-")}-${caseSeed}-${number}`;
  let [small, shown] = [state, difference];
  writeScenario(name, state, difference);
  console.log(`\nMISMATCH in ${difference.stage}, seed ${caseSeed}, state ${number}`);
  if (shrinksLeft > 0) {
    shrinksLeft--;
    small = await shrinkState(state, async (candidate) => {
      const found = await differenceOf(workplace, candidate);
      if (found === null || found === "died" || found.stage !== difference.stage) return false;
      shown = found;
      return true;
    });
  }
  console.log(`seed ${caseSeed}, state ${number}: ${writeScenario(name, small, shown)}`);
  console.log(differenceText(shown));
}

/** The state that a step makes of a document. */
function prepared(text: string, { events, advance, edit }: StepModel): State {
  const changed = edit === undefined ? text : edited(text, edit);
  const later = changed.replace(/execution-date="(\d+)"/, (_, date: string) => `execution-date="${Number(date) + advance}"`);
  const { status } = clusterStatus(readCib(later));
  return { text: later, events: events.flatMap((event) => eventArguments(event, status)) };
}

async function runCase(workplace: Workplace, caseSeed: number): Promise<void> {
  const mode = (values.mode as Mode | undefined) ?? (caseSeed % 3 === 0 ? "hostile" : "well-formed");
  const [drawn] = fc.sample(cases[mode], { numRuns: 1, seed: caseSeed });
  let text = drawn![0];
  totals.cases++;
  for (const [number, model] of drawn![1].entries()) {
    const state = prepared(text, model);
    totals.states++;
    features.add(parseCib(state.text).root, state.events);
    const { ours, theirs } = await workplace.ask(state);
    if (theirs === "died") {
      totals.died++;
      if (isFailure(ours)) totals.failures++;
      const folder = writeScenario(`died-${caseSeed}-${number}`, state, { stage: "exit status", ours: "", theirs: "" });
      console.log(`the reference died, seed ${caseSeed}, state ${number}${isFailure(ours) ? ", AND SO DID WE" : ""}: ${folder}`);
      return;
    }
    const difference = ours === "died" ? ({ stage: "exit status", ours: "died\n", theirs: `${theirs.status}\n` } as const) : firstDifference(ours, theirs);
    if (difference !== null) return tellMismatch(workplace, caseSeed, number, state, difference);
    text = (ours as Answer).saved;
    if (text === "") return;
  }
}

/** Compares the first step of a scenario again. */
async function replay(folder: string): Promise<void> {
  const workplace = new Workplace();
  const story = JSON.parse(readFileSync(join(folder, "case.json"), "utf8")) as { readonly steps: readonly { readonly events?: readonly string[] }[] };
  const state = { text: readFileSync(join(folder, "cib.xml"), "utf8"), events: story.steps[0]?.events ?? [] };
  const difference = await differenceOf(workplace, state);
  if (difference === "died") console.log("the reference died");
  else if (difference === null) console.log("no difference");
  else await tellMismatch(workplace, 0, 0, state, difference);
  workplace.remove();
  process.exit(difference === null ? 0 : 1);
}

if (!hasReference()) {
  console.error("crm_simulate of the version that pengine follows is not on PATH: nothing to compare with");
  process.exit(1);
}
mkdirSync(values.out, { recursive: true });
if (values.replay !== undefined) await replay(values.replay);
console.log(`${runs} cases from seed ${seed}`);
let next = 0;
const started = Date.now();
const lanes = Array.from({ length: Math.min(2, Number(values.workers)) }, async () => {
  const workplace = new Workplace();
  while (next < runs) {
    const index = next++;
    try {
      await runCase(workplace, seed + index);
    } catch (error) {
      totals.failures++;
      console.log(`\nFAILURE, seed ${seed + index}: ${(error as Error).stack ?? String(error)}`);
    }
    if (totals.cases % 500 === 0) console.log(`${totals.cases} cases, ${totals.states} states, ${totals.mismatches} mismatches, ${Math.round((Date.now() - started) / 1000)} s`);
  }
  workplace.remove();
});
await Promise.all(lanes);
console.log(`\n${features.text()}`);
console.log(`${totals.cases} cases, ${totals.states} states compared, ${totals.mismatches} mismatches, ${totals.died} where the reference died, ${totals.failures} failures of ours`);
if (byStage.size > 0) console.log([...byStage].map(([stage, count]) => `${stage}: ${count}`).join(", "));
process.exitCode = totals.mismatches + totals.failures === 0 ? 0 : 1;

// Tells a story to a program, and writes down what it says to each step.

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { normalizeDot, normalizeGraph } from "./artifacts.ts";
import { inputFiles, type Scenario, type Step } from "./scenario.ts";
import { applyEdit } from "./scenario-edit.ts";
import { REFERENCE_VERSION } from "./reference.ts";

/** What a program answered. */
export interface Answer {
  readonly status: number;
  readonly out: string;
  readonly error: string;
  /** The machine's time, which the program wrote wherever it noted a moment; seconds since the epoch. */
  readonly clock: number;
}

/** A program with the command line of crm_simulate. */
export type Program = (args: readonly string[]) => Promise<Answer>;

const units: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

function secondsOf(duration: string): number {
  const match = /^(\d+)(s|min|h|d)$/.exec(duration);
  if (match === null) throw new Error(`not a duration: ${duration}`);
  return Number(match[1]) * units[match[2]!]!;
}

function executionDate(cib: string): number | null {
  const match = /<cib\b[^>]*\sexecution-date="(\d+)"/.exec(cib);
  return match === null ? null : Number(match[1]);
}

function later(cib: string, duration: string): string {
  const date = executionDate(cib);
  if (date === null) throw new Error("time cannot pass: the CIB has no execution-date");
  return cib.replace(/execution-date="\d+"/, `execution-date="${date + secondsOf(duration)}"`);
}

function utc(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}

/** Puts the moment at which the story plays where a program wrote the machine's time. */
export function settle(text: string, clock: number, date: number): string {
  return text
    .replaceAll(String(clock), String(date))
    .replaceAll(utc(clock), utc(date))
    .replace(/recheck-by="(\d+)"/, (all, by: string) => (Number(by) >= clock ? `recheck-by="${Number(by) - clock + date}"` : all));
}

class Results {
  private readonly sections: [title: string, text: string][] = [];

  add(title: string, text: string): void {
    if (text !== "") this.sections.push([title, text.endsWith("\n") ? text : `${text}\n`]);
  }

  text(status: number): string {
    if (this.sections.length === 0) {
      if (status === 0) throw new Error("nothing to record");
      this.add("output", "(nothing is printed)");
    }
    const parts = this.sections.map(([title, text]) => `=== ${title}\n${text}`);
    return `Pacemaker ${REFERENCE_VERSION}, exit status ${status}\n${parts.join("")}`;
  }
}

const scoresPattern = /^Assignment Scores:\n((?: {2}\* .*\n)*)\n?/m;

/** A program's answers to the steps of a story one by one, each as the text of a file. */
export async function* tell(scenario: Scenario, program: Program): AsyncGenerator<string, void, undefined> {
  const folder = mkdtempSync(join(tmpdir(), "pengine-scenario-"));
  try {
    for (const file of inputFiles(scenario.folder)) copyFileSync(join(scenario.folder, file), join(folder, file));
    for (const step of scenario.steps) yield await tellStep(step, folder, program);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function tellStep(step: Step, folder: string, program: Program): Promise<string> {
  const input = join(folder, "cib.xml");
  let cib = (step.edit ?? []).reduce(applyEdit, readFileSync(input, "utf8"));
  if (step.advance !== undefined) cib = later(cib, step.advance);
  writeFileSync(input, cib);
  return step.command === undefined ? simulate(step, folder, cib, program) : command(step.command, folder, cib, program);
}

async function simulate(step: Step, folder: string, cib: string, program: Program): Promise<string> {
  const date = executionDate(cib);
  if (date === null) throw new Error("the CIB has no execution-date");
  const [input, saved, graph, dot] = ["cib.xml", "saved.xml", "graph", "dot"].map((name) => join(folder, name)) as
    [string, string, string, string];
  const answer = await program(["-x", input, "-S", "-s", "-O", saved, "-G", graph, "-D", dot, ...(step.events ?? [])]);
  const settled = (text: string): string => settle(text.replaceAll(`${folder}/`, ""), answer.clock, date);
  const take = (file: string): string => {
    if (!existsSync(file)) return "";
    const text = readFileSync(file, "utf8");
    rmSync(file);
    return settled(text);
  };
  const out = settled(answer.out);
  const results = new Results();
  results.add("summary", out.replace(scoresPattern, ""));
  results.add("scores", scoresPattern.exec(out)?.[1]?.replace(/^ {2}\* /gm, "") ?? "");
  results.add("errors", settled(answer.error));
  results.add("graph", normalizeGraph(take(graph)));
  const drawing = take(dot);
  results.add("dot", drawing === "" ? "" : normalizeDot(drawing));
  const next = take(saved);
  if (next !== "") {
    writeFileSync(input, next);
    results.add("saved CIB", step.showsCib === true ? next : `md5 ${createHash("md5").update(next).digest("hex")}`);
  }
  return results.text(answer.status);
}

async function command(args: readonly string[], folder: string, cib: string, program: Program): Promise<string> {
  const before = readdirSync(folder);
  const answer = await program(args.map((argument) => argument.replace(/^((?:--[\w-]+=)?)\.\//, `$1${folder}/`)));
  const date = executionDate(cib);
  const settled = (text: string): string => {
    const local = text.replaceAll(`${folder}/`, "./");
    return date === null ? local : settle(local, answer.clock, date);
  };
  const results = new Results();
  results.add("output", settled(answer.out));
  results.add("errors", settled(answer.error));
  for (const file of readdirSync(folder).toSorted()) {
    if (before.includes(file)) continue;
    results.add(file, settled(readFileSync(join(folder, file), "utf8")));
    rmSync(join(folder, file));
  }
  const input = join(folder, "cib.xml");
  const after = settled(readFileSync(input, "utf8"));
  if (after !== cib) {
    writeFileSync(input, after);
    results.add("cib.xml, changed", after);
  }
  return results.text(answer.status);
}

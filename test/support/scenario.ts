// What a scenario is, and where scenarios are: a folder scenarios/<topic>/<behaviour>/ with cib.xml, case.json and the
// results that the reference had, expected/<step>.txt.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Edit } from "./scenario-edit.ts";

/** One chapter of the story. It begins with the CIB that the step before it saved. */
export interface Step {
  /** What happens, as a sentence. May be left out where the scenario has one step only. */
  readonly about?: string;
  /** Changes of the CIB, made before anything else. */
  readonly edit?: readonly Edit[];
  /** Time that passes: added to the CIB's execution date, as `90s`, `10min`, `2h` or `3d`. */
  readonly advance?: string;
  /** What happens to the cluster, as options of the simulation: `--node-down=node1`. */
  readonly events?: readonly string[];
  /** A command line to run instead of a simulation; files are `./cib.xml`, `./` and others of the scenario, or new ones. */
  readonly command?: readonly string[];
  /** The saved CIB is recorded as text, not only as a digest. */
  readonly showsCib?: boolean;
  /** Why pe-sim answers otherwise on purpose, as a sentence. */
  readonly differs?: string;
}

/** A story, as case.json tells it. */
export interface Story {
  /** The behaviour that it shows, as a sentence. */
  readonly about: string;
  /** Short names of the rules that it shows, as rules.json has them. */
  readonly rules: readonly string[];
  readonly steps: readonly Step[];
}

/** A story and where it is. */
export interface Scenario extends Story {
  readonly folder: string;
  /** `<topic>/<behaviour>`. */
  readonly name: string;
  readonly topic: string;
}

/** A rule of the scheduler that changes a result. */
export interface Rule {
  readonly name: string;
  readonly topic: string;
  /** What the rule says, in one sentence. */
  readonly says: string;
}

const storyKeys = ["about", "rules", "steps"];
const stepKeys = ["about", "edit", "advance", "events", "command", "showsCib", "differs"];

/** The folder that has the scenarios of this project. */
export const scenariosFolder = resolve("scenarios");

/** Folders below `root`, including `root`, that have a CIB or a story; in alphabetical order. */
export function scenarioFolders(root: string = scenariosFolder): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    const entries = readdirSync(folder).toSorted();
    if (entries.includes("case.json") || entries.includes("cib.xml")) found.push(folder);
    for (const entry of entries) {
      const path = join(folder, entry);
      if (statSync(path).isDirectory()) visit(path);
    }
  };
  visit(root);
  return found;
}

/** Reads a scenario. Throws an `Error` that names the file if there is something in it that it should not have. */
export function readScenario(folder: string): Scenario {
  const file = join(folder, "case.json");
  const story = JSON.parse(readFileSync(file, "utf8")) as Story;
  const refuse = (what: string): never => {
    throw new Error(`${file}: ${what}`);
  };
  for (const key of Object.keys(story)) if (!storyKeys.includes(key)) refuse(`unknown key ${key}`);
  if (!/^\S.* .*[^.\s]$/.test(story.about)) refuse("no sentence in about");
  if (story.rules.length === 0) refuse("shows no rule");
  if (story.steps.length === 0) refuse("has no steps");
  for (const step of story.steps) {
    for (const key of Object.keys(step)) if (!stepKeys.includes(key)) refuse(`unknown key ${key} in a step`);
    if (step.about === undefined && story.steps.length > 1) refuse("a step has no about");
    if (step.command !== undefined && step.events !== undefined) refuse("a step has a command and events");
  }
  const name = relative(scenariosFolder, folder);
  return { ...story, folder, name, topic: name.split("/")[0] ?? "" };
}

export function readScenarios(): Scenario[] {
  return scenarioFolders().map(readScenario);
}

export function readRules(): Rule[] {
  return JSON.parse(readFileSync(join(scenariosFolder, "rules.json"), "utf8")) as Rule[];
}

/** The file with the results of a step, which are numbered from 1. */
export function expectedFile(folder: string, step: number): string {
  return join(folder, "expected", `${step}.txt`);
}

/** Files of a scenario beside its story and its results: the inputs. */
export function inputFiles(folder: string): string[] {
  return readdirSync(folder).filter((entry) => entry !== "case.json" && entry !== "expected");
}

/** What is wrong with the files of a scenario: results that are missing, empty, or belong to no step. */
export function fileProblems(scenario: Scenario): string[] {
  const problems: string[] = [];
  const wanted = scenario.steps.map((_, index) => `${index + 1}.txt`);
  const folder = join(scenario.folder, "expected");
  const there = existsSync(folder) ? readdirSync(folder) : [];
  for (const file of wanted) if (!there.includes(file)) problems.push(`expected/${file} is missing`);
  for (const file of there) if (!wanted.includes(file)) problems.push(`nobody reads expected/${file}`);
  const commands = scenario.steps.flatMap((step) => step.command ?? []);
  for (const file of inputFiles(scenario.folder)) {
    if (file !== "cib.xml" && !commands.some((argument) => argument.includes(`./${file}`))) {
      problems.push(`nobody reads ${file}`);
    }
  }
  return problems;
}

import { readFileSync } from "node:fs";
import { parseCib, schedule, upgradeCib } from "../src/index.ts";

/** Where the time goes inside a process that schedules one input: seconds, and what came of it. */
export interface Stages {
  /** From bytes to a tree: well-formedness and the parser. */
  readonly parsing: number;
  /** From bytes to a CIB that can be scheduled: parsing, validation, upgrade. */
  readonly reading: number;
  /** From there to the transition. */
  readonly scheduling: number;
  /** Actions in the transition. */
  readonly actions: number;
}

/** Measures this process; a fresh one each time, as a command is. */
export function measureStages(file: string): Stages {
  const bytes = readFileSync(file);
  const start = performance.now();
  const document = parseCib(bytes, { file });
  const parsed = performance.now();
  const cib = upgradeCib(document);
  const read = performance.now();
  const { transition } = schedule(cib);
  const actions = transition.synapses.length;
  const end = performance.now();
  return { parsing: (parsed - start) / 1000, reading: (read - start) / 1000, scheduling: (end - read) / 1000, actions };
}

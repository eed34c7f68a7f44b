// Two answers about the same state, compared in the order in which they come about: what differs first is the cause, the
// rest follows from it.

import { normalizeDot, normalizeGraph } from "../../support/artifacts.ts";

/** What a program made of one state; times of the machine's clock are settled. */
export interface Answer {
  readonly status: number;
  readonly out: string;
  readonly error: string;
  readonly graph: string;
  readonly dot: string;
  readonly saved: string;
}

export const stages = ["exit status", "errors", "status", "scores", "actions", "graph", "dot", "execution", "revised status", "saved CIB"] as const;
export type Stage = (typeof stages)[number];

const headings: readonly (readonly [heading: string, stage: Stage])[] = [
  ["Assignment Scores:", "scores"],
  ["Transition Summary:", "actions"],
  ["Executing Cluster Transition:", "execution"],
  ["Revised Cluster Status:", "revised status"],
];

/** Once a check of its own fails, the reference goes on and logs what otherwise only `--verbose` shows. */
const logLine = /^\(\w+\) ?\t *(?:crit|error|warning|notice|info):.*\n/gm;

/** What an answer says about each stage. */
export function stageTexts(answer: Answer): ReadonlyMap<Stage, string> {
  const texts = new Map<Stage, string>([
    ["exit status", `${answer.status}\n`],
    ["errors", answer.error.replace(logLine, "")],
    ["status", ""],
    ["graph", normalizeGraph(answer.graph)],
    ["dot", answer.dot === "" ? "" : normalizeDot(answer.dot)],
    ["saved CIB", answer.saved],
  ]);
  let stage: Stage = "status";
  for (const line of answer.out.split(/(?<=\n)/)) {
    stage = headings.find(([heading]) => line.trimEnd() === heading)?.[1] ?? stage;
    texts.set(stage, (texts.get(stage) ?? "") + line);
  }
  return texts;
}

/** Exit status of a program that cannot go on. */
const SOFTWARE = 70;

export interface Difference {
  readonly stage: Stage;
  readonly ours: string;
  readonly theirs: string;
}

/** The first stage at which two answers differ; `null` if they are the same. */
export function firstDifference(ours: Answer, theirs: Answer): Difference | null {
  // where the reference stops in the middle of its work, it only logs why
  if (ours.status === SOFTWARE && theirs.status === SOFTWARE) return null;
  const our = stageTexts(ours);
  const their = stageTexts(theirs);
  for (const stage of stages) {
    const [mine, expected] = [our.get(stage) ?? "", their.get(stage) ?? ""];
    if (mine !== expected) return { stage, ours: mine, theirs: expected };
  }
  return null;
}

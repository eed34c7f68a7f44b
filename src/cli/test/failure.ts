// What went wrong in a step, as lines: what was expected, what is the case instead, and why.

import { type CheckResult, type Explanation, type StepResult } from "../../index.ts";
import { explanationLines } from "../../output/text/explanation.ts";
import type { ScenarioFile } from "./read-scenario.ts";
import { placeText } from "./report.ts";

/** More primitives than this are not explained; of a large clone one sees the point after a few. */
const EXPLAINED = 4;

/** The lines about everything that went wrong in a step. */
export function failureLines(source: ScenarioFile, step: StepResult): string[] {
  const lines: string[] = [];
  for (const { path, message } of step.problems) lines.push(`problem:   ${message}`, `           (${placeText(source, path)})`);
  for (const check of step.checks) if (!check.passed) lines.push(...checkLines(source, check));
  return lines;
}

function checkLines(source: ScenarioFile, { expected, path, instead, causes, explanations }: CheckResult): string[] {
  return [
    `expected:  ${expected}`,
    ...labelled("instead:", instead),
    ...labelled("because:", causes),
    ...labelled("scores:", scoreLines(explanations)),
    `           (${placeText(source, path)})`,
  ];
}

function scoreLines(explanations: readonly Explanation[]): string[] {
  const shown = explanations.slice(0, EXPLAINED).flatMap(explanationLines);
  const rest = explanations.length - EXPLAINED;
  return rest > 0 ? [...shown, `... and ${rest} more`] : shown;
}

function labelled(label: string, texts: readonly string[]): string[] {
  return texts.map((text, index) => `${(index === 0 ? label : "").padEnd(10)} ${text}`);
}

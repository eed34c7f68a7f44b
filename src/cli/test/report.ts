import type { ScenarioResult } from "../../index.ts";
import type { ScenarioFile } from "./read-scenario.ts";

/** What came of one file. */
export interface FileResult {
  readonly source: ScenarioFile;
  /** `null` if the file could not be understood. */
  readonly result: ScenarioResult | null;
}

/** How results are printed: each as soon as it is there, and something at either end. */
export interface TestReport {
  begin(): string;
  file(result: FileResult): string;
  end(results: readonly FileResult[]): string;
}

/** One step as reports list it, whether it was reached or not. */
export interface ReportedStep {
  readonly number: number;
  readonly about: string;
  readonly outcome: "passed" | "failed" | "not reached";
}

/** All steps of a file in order. */
export function stepsOf({ source, result }: FileResult): ReportedStep[] {
  if (result === null) return [];
  return source.scenario!.steps.map(({ about }, index) => {
    const step = result.steps[index];
    const outcome = step === undefined ? "not reached" : step.passed ? "passed" : "failed";
    return { number: index + 1, about: about ?? `step ${index + 1}`, outcome };
  });
}

/** True if the file was understood and everything was as expected. */
export function isPassed({ result }: FileResult): boolean {
  return result !== null && result.passed;
}

/** `file:line:column` of a part of a scenario. */
export function placeText(source: ScenarioFile, path: readonly (string | number)[]): string {
  const position = source.locate(path);
  return position === null ? source.file : `${source.file}:${position.line}:${position.column}`;
}

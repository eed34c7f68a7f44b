import { formatCodeFrame } from "../../index.ts";
import { failureLines } from "./failure.ts";
import type { LocatedProblem, ScenarioFile } from "./read-scenario.ts";
import { isPassed, stepsOf, type FileResult, type TestReport } from "./report.ts";

/** Results for people. Quiet: only what failed. */
export function textReport(quiet: boolean): TestReport {
  return {
    begin: () => "",
    file: (result) => (quiet && isPassed(result) ? "" : fileText(result, quiet)),
    end: (results) => (results.length === 0 ? "" : `${totals(results)}\n`),
  };
}

const marks = { passed: "ok  ", failed: "FAIL", "not reached": "-   " } as const;

function fileText(item: FileResult, quiet: boolean): string {
  const { source, result } = item;
  if (result === null) return `${source.file}\n${problemsText(source)}\n`;
  const lines = [`${source.file}${result.about === null ? "" : `: ${result.about}`}`];
  for (const { number, about, outcome } of stepsOf(item)) {
    if (quiet && outcome === "passed") continue;
    lines.push(`  ${marks[outcome]} ${String(number).padStart(2)}  ${about}${outcome === "not reached" ? " (not reached)" : ""}`);
    if (outcome === "failed") lines.push(...failureLines(source, result.steps[number - 1]!).map((line) => `           ${line}`));
  }
  return `${lines.join("\n")}\n\n`;
}

function problemsText(source: ScenarioFile): string {
  return source.problems.map((problem) => problemText(source, problem)).join("");
}

function problemText({ file, text }: ScenarioFile, { message, position }: LocatedProblem): string {
  if (position === null) return `  ${file}: ${message}\n`;
  const frame = formatCodeFrame(text, position).split("\n").map((line) => `    ${line}`).join("\n");
  return `  ${file}:${position.line}:${position.column}: ${message}\n${frame}\n`;
}

function totals(results: readonly FileResult[]): string {
  const steps = results.flatMap(stepsOf);
  const failed = results.filter((result) => !isPassed(result)).length;
  const broken = results.filter(({ result }) => result === null).length;
  const passed = steps.filter(({ outcome }) => outcome === "passed").length;
  const scenarios = `${results.length - failed} of ${results.length} ${results.length === 1 ? "scenario" : "scenarios"} passed`;
  return `${scenarios}, ${passed} of ${steps.length} steps${broken === 0 ? "" : `; ${broken} could not be understood`}`;
}

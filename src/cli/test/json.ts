import { formatPath, type ScenarioPath } from "../../index.ts";
import { isPassed, type FileResult, type TestReport } from "./report.ts";

/** Results as one JSON document, with everything that is known about failures and with all actions. */
export function jsonReport(): TestReport {
  return {
    begin: () => "",
    file: () => "",
    end: (results) => `${JSON.stringify({ passed: results.every(isPassed), files: results.map(fileData) }, null, 2)}\n`,
  };
}

function fileData({ source, result }: FileResult): unknown {
  const place = (path: ScenarioPath): object => ({ path: formatPath(path), ...source.locate(path) });
  const problems = source.problems.map(({ path, message, position }) => ({ message, path: formatPath(path), ...position }));
  if (result === null) return { file: source.file, passed: false, problems };
  const steps = result.steps.map((step) => ({
    ...step,
    problems: step.problems.map(({ path, message }) => ({ message, ...place(path) })),
    checks: step.checks.map(({ path, ...check }) => ({ ...check, ...place(path) })),
  }));
  return { file: source.file, about: result.about, passed: result.passed, problems, steps };
}

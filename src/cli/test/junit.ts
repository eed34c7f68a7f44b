import { escapeAttribute } from "../../index.ts";
import { failureLines } from "./failure.ts";
import { stepsOf, type FileResult, type TestReport } from "./report.ts";

/** Results for programs that read JUnit's XML: a test suite for each file, a test case for each step. */
export function junitReport(): TestReport {
  return {
    begin: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="pe-sim test">\n',
    file: suite,
    end: () => "</testsuites>\n",
  };
}

function suite(item: FileResult): string {
  const { source, result } = item;
  const name = escapeAttribute(source.file);
  if (result === null) {
    const lines = source.problems.map(({ message, position }) => (position === null ? message : `${position.line}:${position.column}: ${message}`));
    const text = `<error message="${escapeAttribute(lines[0] ?? "")}">${content(lines)}</error>`;
    return `  <testsuite name="${name}" tests="1" failures="0" errors="1" skipped="0">\n    <testcase classname="${name}" name="reading">${text}</testcase>\n  </testsuite>\n`;
  }
  const steps = stepsOf(item);
  const count = (wanted: string): number => steps.filter(({ outcome }) => outcome === wanted).length;
  const cases = steps.map(({ number, about, outcome }) => {
    const head = `    <testcase classname="${name}" name="${escapeAttribute(`${number}. ${about}`)}"`;
    if (outcome === "passed") return `${head}/>\n`;
    if (outcome === "not reached") return `${head}><skipped message="not reached"/></testcase>\n`;
    const step = result.steps[number - 1]!;
    const first = step.problems[0]?.message ?? step.checks.find(({ passed }) => !passed)?.expected ?? "";
    return `${head}><failure message="${escapeAttribute(first)}">${content(failureLines(source, step))}</failure></testcase>\n`;
  });
  const totals = `tests="${steps.length}" failures="${count("failed")}" errors="0" skipped="${count("not reached")}"`;
  return `  <testsuite name="${name}" ${totals}>\n${cases.join("")}  </testsuite>\n`;
}

function content(lines: readonly string[]): string {
  return lines.map((line) => escapeAttribute(line)).join("\n");
}

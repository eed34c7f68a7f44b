import { failureLines } from "./failure.ts";
import { stepsOf, type FileResult, type TestReport } from "./report.ts";

/** Results for programs that read TAP (version 14): a test point for each step. */
export function tapReport(): TestReport {
  let count = 0;
  const point = (passed: boolean, name: string, lines: readonly string[], skipped = false): string => {
    const head = `${passed ? "ok" : "not ok"} ${++count} - ${escapeName(name)}${skipped ? " # SKIP not reached" : ""}\n`;
    if (lines.length === 0) return head;
    return `${head}  ---\n  message: |\n${lines.map((line) => `    ${line}`.trimEnd()).join("\n")}\n  ...\n`;
  };
  return {
    begin: () => "TAP version 14\n",
    file(item: FileResult) {
      const { source, result } = item;
      if (result === null) {
        const lines = source.problems.map(({ message, position }) => (position === null ? message : `${position.line}:${position.column}: ${message}`));
        return point(false, source.file, lines);
      }
      return stepsOf(item)
        .map(({ number, about, outcome }) => {
          const lines = outcome === "failed" ? failureLines(source, result.steps[number - 1]!) : [];
          return point(outcome !== "failed", `${source.file}: ${about}`, lines, outcome === "not reached");
        })
        .join("");
    },
    end: () => `1..${count}\n`,
  };
}

function escapeName(name: string): string {
  return name.replace(/[\\#]/g, "\\$&").replace(/\s+/g, " ");
}

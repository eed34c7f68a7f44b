// What a corpus has no expected results for, compared with the reference itself: XML output, attributes, fail counts,
// utilization, drawings of all actions, saved inputs and outputs, warnings. A sample of the cases; all with PENGINE_FULL=1.

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { copyInput, corpusCases, sampleCases, type CorpusCase } from "../support/corpus.ts";
import { runPeSim, type CommandResult } from "../support/pe-sim.ts";
import { hasReference, runReference } from "../support/reference.ts";

interface Comparison {
  readonly options: readonly string[];
  /** Option that saves a file to be compared too. */
  readonly saves?: string;
}

const comparisons: Readonly<Record<string, Comparison>> = {
  "XML output": { options: ["-S", "--output-as=xml", "-A", "-c", "-U", "-s"] },
  "text with attributes, fail counts and utilization": { options: ["-S", "-A", "-c", "-U"] },
  "drawing of all actions": { options: ["-R", "-Q", "-a"], saves: "-D" },
  "saved output": { options: ["-S", "-Q"], saves: "-O" },
  "saved input": { options: ["-Q"], saves: "-I" },
  "errors and warnings": { options: ["-S", "-Q", "-VV"] },
};

const folder = mkdtempSync(join(tmpdir(), "pengine-corpus-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Hides what stems from the machine's clock, and what the reference adds to log lines. */
function settle(text: string): string {
  return text
    .replaceAll("crm_simulate", "pe-sim")
    .replace(/(last-rc-change=")(?:\d+|[^"]* [^"]*)"/g, '$1NOW"')
    .replace(/last-failure(="|=')[^"']*/g, "last-failure$1NOW")
    .replace(/(last-failure-[^=\s"]*)=\d+/g, "$1=NOW")
    .replace(/(name="last-failure-[^"]*" value=")\d+/g, "$1NOW")
    .replace(/recheck-by="\d+"/g, 'recheck-by="NOW"')
    .replace(/ \| .*$/gm, "");
}

/** Errors and warnings of a log; what is below them is free. */
function seriousLines(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/\t(?:notice|info|debug|trace): /.test(line))
    .join("\n");
}

function collect(run: CommandResult, file: string): string {
  const saved = existsSync(file) ? readFileSync(file, "utf8") : "";
  return settle(`${run.status}\n${run.out}\n${seriousLines(run.error)}\n${saved}`);
}

async function compare(comparison: Comparison, corpusCase: CorpusCase): Promise<void> {
  const { args, name } = corpusCase;
  const input = copyInput(corpusCase, folder);
  const file = (side: string): string => join(folder, `${name}.${side}`);
  const save = (side: string): string[] => (comparison.saves === undefined ? [] : [comparison.saves, file(side)]);
  const options = ["-x", input, ...comparison.options, ...args];
  const now = Math.floor(Date.now() / 1000);
  const ours = collect(await runPeSim([...options, ...save("ours")], now), file("ours")).replaceAll(".ours", ".file");
  const theirs = collect(runReference("crm_simulate", [...options, ...save("theirs")]), file("theirs")).replaceAll(".theirs", ".file");
  expect(ours).toBe(theirs);
}

if (!hasReference()) test.skip("the reference is not on PATH: nothing is compared with it", () => {});
else if (corpusCases.length === 0) test.skip("no regression corpus: set PENGINE_CORPUS to compare with one", () => {});
else {
  for (const [what, comparison] of Object.entries(comparisons)) {
    describe(what, () => {
      test.each(sampleCases(40))("$name", (corpusCase) => compare(comparison, corpusCase));
    });
  }
}

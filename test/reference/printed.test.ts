// What is printed beside the four artifacts, for drawn clusters, compared with the reference: the status with attributes and
// fail counts, as text and as XML, the warnings of a simulation, and what crm_verify says.

import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { cib } from "../support/arbitrary/index.ts";
import { runPeSim, type CommandResult } from "../support/pe-sim.ts";
import { hasReference, runReference } from "../support/reference.ts";

const folder = mkdtempSync(join(tmpdir(), "pengine-printed-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Comparison {
  readonly program: "crm_simulate" | "crm_verify";
  readonly options: readonly string[];
  /** Which stream is compared. */
  readonly stream: "out" | "error";
}

const comparisons: Readonly<Record<string, Comparison>> = {
  "all of the status, as text": { program: "crm_simulate", options: ["-S", "-s", "-A", "-c", "-U"], stream: "out" },
  "all of the status, as XML": { program: "crm_simulate", options: ["-S", "-s", "-A", "-c", "-U", "--output-as=xml"], stream: "out" },
  "warnings": { program: "crm_simulate", options: ["-S", "-Q", "-VV"], stream: "error" },
  "crm_verify": { program: "crm_verify", options: ["-VV"], stream: "error" },
};

/** The reference shows the actions of a transition that could not be completed one by one. */
const dump = /^\((?:pcmk__execute_graph|pcmk__log_graph|log_synapse_action|log_unresolved_inputs|log_assertion_as)\)/;

/** Hides the machine's clock, the program's name, and what is below warnings or behind a message. */
function settled({ status, ...streams }: CommandResult, stream: "out" | "error"): string {
  const lines = streams[stream]
    .replace(/(?:crm_simulate|pe-sim)(?= -)|(?<=request=")[^"]*/g, "COMMAND")
    .replace(/(last-rc-change|last-failure)="[^"]*"/g, '$1="NOW"')
    .replace(/(last-failure=)'[^']*'/g, "$1NOW")
    .replace(/(last-failure-[^=\s"]*)=\d+/g, "$1=NOW")
    .split("\n")
    .filter((line) => !dump.test(line) && !/\t(?:notice|info|debug|trace): /.test(line))
    .map((line) => line.replace(/ \| .*$/, ""));
  return `${status}\n${lines.join("\n")}`;
}

if (!hasReference()) {
  test.skip("no crm_simulate of the right version on PATH: what is printed is not compared with the reference", () => {});
} else describe("drawn clusters", () => {
  const texts = [...fc.sample(cib("well-formed"), { numRuns: 8, seed: 77 }), ...fc.sample(cib("hostile"), { numRuns: 4, seed: 78 })];

  test.each(Object.entries(comparisons))("%s", { timeout: 120_000 }, async (name, { program, options, stream }) => {
    const input = join(folder, `${name.replaceAll(/\W+/g, "-")}.xml`);
    let compared = 0;
    for (const text of texts) {
      writeFileSync(input, text);
      const theirs = runReference(program, ["-x", input, ...options], 3);
      if (theirs.status < 0 || theirs.status >= 128) continue;
      compared++;
      const now = Math.floor(Date.now() / 1000);
      const args = program === "crm_verify" ? ["verify", "--no-advice", "-x", input, ...options] : ["-x", input, ...options];
      expect(settled(await runPeSim(args, now), stream)).toBe(settled(theirs, stream));
    }
    expect(compared).toBeGreaterThan(6);
  });
});

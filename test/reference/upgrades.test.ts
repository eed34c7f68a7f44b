// CIBs of every old schema version: the upgraded document and all artifacts of a simulation that starts from them.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { schemaNames } from "../../src/cib/schema/versions.ts";
import { collectArtifacts, type Artifacts } from "../support/artifacts.ts";
import { runPeSim } from "../support/pe-sim.ts";
import { upgradeLines } from "../support/reference-cib.ts";
import { hasReference, runReference, runReferenceMerged } from "../support/reference.ts";

const root = join(import.meta.dirname, "../cib/upgrade/cases");
const cases = readdirSync(root).flatMap((version) => readdirSync(join(root, version)).map((name) => `${version}/${name}`));
// the reference may see no more than the folder for temporary files
const folder = mkdtempSync(join(tmpdir(), "pengine-upgrades-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Not every CIB says when it was saved. */
const time = ["-t", "2024-06-15 12:00:00Z"];

test("there are cases of every version before the latest", () => {
  const versions = new Set(cases.map((name) => `pacemaker-${name.split("/")[0]}`));
  expect(schemaNames.slice(0, -1).filter((name) => !versions.has(name))).toEqual([]);
  expect(cases.length).toBeGreaterThanOrEqual(120);
});

describe.skipIf(!hasReference())("old CIBs against the reference (skipped: there is none on PATH)", () => {
  test.for(cases)("%s", { timeout: 60_000 }, async (name) => {
    const input = join(folder, "cib.xml");
    writeFileSync(input, readFileSync(join(root, name, "cib.xml")));
    const theirs = await collectArtifacts(
      (args) => (args.includes("-sSQ") ? runReference : runReferenceMerged)("crm_simulate", args),
      input,
      time,
    );
    const answer = await collectArtifacts((args) => runPeSim(args), input, time);
    // what the validator says about a document that is refused, and how a stylesheet fails, are not all in the same words
    const isRefused = !existsSync(join(root, name, "upgraded.xml"));
    const comparable = (artifacts: Artifacts): Artifacts =>
      isRefused ? { ...artifacts, summary: upgradeLines(artifacts.summary).join("") } : artifacts;
    expect(comparable(answer)).toEqual(comparable(theirs));

    const [ours, upgraded] = [join(folder, "ours.xml"), join(folder, "theirs.xml")];
    await runPeSim(["-x", input, "-I", ours, ...time]);
    runReference("crm_simulate", ["-x", input, "-I", upgraded, ...time]);
    expect(existsSync(ours)).toBe(existsSync(upgraded));
    if (existsSync(ours)) expect(readFileSync(ours, "utf8")).toBe(readFileSync(upgraded, "utf8"));
    for (const file of [ours, upgraded]) rmSync(file, { force: true });
  });
});

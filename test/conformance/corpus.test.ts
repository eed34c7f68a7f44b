// Every case of a regression corpus laid out like Pacemaker's cts/scheduler, where one is at hand: the folder that
// PENGINE_CORPUS names, or the one beside the checkout.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { collectArtifacts, differingKinds, type Artifacts } from "../support/artifacts.ts";
import { runPeSim } from "../support/pe-sim.ts";

interface Case {
  readonly name: string;
  readonly args?: readonly string[];
}

const corpus = resolve(process.env["PENGINE_CORPUS"] ?? join(import.meta.dirname, "../../../shared/corpus"));
const list = join(corpus, "cases.json");

function expected(name: string): Artifacts {
  const read = (kind: string): string => {
    const file = join(corpus, kind, `${name}.${kind}`);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  };
  return { summary: read("summary"), exp: read("exp"), dot: read("dot"), scores: read("scores") };
}

if (!existsSync(list)) {
  test.skip(`no regression corpus at ${corpus}: set PENGINE_CORPUS to compare with one`, () => {});
} else {
  const cases = JSON.parse(readFileSync(list, "utf8")) as Case[];
  describe(`regression corpus (${cases.length} cases)`, () => {
    test("is not empty", () => expect(cases.length).toBeGreaterThan(0));
    test.each(cases)("$name", async ({ name, args = [] }) => {
      const now = Math.floor(Date.now() / 1000);
      const ours = await collectArtifacts((options) => runPeSim(options, now), join(corpus, "xml", `${name}.xml`), args);
      expect(differingKinds(ours, expected(name), args)).toEqual([]);
    });
  });
}

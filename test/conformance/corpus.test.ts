// Every case of a regression corpus, where one is at hand: the four artifacts, byte for byte.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { collectArtifacts, differingKinds, type Artifacts } from "../support/artifacts.ts";
import { corpusCases, corpusFolder } from "../support/corpus.ts";
import { runPeSim } from "../support/pe-sim.ts";

function expected(name: string): Artifacts {
  const read = (kind: string): string => {
    const file = join(corpusFolder, kind, `${name}.${kind}`);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  };
  return { summary: read("summary"), exp: read("exp"), dot: read("dot"), scores: read("scores") };
}

if (corpusCases.length === 0) {
  test.skip(`no regression corpus at ${corpusFolder}: set PENGINE_CORPUS to compare with one`, () => {});
} else {
  describe(`regression corpus (${corpusCases.length} cases)`, () => {
    test.each(corpusCases)("$name", async ({ name, args, input }) => {
      const now = Math.floor(Date.now() / 1000);
      const ours = await collectArtifacts((options) => runPeSim(options, now), input, args);
      expect(differingKinds(ours, expected(name), args)).toEqual([]);
    });
  });
}

// Stories of five steps: simulate, save, let something happen, simulate what was saved; the reference and pe-sim in
// lockstep, each on its own output. A few CIBs of the corpus; a hundred with PENGINE_FULL=1.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { artifactKinds, collectArtifacts, hideClock } from "../support/artifacts.ts";
import { copyInput, corpusCases, type CorpusCase } from "../support/corpus.ts";
import { runPeSim } from "../support/pe-sim.ts";
import { hasReference, runReference, runReferenceMerged } from "../support/reference.ts";
import { Random } from "../support/random.ts";
import { clusterStatus, readCib, type ClusterStatus, type ResourceStatus } from "../../src/index.ts";

const STEPS = 5;
const folder = mkdtempSync(join(tmpdir(), "pengine-chain-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Primitives that are active somewhere, with a node. */
function activeOn(resources: readonly ResourceStatus[]): { readonly id: string; readonly node: string }[] {
  return resources.flatMap((resource) => {
    switch (resource.kind) {
      case "primitive":
        return resource.nodes.slice(0, 1).map((node) => ({ id: resource.historyId ?? resource.id, node }));
      case "group":
        return activeOn(resource.members);
      case "clone":
        return activeOn(resource.instances);
      case "bundle":
        return [];
    }
  });
}

/** Something that happens next; the options say it to both programs. */
function nextEvent(status: ClusterStatus, pick: (count: number) => number): string[] {
  const nodes = status.nodes.filter((node) => node.kind === "cluster" && node.online).map((node) => node.name);
  const active = activeOn(status.resources).filter(({ node }) => nodes.includes(node));
  const node = nodes[pick(Math.max(1, nodes.length))];
  const target = active[pick(Math.max(1, active.length))];
  switch (pick(4)) {
    case 0:
      return node === undefined || nodes.length < 2 ? [] : ["-d", node];
    case 1:
      return node === undefined || nodes.length < 2 ? [] : ["-f", node];
    case 2:
      return target === undefined ? [] : ["-i", `${target.id}_monitor_10000@${target.node}=7`];
    default:
      return target === undefined ? [] : ["-F", `${target.id}_stop_0@${target.node}=1`];
  }
}

async function tellChain(corpusCase: CorpusCase, seed: number): Promise<void> {
  const { name, args } = corpusCase;
  const random = new Random(seed);
  const pick = (count: number): number => random.below(count);
  const now = Math.floor(Date.now() / 1000);
  let ours = copyInput(corpusCase, folder);
  let theirs = ours;
  let events: readonly string[] = args;
  for (let step = 1; step <= STEPS; step++) {
    const left = await collectArtifacts((options) => runPeSim(options, now), ours, events);
    const right = await collectArtifacts((options) => {
      return options.includes("-sSQ") ? runReference("crm_simulate", options) : runReferenceMerged("crm_simulate", options);
    }, theirs, events);
    for (const kind of artifactKinds) {
      expect(hideClock(left[kind]), `${kind} of step ${step} with ${events.join(" ")}`).toBe(hideClock(right[kind]));
    }
    const next = { ours: join(folder, `${name}-ours-${step}.xml`), theirs: join(folder, `${name}-theirs-${step}.xml`) };
    await runPeSim(["-x", ours, "-S", "-Q", "-O", next.ours, ...events], now);
    const saved = runReference("crm_simulate", ["-x", theirs, "-S", "-Q", "-O", next.theirs, ...events]);
    expect([0, 1]).toContain(saved.status);
    ours = next.ours;
    theirs = next.theirs;
    events = nextEvent(clusterStatus(readCib(readFileSync(ours)), { now }).status, pick);
  }
}

if (!hasReference()) test.skip("the reference is not on PATH: no chains are compared", () => {});
else if (corpusCases.length === 0) test.skip("no regression corpus: set PENGINE_CORPUS for chains from it", () => {});
else {
  const every = process.env["PENGINE_FULL"] === undefined ? 170 : 6;
  const chosen = corpusCases.filter((_, i) => i % every === 3).slice(0, 100);
  describe(`chains of ${STEPS} steps`, () => {
    test.each(chosen.map((corpusCase, i) => ({ ...corpusCase, seed: i + 1 })))("$name", (chain) => tellChain(chain, chain.seed));
  });
}

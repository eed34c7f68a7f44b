// What is measured beside the families: start-up, the regression corpus in one process, and batches on worker threads.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { families } from "./families/index.ts";
import { Cluster } from "./cluster.ts";
import { costOf, medianCost, median, ours, outputOf, type Command, type Cost } from "./measure.ts";
import { Random } from "./random.ts";
import type { LoadResult } from "./result.ts";
import { alternate, type BenchSettings } from "./run-family.ts";

/** Something measured that is no family. */
export interface Special {
  readonly name: string;
  readonly about: string;
  run(settings: BenchSettings): Generator<LoadResult>;
}

const nothing = { pairs: 0, reading: null, exponent: null, note: "" };

const START_RUNS = 15;

function* startUp(settings: BenchSettings): Generator<LoadResult> {
  const cluster = new Cluster(2);
  cluster.resource(cluster.primitive("a"));
  const input = join(settings.folder, "tiny.xml");
  const runs = settings.quick ? settings.runs : Math.max(START_RUNS, settings.runs);
  // the reference reads one schema for the latest, and many for an older one
  for (const schema of ["pacemaker-4.0", "pacemaker-3.0"]) {
    writeFileSync(input, cluster.toString().replace("pacemaker-4.0", schema));
    const costs = alternate(["-x", input, "-S"], settings.reference, { ...settings, runs });
    yield compared("start-up", `-S, 1 primitive, 2 nodes, ${schema}`, costs);
  }
}

function compared(family: string, title: string, costs: ReturnType<typeof alternate>): LoadResult {
  return {
    ...nothing,
    family,
    title,
    ours: medianCost(costs.ours),
    reference: costs.reference.length === 0 ? null : medianCost(costs.reference),
    runs: { ours: costs.ours.length, reference: costs.reference.length },
  };
}

const CORPUS_REPEAT = 100;

/** The regression corpus' inputs: the folder that PENGINE_CORPUS names, or the one beside the checkout. */
function corpusFolder(): string {
  return join(resolve(process.env["PENGINE_CORPUS"] ?? "../shared/corpus"), "xml");
}

function* corpus(settings: BenchSettings): Generator<LoadResult> {
  const folder = corpusFolder();
  if (!existsSync(folder)) return;
  const repeat = settings.quick ? 2 : CORPUS_REPEAT;
  const read = { ours: [] as number[], reference: [] as number[] };
  const all = { ours: [] as number[], reference: [] as number[] };
  const memory = { ours: [] as number[], reference: [] as number[] };
  const sides: readonly (readonly ["ours" | "reference", Command])[] = [
    ["ours", ours],
    ...(settings.reference === null ? [] : [["reference", settings.reference] as const]),
  ];
  for (let i = 0; i < settings.runs; i++) {
    for (const [side, command] of sides) {
      read[side].push(profiled(command, folder, 0));
      all[side].push(profiled(command, folder, repeat));
      if (i === 0) memory[side].push(costOf(command, ["--profile", folder, "-N", "1"], settings.folder).memory);
    }
  }
  const row = (title: string, times: typeof all): LoadResult => {
    const cost = (side: "ours" | "reference"): Cost => {
      const time = median(times[side]);
      return { wall: time, cpu: time, memory: memory[side][0]! };
    };
    return {
      ...nothing,
      family: "corpus",
      title,
      ours: cost("ours"),
      reference: settings.reference === null ? null : cost("reference"),
      runs: { ours: settings.runs, reference: settings.reference === null ? 0 : settings.runs },
    };
  };
  const without = (side: "ours" | "reference"): number[] => all[side].map((time, i) => time - read[side][i]!);
  yield row("validation and upgrade, each input once", read);
  yield row(`${repeat} runs of each input`, { ours: without("ours"), reference: without("reference") });
}

/** The sum of what a profile says, in seconds of processor time: upgrade and validation once, and the repetitions. */
function profiled(command: Command, folder: string, repeat: number): number {
  const output = outputOf(command, ["--profile", folder, "--repeat", String(repeat), "--output-as", "xml"]);
  let total = 0;
  for (const [, duration] of output.matchAll(/<timing [^>]*duration="([\d.]+)"/g)) total += Number(duration);
  if (total === 0) throw new Error(`${command.join(" ")} has timed nothing`);
  return total;
}

const BATCH_SIZE = 2000;

/** Two thousand inputs of many shapes and sizes, with one worker and with two. */
function* batch(settings: BenchSettings): Generator<LoadResult> {
  const folder = join(settings.folder, "batch");
  const count = settings.quick ? BATCH_SIZE / 10 : BATCH_SIZE;
  mkdirSync(folder);
  const shapes = families.filter(({ name }) => name !== "flat-simulated").map(({ loads }) => loads[0]!);
  for (let i = 0; i < count; i++) {
    // the large shapes come rarely
    const shape = i % 20 === 0 ? shapes[(i / 20) % shapes.length]!.cib(new Random(i)) : small(new Random(i));
    writeFileSync(join(folder, `pe-input-${i}.xml`), shape);
  }
  const costs: Record<1 | 2, Cost[]> = { 1: [], 2: [] };
  for (let i = 0; i < settings.runs; i++) {
    for (const workers of [1, 2] as const) {
      costs[workers].push(costOf(ours, ["batch", folder, "-w", String(workers), "-Q"], settings.folder));
    }
  }
  const alone = medianCost(costs[1]);
  const title = `${count.toLocaleString("en")} inputs`;
  const runs = { ours: settings.runs, reference: 0 };
  yield { ...nothing, family: "batch", title: `${title}, 1 worker`, ours: alone, reference: null, runs };
  const both = medianCost(costs[2]);
  const note = `${(alone.wall / both.wall).toFixed(2)} times as fast as 1 worker`;
  yield { ...nothing, family: "batch", title: `${title}, 2 workers`, ours: both, reference: null, runs, note };
}

function small(random: Random): string {
  const cluster = new Cluster(random.between(2, 5));
  const count = random.between(5, 40);
  for (let i = 0; i < count; i++) {
    cluster.resource(cluster.primitive(`r${i}`));
    cluster.prefers(`r${i}`, cluster.node(i), random.between(1, 100));
    if (random.below(2) === 0) cluster.recorded(`r${i}`, cluster.node(random.below(5)), "started");
  }
  return cluster.toString();
}

/** All of them, in the order of the table. */
export const specials: readonly Special[] = [
  { name: "start-up", about: "pe-sim -S on a tiny CIB, the whole process", run: startUp },
  { name: "corpus", about: "the regression corpus in one process, processor time as --profile says it", run: corpus },
  { name: "batch", about: "a folder of saved inputs on worker threads", run: batch },
];

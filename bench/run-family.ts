import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Family, Load } from "./family.ts";
import { costOf, median, medianCost, ours, outputOf, type Command, type Cost } from "./measure.ts";
import { Random } from "./random.ts";
import { exponentOf, type LoadResult } from "./result.ts";
import type { Stages } from "./stages.ts";

/** How the benchmark is run. */
export interface BenchSettings {
  readonly folder: string;
  /** `null`: ours alone. */
  readonly reference: Command | null;
  /** Runs of each side. */
  readonly runs: number;
  /** Only the first two loads of a family. */
  readonly quick: boolean;
}

const SEED = 20_240_229;
/** Seconds; what the reference takes longer for is run three times, and beyond the second bound once. */
const LONG = 20;
const VERY_LONG = 60;
const STAGE_RUNS = 3;

/** Runs a family's loads one by one. */
export function* runFamily(family: Family, settings: BenchSettings): Generator<LoadResult> {
  const loads = settings.quick ? family.loads.slice(0, 2) : family.loads;
  let before: LoadResult | null = null;
  for (const load of loads) {
    const result: LoadResult = runLoad(family, load, before, settings);
    yield result;
    before = result;
  }
}

function runLoad(family: Family, load: Load, before: LoadResult | null, settings: BenchSettings): LoadResult {
  const input = join(settings.folder, `${family.name}.xml`);
  writeFileSync(input, load.cib(new Random(SEED)));
  const stages = Array.from({ length: STAGE_RUNS }, () => stagesOf(input));
  if (stages[0]!.actions === 0) throw new Error(`${family.name}, ${load.title}: there is nothing to do`);
  const reference = load.reference === "never" ? null : settings.reference;
  const args = ["-x", input, ...family.args];
  const costs = alternate(args, reference, settings);
  rmSync(input);
  const pairs = load.resources * load.nodes;
  const mine = medianCost(costs.ours);
  return {
    family: family.name,
    title: load.title,
    pairs,
    ours: mine,
    reference: costs.reference.length === 0 ? null : medianCost(costs.reference),
    runs: { ours: costs.ours.length, reference: costs.reference.length },
    reading: {
      seconds: median(stages.map(({ reading }) => reading)),
      parser: median(stages.map(({ parsing, reading }) => parsing / reading)),
    },
    exponent:
      before === null ? null : exponentOf({ size: before.pairs, time: before.ours.cpu }, { size: pairs, time: mine.cpu }),
    note: load.reference === "never" ? "the reference is not waited for" : "",
  };
}

function stagesOf(file: string): Stages {
  const self: Command = [process.execPath, process.argv[1]!];
  return JSON.parse(outputOf(self, ["--stages", file])) as Stages;
}

/** Runs both sides in turn, so that what else the machine does hits both. */
export function alternate(
  args: readonly string[],
  reference: Command | null,
  { folder, runs }: Pick<BenchSettings, "folder" | "runs">,
): { readonly ours: readonly Cost[]; readonly reference: readonly Cost[] } {
  const costs = { ours: [] as Cost[], reference: [] as Cost[] };
  let referenceRuns = runs;
  for (let i = 0; i < runs; i++) {
    if (reference !== null && i < referenceRuns) {
      const cost = costOf(reference, args, folder);
      costs.reference.push(cost);
      if (cost.wall > LONG) referenceRuns = Math.min(runs, cost.wall > VERY_LONG ? 1 : 3);
    }
    costs.ours.push(costOf(ours, args, folder));
  }
  return costs;
}

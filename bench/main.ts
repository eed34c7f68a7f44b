// The benchmark: one table, made in one run on one machine, ours beside crm_simulate where that is on PATH.
//
//   npm run bench -- [--quick] [--family NAME]... [--runs N] [--alone] [--json FILE] [--against FILE]

import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { families } from "./families/index.ts";
import { findReference, workFolder } from "./measure.ts";
import type { BenchResult, LoadResult } from "./result.ts";
import { runFamily, type BenchSettings } from "./run-family.ts";
import { specials } from "./special.ts";
import { measureStages } from "./stages.ts";
import { tableHead, tableRow } from "./table.ts";

const HELP = `npm run bench -- [OPTION]...

  --quick          the two smallest loads of each family, few runs
  --family NAME    only this family (may be given several times)
  --runs N         runs of each side (default: 5; the reference less often where it takes long)
  --alone          leave crm_simulate out
  --json FILE      where to store the results (default: result.json beside the bundled benchmark)
  --against FILE   compare with a stored run

Families:
${[...specials, ...families].map(({ name, about }) => `  ${name.padEnd(16)} ${about}\n`).join("")}`;

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    family: { type: "string", multiple: true, default: [] },
    runs: { type: "string" },
    alone: { type: "boolean", default: false },
    json: { type: "string", default: join(import.meta.dirname, "result.json") },
    against: { type: "string" },
    help: { type: "boolean", default: false },
    // what the benchmark calls itself with
    stages: { type: "string" },
  },
});

if (values.help) process.stdout.write(HELP);
else if (values.stages !== undefined) process.stdout.write(JSON.stringify(measureStages(values.stages)));
else runBench();

function runBench(): void {
  const unknown = values.family.find((name) => ![...specials, ...families].some((family) => family.name === name));
  if (unknown !== undefined) throw new Error(`There is no family '${unknown}'; see --help`);
  const wanted = (name: string): boolean => values.family.length === 0 || values.family.includes(name);
  const before = values.against === undefined ? null : (JSON.parse(readFileSync(values.against, "utf8")) as BenchResult);
  const settings: BenchSettings = {
    folder: workFolder(),
    reference: values.alone ? null : findReference(),
    runs: values.runs === undefined ? (values.quick ? 3 : 5) : Number(values.runs),
    quick: values.quick,
  };
  const loads: LoadResult[] = [];
  const take = (results: Iterable<LoadResult>): void => {
    for (const load of results) {
      loads.push(load);
      console.log(tableRow(load, before));
    }
  };
  console.log(tableHead(before !== null));
  for (const special of specials) if (wanted(special.name)) take(special.run(settings));
  for (const family of families) if (wanted(family.name)) take(runFamily(family, settings));
  const result: BenchResult = { date: new Date().toISOString(), node: process.version, machine: machine(), loads };
  writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

function machine(): string {
  const processors = cpus();
  return `${processors.length} x ${processors[0]?.model ?? "unknown"}`;
}

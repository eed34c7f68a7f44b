// npm run properties -- [--runs N] [--seed S]: checks the laws on more clusters than `npm test` does.

import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { runs: { type: "string", default: "1000" }, seed: { type: "string", default: String(Date.now() % 1_000_000) } } });
console.log(`${values.runs} runs of every law, seed ${values.seed}`);
const environment = { ...process.env, PENGINE_PROPERTY_RUNS: values.runs, PENGINE_PROPERTY_SEED: values.seed };
const { status } = spawnSync("npx", ["vitest", "run", "test/laws", "--maxWorkers=2"], { stdio: "inherit", env: environment });
process.exitCode = status ?? 1;

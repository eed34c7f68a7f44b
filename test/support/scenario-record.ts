// npm run scenarios:record [-- PATH...]: records what the reference says to the scenarios in and below the paths (all, without
// paths), and shows what changed. There is no way to record what pengine says.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expectedFile, readScenario, scenarioFolders, scenariosFolder } from "./scenario.ts";
import { hasReference, REFERENCE_VERSION } from "./reference.ts";
import { tell, type Answer } from "./scenario-run.ts";

const options = { encoding: "utf8", maxBuffer: 1 << 28, timeout: 120_000, env: { ...process.env, TZ: "UTC", LC_ALL: "C.UTF-8" } } as const;

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Runs the reference, again if a second passed meanwhile: all moments that it notes are the same. */
function reference(args: readonly string[], attempts = 20): Promise<Answer> {
  const clock = seconds();
  const { status, signal, stdout, stderr, error } = spawnSync("crm_simulate", args, options);
  if (error !== undefined) throw error;
  if (signal !== null || status === null || status >= 128) throw new Error(`the reference died (${status ?? signal}): ${stderr}`);
  if (seconds() !== clock && attempts > 0) return reference(args, attempts - 1);
  return Promise.resolve({ status, out: stdout, error: stderr, clock });
}

function requireReference(): void {
  if (!hasReference()) throw new Error(`crm_simulate of Pacemaker ${REFERENCE_VERSION} is needed on PATH`);
}

function difference(file: string, text: string): string {
  const { stdout } = spawnSync("diff", ["-u", "--label", "before", "--label", "now", file, "-"], { ...options, input: text });
  return stdout;
}

async function record(folder: string): Promise<"same" | "new" | "changed"> {
  const scenario = readScenario(folder);
  const told: string[] = [];
  for await (const text of tell(scenario, reference)) told.push(text);
  let outcome: "same" | "new" | "changed" = "same";
  mkdirSync(join(folder, "expected"), { recursive: true });
  for (const [index, text] of told.entries()) {
    const file = expectedFile(folder, index + 1);
    if (existsSync(file)) {
      if (readFileSync(file, "utf8") === text) continue;
      outcome = "changed";
      console.log(`${scenario.name}, step ${index + 1}:\n${difference(file, text)}`);
    } else {
      outcome = outcome === "changed" ? outcome : "new";
    }
    writeFileSync(file, text);
  }
  for (const file of readdirSync(join(folder, "expected"))) {
    if (told.some((_, index) => file === `${index + 1}.txt`)) continue;
    rmSync(join(folder, "expected", file));
    outcome = "changed";
    console.log(`${scenario.name}: ${file} is gone`);
  }
  return outcome;
}

requireReference();
const paths = process.argv.slice(2);
const counts = { same: 0, new: 0, changed: 0, failed: 0 };
for (const folder of (paths.length === 0 ? [scenariosFolder] : paths).flatMap((path) => scenarioFolders(resolve(path)))) {
  try {
    counts[await record(folder)]++;
  } catch (error) {
    counts.failed++;
    console.error(`${folder}: ${(error as Error).message}`);
  }
}
console.log(`${counts.same} as before, ${counts.new} new, ${counts.changed} changed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** What running a command took. */
export interface Cost {
  /** Seconds by the clock. */
  readonly wall: number;
  /** Seconds of processor time, user and system. */
  readonly cpu: number;
  /** Peak of memory in megabytes. */
  readonly memory: number;
}

/** A command and its first arguments. */
export type Command = readonly [program: string, ...args: string[]];

const TIME = "/usr/bin/time";
const REFERENCE = "crm_simulate";

/** Where everything that is generated goes; gone when the process ends. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pengine-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  process.on("SIGINT", () => process.exit(130));
  return folder;
}

/** The command that is measured, as it is shipped; seen from where this program is bundled. */
export const ours: Command = [process.execPath, join(import.meta.dirname, "../../../dist/cli/main.js")];

/** The reference, if it is on PATH. */
export function findReference(): Command | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.some((folder) => existsSync(join(folder, REFERENCE))) ? [REFERENCE] : null;
}

/** What a command prints. */
export function outputOf(command: Command, args: readonly string[]): string {
  return run([...command, ...args]);
}

/** Runs a command once, without its output, and says what it took. */
export function costOf(command: Command, args: readonly string[], folder: string): Cost {
  const record = join(folder, "time.txt");
  const start = performance.now();
  run([TIME, "-q", "-f", "%U %S %M", "-o", record, ...command, ...args]);
  const wall = (performance.now() - start) / 1000;
  const [user = NaN, system = NaN, kilobytes = NaN] = readFileSync(record, "utf8").trim().split(" ").map(Number);
  return { wall, cpu: user + system, memory: kilobytes / 1024 };
}

/** The medians of several costs, each taken for itself. */
export function medianCost(costs: readonly Cost[]): Cost {
  return {
    wall: median(costs.map(({ wall }) => wall)),
    cpu: median(costs.map(({ cpu }) => cpu)),
    memory: median(costs.map(({ memory }) => memory)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function run([program, ...args]: readonly string[]): string {
  const { status, stdout, error } = spawnSync(program!, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    maxBuffer: 2 ** 30,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with status ${status}`);
  return stdout;
}

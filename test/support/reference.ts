// The reference program, where it is on PATH.

import { spawnSync } from "node:child_process";
import type { CommandResult } from "./pe-sim.ts";

/** The version whose results count. */
export const REFERENCE_VERSION = "3.0.3";

/** True if a program of the reference is on PATH, in the right version. */
export function hasReference(program = "crm_simulate"): boolean {
  const { stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return (stdout ?? "").split("\n")[0] === `Pacemaker ${REFERENCE_VERSION}`;
}

/** Runs a program of the reference; a run that was killed or took longer than the limit has status -1. */
export function runReference(program: string, args: readonly string[], seconds = 120): CommandResult {
  const options = { encoding: "utf8", maxBuffer: 1 << 28, timeout: seconds * 1000 } as const;
  const { status, stdout, stderr } = spawnSync(program, [...args], options);
  return { status: status ?? -1, out: stdout, error: stderr, merged: stdout + stderr };
}

/** The same with both streams as one, in the order in which they were written. */
export function runReferenceMerged(program: string, args: readonly string[]): CommandResult {
  const options = { encoding: "utf8", maxBuffer: 1 << 28, timeout: 120_000 } as const;
  const { status, stdout } = spawnSync("sh", ["-c", 'exec "$@" 2>&1', "sh", program, ...args], options);
  return { status: status ?? -1, out: stdout, error: "", merged: stdout };
}

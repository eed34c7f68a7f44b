import { setFlagsFromString } from "node:v8";

/** The version of Node with which this was tried; a V8 that does not know the flag would say so on standard error. */
const TRIED = 20;

/**
 * Makes V8 wait longer before it optimises a function. A command is a short process with much code that runs a little:
 * left alone, V8 spends more time on compiling it than the compiled code ever wins back. Flags hold for the process, so
 * this is for the command, never for the library.
 */
export function expectShortRun(): void {
  setBudget(500_000);
}

/** Takes {@link expectShortRun} back, for what schedules many inputs in one process. */
export function expectLongRun(): void {
  setBudget(132 * 1024);
}

function setBudget(budget: number): void {
  const version = Number.parseInt(process.versions.node, 10);
  if (version === TRIED) setFlagsFromString(`--interrupt-budget=${budget}`);
}

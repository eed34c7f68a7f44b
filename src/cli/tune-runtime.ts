import { setFlagsFromString } from "node:v8";

/** The version of Node with which this was tried; a V8 that does not know a flag would say so on standard error. */
const TRIED = 20;

/**
 * Makes V8 wait longer before it optimises a function, and before it looks for garbage among what has lived for a while. A
 * command is a short process with much code that runs a little, and keeps most of what it makes: left alone, V8 spends more
 * time on compiling than the compiled code ever wins back, and finds next to no garbage. Flags hold for the process, so this
 * is for the command, never for the library.
 */
export function expectShortRun(): void {
  tune(500_000, 1000);
}

/** Takes {@link expectShortRun} back, for what schedules many inputs in one process. */
export function expectLongRun(): void {
  tune(132 * 1024, 0);
}

/** @param growth percentage by which the heap grows between two full collections; 0: what V8 thinks best */
function tune(budget: number, growth: number): void {
  const version = Number.parseInt(process.versions.node, 10);
  if (version !== TRIED) return;
  setFlagsFromString(`--interrupt-budget=${budget}`);
  setFlagsFromString(`--heap-growing-percent=${growth}`);
}

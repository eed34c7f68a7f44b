import { setFlagsFromString } from "node:v8";

/** Versions of Node whose V8 knows the flag; others would print that they do not. */
const FIRST_KNOWN = 20;
const LAST_KNOWN = 24;

/**
 * Makes V8 wait longer before it optimises a function. A command is a short process with much code that runs a little:
 * left alone, V8 spends more time on compiling it than the compiled code ever wins back. Flags hold for the process, so
 * this is for the command, never for the library.
 */
export function tuneRuntime(): void {
  const version = Number.parseInt(process.versions.node, 10);
  if (version >= FIRST_KNOWN && version <= LAST_KNOWN) setFlagsFromString("--interrupt-budget=1000000");
}

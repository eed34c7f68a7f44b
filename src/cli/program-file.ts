// Starts the program, which is bundled as one script, with the code that V8 made of it when it was built: to compile it anew
// takes three tenths of the time of a short command. V8 refuses code that another version of it made, and compiles anew then.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { expectShortRun } from "./tune-runtime.ts";

const file = fileURLToPath(new URL("./pe-sim.cjs", import.meta.url));
const codeFile = `${file}.code`;
const require = createRequire(import.meta.url);

/** The program, ready to be run once with the arguments of the process. */
export interface CompiledProgram {
  run(): void;
  /** Keeps the code of all functions that were called so far for the next start. */
  saveCode(): void;
}

/** Runs the program like an ordinary module. */
export function requireProgram(): void {
  require(file);
}

/** Reads the program and its code. */
export function loadCompiled(): CompiledProgram {
  // before that, since V8 also refuses code that was made under other flags
  expectShortRun();
  const source = `(function (require, __filename) {${readFileSync(file, "latin1")}\n})`;
  const script = new Script(source, { filename: file, cachedData: readCode() });
  return {
    run: () => script.runInThisContext()(require, file),
    saveCode: () => writeFileSync(codeFile, script.createCachedData()),
  };
}

function readCode(): Buffer | undefined {
  try {
    return readFileSync(codeFile);
  } catch {
    return undefined;
  }
}

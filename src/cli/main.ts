#!/usr/bin/env node
// The command pe-sim: finds out what is asked for, and hands over.

import { writeSync } from "node:fs";
import { basename } from "node:path";
import { UsageError } from "./arguments.ts";
import { machineClock } from "./clock.ts";
import type { OutputStreams } from "./create-report.ts";
import { CommandError, ExitStatus } from "./exit-status.ts";
import { requestText } from "./request-text.ts";
import { runSimulation } from "./simulate.ts";
import { parseSimulateArguments, simulateHelp } from "./simulate-options.ts";

const NAME = "pe-sim";
const VERSION = "0.1.0";

/** Synchronous, so that what is written keeps its order and is complete when the process ends. */
const streams: OutputStreams = {
  out: (text) => writeAll(1, text),
  error: (text) => writeAll(2, text),
};

function writeAll(descriptor: number, text: string): void {
  let bytes = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // a reader that went away wants no more; one that is slow is waited for
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
    }
  }
}

function main(argv: readonly string[]): number {
  const [, script, ...args] = argv;
  const called = basename(script ?? NAME);
  const program = called.endsWith(".js") ? NAME : called;
  try {
    const parsed = parseSimulateArguments(args, (text) => streams.error(`${text}\n`));
    if (parsed.help) {
      streams.out(simulateHelp(program));
      return ExitStatus.Ok;
    }
    if (parsed.version) {
      streams.out(`pengine ${VERSION}\nWritten by the pengine maintainers\n`);
      return ExitStatus.Ok;
    }
    return runSimulation(parsed, requestText([program, ...args]), program, machineClock(), streams);
  } catch (error) {
    if (error instanceof UsageError) {
      streams.error(`${program}: ${error.message}\n`);
      return ExitStatus.Usage;
    }
    if (error instanceof CommandError) {
      streams.error(`${error.message}\n`);
      return error.status;
    }
    streams.error(`${program}: internal error, please report it: ${(error as Error).message}\n`);
    return ExitStatus.Software;
  }
}

process.exitCode = main(process.argv);

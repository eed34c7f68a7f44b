#!/usr/bin/env node
import { machineClock } from "./clock.ts";
import { runCommand } from "./command.ts";
import { processStreams } from "./process-streams.ts";
import { expectShortRun } from "./tune-runtime.ts";

expectShortRun();
process.exitCode = await runCommand(process.argv, { clock: machineClock(), streams: processStreams });

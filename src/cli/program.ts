import { machineClock } from "./clock.ts";
import { runCommand } from "./command.ts";
import { processStreams } from "./process-streams.ts";

void runCommand(process.argv, { clock: machineClock(), streams: processStreams }).then((status) => {
  process.exitCode = status;
});

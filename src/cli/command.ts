import { basename } from "node:path";
import { PengineError, type Clock } from "../index.ts";
import { UsageError } from "./arguments.ts";
import type { OutputStreams } from "./create-report.ts";
import { CommandError, ExitStatus, exitStatusOf } from "./exit-status.ts";
import { requestText } from "./request-text.ts";
import { runSimulation } from "./simulate.ts";
import { parseSimulateArguments, simulateHelp } from "./simulate-options.ts";

const NAME = "pe-sim";
const VERSION = "0.1.0";

/** What a command runs in. */
export interface Environment {
  readonly clock: Clock;
  readonly streams: OutputStreams;
}

/** A command line, as subcommands see it. */
interface Invocation extends Environment {
  readonly program: string;
  readonly args: readonly string[];
  /** The whole command line as one text. */
  readonly request: string;
}

/** What can be asked for besides a simulation, by the first argument; loaded only then. */
const subcommands: ReadonlyMap<string, (invocation: Invocation) => Promise<number>> = new Map([
  [
    "verify",
    async ({ args, request, program, clock, streams }) => {
      const { runVerify } = await import("./verify/index.ts");
      return runVerify(args, request, program, clock, streams);
    },
  ],
  [
    "batch",
    async ({ args, program, clock, streams }) => {
      const { runBatch } = await import("./batch/index.ts");
      return runBatch(args, program, clock, streams);
    },
  ],
  [
    "test",
    async ({ args, program, streams }) => {
      const { runTest } = await import("./test/index.ts");
      return runTest(args, program, streams);
    },
  ],
  [
    "upgrade",
    async ({ args, program, streams }) => {
      const { runUpgrade } = await import("./upgrade.ts");
      return runUpgrade(args, program, streams);
    },
  ],
]);

/**
 * Runs a command line (`argv` as Node has it: runtime, script, arguments) and returns the exit status. No failure gets out
 * of here as an exception.
 */
export async function runCommand(argv: readonly string[], { clock, streams }: Environment): Promise<number> {
  const [, script, ...args] = argv;
  const called = basename(script ?? NAME);
  const program = called.endsWith(".js") ? NAME : called;
  const request = requestText([program, ...args]);
  try {
    const subcommand = subcommands.get(args[0] ?? "");
    if (subcommand !== undefined) return await subcommand({ program, args: args.slice(1), request, clock, streams });
    const parsed = parseSimulateArguments(args, (text) => streams.error(`${text}\n`));
    if (parsed.help) {
      streams.out(simulateHelp(program));
      return ExitStatus.Ok;
    }
    if (parsed.version) {
      streams.out(`pengine ${VERSION}\nWritten by the pengine maintainers\n`);
      return ExitStatus.Ok;
    }
    return await runSimulation(parsed, request, program, clock, streams);
  } catch (error) {
    if (error instanceof UsageError) {
      streams.error(`${program}: ${error.message}\n`);
      return ExitStatus.Usage;
    }
    if (error instanceof CommandError) {
      if (error.message !== "") streams.error(`${error.message}\n`);
      streams.error(error.details(streams.colors?.error === true));
      return error.status;
    }
    if (error instanceof PengineError) {
      streams.error(`${program}: ${error.message} [${error.code}]\n`);
      return exitStatusOf(error.code);
    }
    streams.error(`${program}: internal error, please report it: ${(error as Error).message}\n`);
    return ExitStatus.Software;
  }
}

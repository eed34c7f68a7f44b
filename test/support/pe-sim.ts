import { utcClock } from "../../src/index.ts";
import { runCommand } from "../../src/cli/command.ts";

/** What a command printed, and how it ended. */
export interface CommandResult {
  readonly status: number;
  readonly out: string;
  readonly error: string;
  /** Both streams in the order in which they were written. */
  readonly merged: string;
}

/**
 * Runs pe-sim in this process; `now` is the machine's time, in seconds since the epoch, `called` the name under which the
 * command was run.
 */
export async function runPeSim(args: readonly string[], now = 1_800_000_000, called = "pe-sim"): Promise<CommandResult> {
  let out = "";
  let error = "";
  let merged = "";
  const status = await runCommand(["node", called, ...args], {
    clock: utcClock(now),
    streams: {
      out(text) {
        out += text;
        merged += text;
      },
      error(text) {
        error += text;
        merged += text;
      },
    },
  });
  return { status, out, error, merged };
}

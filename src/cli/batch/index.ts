// `pe-sim batch`: schedules saved inputs in parallel and says in a line each what came of them.

import { SingleBar } from "cli-progress";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { compareBytes, parseTime, type Clock } from "../../index.ts";
import { UsageError, type OptionDefinition } from "../arguments.ts";
import type { OutputStreams } from "../create-report.ts";
import { CommandError, ExitStatus, exitStatusOfSystemError } from "../exit-status.ts";
import { isSystemError, systemText } from "../files.ts";
import { limitOption, limitsOf } from "../limits.ts";
import { helpText, parseOptions } from "../parse-options.ts";
import { expectLongRun } from "../tune-runtime.ts";
import type { BatchResult } from "./result.ts";
import { scheduleMany } from "./schedule-many.ts";

const INTERRUPTED = 130;

const options: readonly OptionDefinition[] = [
  { group: "Options:", short: null, long: "output-as", value: "FORMAT", help: "Output format: table (default), jsonl" },
  { group: "Options:", short: "w", long: "workers", value: "N", help: "Worker threads (default: one for each processor)" },
  { group: "Options:", short: "t", long: "set-datetime", value: "DATETIME", help: "Effective time, ISO 8601 (default: each CIB's own)" },
  { group: "Options:", short: "Q", long: "quiet", value: null, help: "No progress bar and no total" },
  { group: "Options:", short: "h", long: "help", value: null, help: "Show help options" },
  limitOption,
];

/** Runs `pe-sim batch` and returns the exit status: 0 if every input could be scheduled. */
export async function runBatch(
  args: readonly string[],
  program: string,
  clock: Clock,
  streams: OutputStreams,
): Promise<number> {
  const parsed = parseOptions(args, options, (text) => streams.error(`${text}\n`));
  if (parsed.has("help")) {
    streams.out(helpText(`${program} batch [OPTION…] PATH…`, "Schedule saved inputs, or folders of them", options));
    return ExitStatus.Ok;
  }
  const format = parsed.last("output-as") ?? "table";
  if (format !== "table" && format !== "jsonl") throw new UsageError(`Unknown output format ${format}`);
  const now = parsed.last("set-datetime") ?? undefined;
  if (now !== undefined && parseTime(now, clock).time === null) throw new UsageError(`'${now}' is no date and time`);
  if (parsed.positional.length === 0) throw new UsageError("Missing argument: a file or folder to schedule");
  const limits = limitsOf(parsed);
  const workers = workersOf(parsed.last("workers"));
  const files = parsed.positional.flatMap((path) => inputsOf(path, program));

  expectLongRun();
  const quiet = parsed.has("quiet");
  const bar = !quiet && process.stderr.isTTY ? new SingleBar({ format: "{bar} {value}/{total} {eta_formatted}", hideCursor: true }) : null;
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  process.once("SIGINT", interrupt);
  const table = new BatchTable(files);
  let done = 0;
  let failed = 0;
  bar?.start(files.length, 0);
  if (format === "table") streams.out(table.head());
  for await (const result of scheduleMany(files, { now, limits, workers, signal: interruption.signal })) {
    done++;
    if (result.failure !== null) failed++;
    streams.out(format === "table" ? table.row(result) : `${JSON.stringify(result)}\n`);
    bar?.update(done);
  }
  bar?.stop();
  process.removeListener("SIGINT", interrupt);
  const interrupted = interruption.signal.aborted;
  if (!quiet) streams.error(`${done} of ${files.length} inputs, ${failed} failed${interrupted ? ", interrupted" : ""}\n`);
  if (interrupted) return INTERRUPTED;
  return failed === 0 ? ExitStatus.Ok : ExitStatus.Error;
}

function workersOf(text: string | null): number | undefined {
  if (text === null) return undefined;
  const workers = Number(text);
  if (!Number.isInteger(workers) || workers < 1 || workers > 1024) {
    throw new UsageError(`Cannot parse integer value \u201c${text}\u201d for -w`);
  }
  return workers;
}

/** The saved inputs in a folder by name, or else the path itself: what is wrong with it will be its result. */
function inputsOf(path: string, program: string): string[] {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
    return readdirSync(path)
      .filter((name) => /\.xml(?:\.bz2)?$|\.bz2$/.test(name) && !name.startsWith("."))
      .sort(compareBytes)
      .map((name) => join(path, name));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CommandError(exitStatusOfSystemError(error), `${program}: Could not read '${path}': ${systemText(error)}`);
  }
}

/** Results in columns. */
class BatchTable {
  private readonly width: number;

  constructor(files: readonly string[]) {
    this.width = files.reduce((width, file) => Math.max(width, file.length), "input".length);
  }

  head(): string {
    return `${"input".padEnd(this.width)}  actions  fenced  errors  warnings         ms\n`;
  }

  row({ file, failure, actions, fenced, errors, warnings, milliseconds }: BatchResult): string {
    const name = file.padEnd(this.width);
    if (failure !== null) return `${name}  [${failure.code}] ${failure.message}\n`;
    const number = (value: number, width: number): string => String(value).padStart(width);
    const counts = `${number(actions, 7)}  ${number(fenced.length, 6)}  ${number(errors, 6)}  ${number(warnings, 8)}`;
    return `${name}  ${counts}  ${milliseconds.toFixed(1).padStart(9)}\n`;
  }
}

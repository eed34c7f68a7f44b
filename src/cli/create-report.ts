import { openSync, writeSync } from "node:fs";
import type { Clock } from "../index.ts";
import { JsonReport } from "../output/json/report.ts";
import { NoReport } from "../output/none.ts";
import type { Report, ReportOptions } from "../output/report.ts";
import { TextReport } from "../output/text/report.ts";
import { XmlReport } from "../output/xml/report.ts";
import { CommandError, ExitStatus, exitStatusOfSystemError } from "./exit-status.ts";
import type { SimulateArguments } from "./simulate-options.ts";

/** Standard output and standard error of a command. */
export interface OutputStreams {
  out(text: string): void;
  error(text: string): void;
  /** Whether they take colours; by default they do not. */
  readonly colors?: { readonly out: boolean; readonly error: boolean };
}

/** The writer of the format that was asked for. */
export function createReport(args: SimulateArguments, request: string, clock: Clock, streams: OutputStreams): Report {
  const options: ReportOptions = {
    attributes: args.showAttributes,
    failCounts: args.showFailCounts,
    scores: args.showScores,
    utilization: args.showUtilization,
    quiet: args.quiet,
    clock,
  };
  const { out, error } = redirected(args.outputTo, streams);
  switch (args.outputAs) {
    case "text":
      return new TextReport({ out, error }, options);
    case "xml":
      return new XmlReport(out, request, options);
    case "json":
      return new JsonReport(out, options);
    case "none":
      return new NoReport();
    default:
      throw new CommandError(
        ExitStatus.NoSuchObject,
        `Error creating output format ${args.outputAs}: Unknown output format`,
      );
  }
}

/** The streams, standard output replaced by a file if one is named. */
export function redirected(file: string | null, streams: OutputStreams): OutputStreams {
  if (file === null || file === "-") return streams;
  let descriptor: number;
  try {
    descriptor = openSync(file, "w");
  } catch (error) {
    throw new CommandError(exitStatusOfSystemError(error), `Error creating output format: could not open '${file}'`);
  }
  return { out: (text) => void writeSync(descriptor, text), error: streams.error };
}

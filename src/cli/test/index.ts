// `pe-sim test`: runs scenario files and says where the cluster does not do what they expect.

import { runScenario, scenarioSchema } from "../../index.ts";
import { UsageError, type OptionDefinition } from "../arguments.ts";
import { redirected, type OutputStreams } from "../create-report.ts";
import { ExitStatus } from "../exit-status.ts";
import { limitOption, limitsOf } from "../limits.ts";
import { helpText, parseOptions } from "../parse-options.ts";
import { jsonReport } from "./json.ts";
import { junitReport } from "./junit.ts";
import { readScenarioFile } from "./read-scenario.ts";
import { isPassed, type FileResult, type TestReport } from "./report.ts";
import { tapReport } from "./tap.ts";
import { textReport } from "./text.ts";

const options: readonly OptionDefinition[] = [
  { group: "Options:", short: null, long: "output-as", value: "FORMAT", help: "Output format: text (default), tap, junit, json" },
  { group: "Options:", short: null, long: "output-to", value: "DEST", help: 'File for output (or "-" for stdout)' },
  { group: "Options:", short: "Q", long: "quiet", value: null, help: "Show only what failed (text)" },
  { group: "Options:", short: null, long: "schema", value: null, help: "Print the JSON Schema of scenario files and exit" },
  { group: "Options:", short: "h", long: "help", value: null, help: "Show help options" },
  limitOption,
];

const formats: ReadonlyMap<string, (quiet: boolean) => TestReport> = new Map([
  ["text", textReport],
  ["tap", tapReport],
  ["junit", junitReport],
  ["json", jsonReport],
]);

/**
 * Runs `pe-sim test` and returns the exit status: 0 if everything is as expected, 1 if not, 65 if a file could not be
 * understood.
 */
export async function runTest(args: readonly string[], program: string, streams: OutputStreams): Promise<number> {
  const parsed = parseOptions(args, options, (text) => streams.error(`${text}\n`));
  if (parsed.has("help")) {
    streams.out(helpText(`${program} test [OPTION…] FILE…`, "Run scenarios, and say where the cluster does not do what they expect", options));
    return ExitStatus.Ok;
  }
  if (parsed.has("schema")) {
    streams.out(`${JSON.stringify(scenarioSchema, null, 2)}\n`);
    return ExitStatus.Ok;
  }
  const format = parsed.last("output-as") ?? "text";
  const report = formats.get(format)?.(parsed.has("quiet"));
  if (report === undefined) throw new UsageError(`Unknown output format ${format}`);
  if (parsed.positional.length === 0) throw new UsageError("Missing argument: a scenario file");

  const limits = limitsOf(parsed);
  const output = redirected(parsed.last("output-to"), streams);
  const results: FileResult[] = [];
  output.out(report.begin());
  for (const file of parsed.positional) {
    const source = await readScenarioFile(file, limits);
    const { scenario, cib } = source;
    const result = scenario === null ? null : runScenario(scenario, { cib: cib ?? undefined, limits });
    results.push({ source, result });
    output.out(report.file(results.at(-1)!));
  }
  output.out(report.end(results));
  if (results.some(({ result }) => result === null)) return ExitStatus.BadInput;
  return results.every(isPassed) ? ExitStatus.Ok : ExitStatus.Error;
}

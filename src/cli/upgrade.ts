// `pe-sim upgrade`: writes a CIB of any schema version as one of the latest.

import { serializeXml } from "../index.ts";
import type { OptionDefinition } from "./arguments.ts";
import type { OutputStreams } from "./create-report.ts";
import { CommandError, ExitStatus, exitStatusOfSystemError } from "./exit-status.ts";
import { systemText, writeText } from "./files.ts";
import { loadCib } from "./input.ts";
import { limitOption, limitsOf } from "./limits.ts";
import { helpText, parseOptions } from "./parse-options.ts";

const options: readonly OptionDefinition[] = [
  { group: "Options:", short: "x", long: "xml-file", value: "FILE", help: "Upgrade the named file (default: stdin; .bz2 is decompressed)" },
  { group: "Options:", short: "p", long: "xml-pipe", value: null, help: "Upgrade what comes from stdin" },
  { group: "Options:", short: "O", long: "save-output", value: "FILE", help: "Write to the named file (default: stdout)" },
  { group: "Options:", short: "V", long: "verbose", value: null, help: "Say more (may be specified multiple times)" },
  { group: "Options:", short: "h", long: "help", value: null, help: "Show help options" },
  limitOption,
];

/** Runs `pe-sim upgrade` and returns the exit status. */
export async function runUpgrade(args: readonly string[], program: string, streams: OutputStreams): Promise<number> {
  const parsed = parseOptions(args, options, (text) => streams.error(`${text}\n`));
  if (parsed.has("help")) {
    streams.out(helpText(`${program} upgrade [OPTION…]`, "Write a CIB of any schema version as one of the latest", options));
    return ExitStatus.Ok;
  }
  const [, file] = parsed.lastOf(["xml-file", "xml-pipe"]) ?? ["xml-pipe", null];
  const source = file === null || file === "-" ? ({ kind: "stdin" } as const) : ({ kind: "file", file } as const);
  const cib = await loadCib(source, program, parsed.count("verbose"), streams.error, limitsOf(parsed));
  const text = serializeXml(cib.document);
  const target = parsed.last("save-output");
  if (target === null || target === "-") {
    streams.out(text);
    return ExitStatus.Ok;
  }
  try {
    writeText(target, text);
  } catch (error) {
    throw new CommandError(exitStatusOfSystemError(error), `${program}: Could not create '${target}': ${systemText(error)}`);
  }
  return ExitStatus.Ok;
}

import type { Limits } from "../../index.ts";
import { limitOption, limitsOf } from "../limits.ts";
import { parseOptions, type ParsedOptions } from "../parse-options.ts";
import type { OptionDefinition } from "../arguments.ts";

const SOURCES = "Data sources:";
const OUTPUT = "Output Options:";
const ADDITIONAL = "Additional options:";
const APPLICATION = "Application Options:";

/** The options of `pe-sim verify`, in the order of its help. */
export const verifyOptions: readonly OptionDefinition[] = [
  { group: OUTPUT, short: null, long: "output-as", value: "FORMAT", help: "Output format: text (default), xml, json, none" },
  { group: OUTPUT, short: null, long: "output-to", value: "DEST", help: 'File for output (or "-" for stdout)' },
  { group: SOURCES, short: "L", long: "live-check", value: null, help: "Not available here: there is no running cluster to ask" },
  { group: SOURCES, short: "x", long: "xml-file", value: "FILE", help: "Check the configuration in the named file" },
  { group: SOURCES, short: "p", long: "xml-pipe", value: null, help: "Check the configuration piped in via stdin" },
  { group: SOURCES, short: "X", long: "xml-text", value: "XML", help: "Check the configuration in the supplied string" },
  { group: ADDITIONAL, short: "S", long: "save-xml", value: "FILE", help: "Save the XML as read to the named file" },
  { group: ADDITIONAL, short: null, long: "no-advice", value: null, help: "Say only what crm_verify says" },
  { group: APPLICATION, short: "V", long: "verbose", value: null, help: "Show details (may be specified multiple times)" },
  { group: APPLICATION, short: "q", long: "quiet", value: null, help: "Print no conclusion" },
  { group: APPLICATION, short: "$", long: "version", value: null, help: "Display software version and exit" },
  { group: APPLICATION, short: "h", long: "help", value: null, help: "Show help options" },
  limitOption,
  ...["all", "output", "data", "additional"].map((part) => ({
    group: null,
    short: null,
    long: `help-${part}`,
    value: null,
    help: "",
  })),
];

/** What `pe-sim verify` was asked for. */
export interface VerifyArguments {
  readonly help: boolean;
  readonly version: boolean;
  readonly outputAs: string;
  readonly outputTo: string | null;
  readonly live: boolean;
  readonly file: string | null;
  readonly text: string | null;
  readonly pipe: boolean;
  readonly save: string | null;
  readonly advice: boolean;
  readonly verbosity: number;
  readonly quiet: boolean;
  readonly limits: Partial<Limits>;
}

/**
 * Reads the command line of `pe-sim verify`.
 *
 * @throws UsageError if it is not understood
 */
export function parseVerifyArguments(args: readonly string[], notice: (text: string) => void): VerifyArguments {
  const options: ParsedOptions = parseOptions(args, verifyOptions, notice);
  const verbose = options.count("verbose");
  const quiet = options.has("quiet");
  return {
    help: verifyOptions.some(({ long }) => long.startsWith("help") && options.has(long)),
    version: options.has("version"),
    outputAs: options.last("output-as") ?? "text",
    outputTo: options.last("output-to"),
    live: options.has("live-check"),
    file: options.last("xml-file"),
    text: options.last("xml-text"),
    pipe: options.has("xml-pipe"),
    save: options.last("save-xml"),
    advice: !options.has("no-advice"),
    verbosity: quiet && verbose > 0 ? verbose - 1 : verbose,
    quiet,
    limits: limitsOf(options),
  };
}

import type { Injection, Limits } from "../index.ts";
import { UsageError, type OptionDefinition } from "./arguments.ts";
import { limitOption, limitsOf } from "./limits.ts";
import { helpText, parseOptions, type ParsedOptions } from "./parse-options.ts";

const OUTPUT = "Output Options:";
const OPERATIONS = "Operations:";
const EVENTS = "Synthetic Cluster Events:";
const ARTIFACTS = "Artifact Options:";
const SOURCE = "Data Source:";
const APPLICATION = "Application Options:";

function define(
  group: string | null,
  short: string | null,
  long: string,
  value: string | null,
  help: string,
): OptionDefinition {
  return { group, short, long, value, help };
}

/** The options of the simulation, in the order of its help. */
export const simulateOptions: readonly OptionDefinition[] = [
  define(OUTPUT, null, "output-as", "FORMAT", "Specify output format as one of: text (default), xml, json, none"),
  define(OUTPUT, null, "output-to", "DEST", 'Specify file name for output (or "-" for stdout)'),
  define(OPERATIONS, "R", "run", null, "Process the supplied input and show what actions the cluster will take in response"),
  define(OPERATIONS, "S", "simulate", null, "Like --run, but also simulate taking those actions and show the resulting new status"),
  define(OPERATIONS, "X", "in-place", null, "Like --simulate, but also store the results back to the input file"),
  define(OPERATIONS, "A", "show-attrs", null, "Show node attributes"),
  define(OPERATIONS, "c", "show-failcounts", null, "Show resource fail counts"),
  define(OPERATIONS, "s", "show-scores", null, "Show allocation scores"),
  define(OPERATIONS, "U", "show-utilization", null, "Show utilization information"),
  define(OPERATIONS, "P", "profile", "DIR", "Process all the XML files in the named directory and print timings"),
  define(OPERATIONS, "N", "repeat", "N", "With --profile, repeat each test N times"),
  define(null, "j", "pending", null, "Pending operations are always shown"),
  define(EVENTS, "u", "node-up", "NODE", "Simulate bringing a node online"),
  define(EVENTS, "d", "node-down", "NODE", "Simulate taking a node offline"),
  define(EVENTS, "f", "node-fail", "NODE", "Simulate a node failing"),
  define(EVENTS, "i", "op-inject", "OPSPEC", "Put the result of an operation (resource_task_interval@node=rc) into the history"),
  define(EVENTS, "F", "op-fail", "OPSPEC", "If the specified operation occurs during the simulation, have it fail with that result"),
  define(EVENTS, "t", "set-datetime", "DATETIME", "Set date/time (ISO 8601 format)"),
  define(EVENTS, "q", "quorum", "QUORUM", "Set to '1' (or 'true') to indicate cluster has quorum"),
  define(EVENTS, "w", "watchdog", "DEVICE", "Set to '1' (or 'true') to indicate cluster has an active watchdog device"),
  define(EVENTS, "g", "ticket-grant", "TICKET", "Simulate granting a ticket"),
  define(EVENTS, "r", "ticket-revoke", "TICKET", "Simulate revoking a ticket"),
  define(EVENTS, "b", "ticket-standby", "TICKET", "Simulate making a ticket standby"),
  define(EVENTS, "e", "ticket-activate", "TICKET", "Simulate activating a ticket"),
  define(ARTIFACTS, "I", "save-input", "FILE", "Save the input configuration to the named file"),
  define(ARTIFACTS, "O", "save-output", "FILE", "Save the output configuration to the named file"),
  define(ARTIFACTS, "G", "save-graph", "FILE", "Save the transition graph (XML format) to the named file"),
  define(ARTIFACTS, "D", "save-dotfile", "FILE", "Save the transition graph (DOT format) to the named file"),
  define(ARTIFACTS, "a", "all-actions", null, "Display all possible actions in DOT graph (even if not part of transition)"),
  define(SOURCE, "L", "live-check", null, "Not available here: there is no running cluster to ask"),
  define(SOURCE, "x", "xml-file", "FILE", "Retrieve XML from the named file ('-' for stdin, .bz2 is decompressed)"),
  define(SOURCE, "p", "xml-pipe", null, "Retrieve XML from stdin"),
  define(APPLICATION, "$", "version", null, "Display software version and exit"),
  define(APPLICATION, "V", "verbose", null, "Increase debug output (may be specified multiple times)"),
  define(APPLICATION, "Q", "quiet", null, "Display only essential output"),
  define(APPLICATION, "h", "help", null, "Show help options"),
  define(null, null, "help-all", null, "Show all help options"),
  define(null, null, "help-output", null, "Show output help"),
  define(null, null, "help-operations", null, "Show operations options"),
  define(null, null, "help-synthetic", null, "Show synthetic cluster event options"),
  define(null, null, "help-artifact", null, "Show artifact options"),
  define(null, null, "help-source", null, "Show data source options"),
  limitOption,
];

/** Where the CIB comes from. */
export type InputSource = { readonly kind: "stdin" } | { readonly kind: "file"; readonly file: string } | { readonly kind: "live" };

/** What a simulation was asked for. */
export interface SimulateArguments {
  readonly help: boolean;
  readonly version: boolean;
  readonly outputAs: string;
  readonly outputTo: string | null;
  readonly input: InputSource;
  readonly run: boolean;
  readonly simulate: boolean;
  readonly inPlace: boolean;
  readonly showAttributes: boolean;
  readonly showFailCounts: boolean;
  readonly showScores: boolean;
  readonly showUtilization: boolean;
  readonly profile: string | null;
  readonly repeat: number;
  readonly injections: readonly Injection[];
  readonly failures: readonly string[];
  readonly dateTime: string | null;
  readonly saveInput: string | null;
  readonly saveOutput: string | null;
  readonly saveGraph: string | null;
  readonly saveDot: string | null;
  readonly allActions: boolean;
  readonly verbosity: number;
  readonly quiet: boolean;
  readonly limits: Partial<Limits>;
}

/**
 * Reads the command line of a simulation.
 *
 * @throws UsageError if it is not understood
 */
export function parseSimulateArguments(args: readonly string[], notice: (text: string) => void): SimulateArguments {
  const options = parseOptions(args, simulateOptions, notice);
  const showScores = options.has("show-scores");
  const showUtilization = options.has("show-utilization");
  const failures = options.all("op-fail");
  const simulate = options.has("simulate") || options.has("in-place") || failures.length > 0;
  const files = options.has("save-graph") || options.has("save-dotfile");
  return {
    help: simulateOptions.some(({ long }) => long.startsWith("help") && options.has(long)),
    version: options.has("version"),
    outputAs: options.last("output-as") ?? "text",
    outputTo: options.last("output-to"),
    input: inputSource(options),
    run: options.has("run") || simulate || showScores || showUtilization || files,
    simulate,
    inPlace: options.has("in-place"),
    showAttributes: options.has("show-attrs"),
    showFailCounts: options.has("show-failcounts"),
    showScores,
    showUtilization,
    profile: options.last("profile"),
    repeat: parseRepeat(options.last("repeat")),
    injections: collectInjections(options),
    failures,
    dateTime: options.last("set-datetime"),
    saveInput: options.last("save-input"),
    saveOutput: options.last("save-output"),
    saveGraph: options.last("save-graph"),
    saveDot: options.last("save-dotfile"),
    allActions: options.has("all-actions"),
    verbosity: options.count("verbose"),
    quiet: options.has("quiet"),
    limits: limitsOf(options),
  };
}

/** Of several sources the last one counts. */
function inputSource(options: ParsedOptions): InputSource {
  const [source, file] = options.lastOf(["xml-file", "xml-pipe", "live-check"]) ?? ["xml-pipe", null];
  if (source === "live-check") return { kind: "live" };
  return file === null || file === "-" ? { kind: "stdin" } : { kind: "file", file };
}

function parseRepeat(text: string | null): number {
  if (text === null) return 1;
  if (!/^[+-]?(?:0[xX][0-9a-fA-F]+|[0-9]+)$/.test(text)) {
    throw new UsageError(`Cannot parse integer value \u201c${text}\u201d for -N`);
  }
  return Math.max(0, Number(text));
}

const nodeEvents = ["node-up", "node-down", "node-fail"] as const;
const ticketEvents = ["ticket-grant", "ticket-revoke", "ticket-standby", "ticket-activate"] as const;

/** Quorum takes effect only together with another event (observed). */
function collectInjections(options: ParsedOptions): readonly Injection[] {
  const injections: Injection[] = [];
  const watchdog = options.last("watchdog");
  if (watchdog !== null) injections.push({ kind: "watchdog", value: watchdog });
  for (const kind of nodeEvents) for (const node of options.all(kind)) injections.push({ kind, node });
  for (const kind of ticketEvents) for (const ticket of options.all(kind)) injections.push({ kind, ticket });
  for (const spec of options.all("op-inject")) injections.push({ kind: "operation", spec });
  const quorum = options.last("quorum");
  return quorum === null || injections.length === 0 ? injections : [{ kind: "quorum", value: quorum }, ...injections];
}

/** The help text, free-form. */
export function simulateHelp(program: string): string {
  const usage = `${program} [OPTION…]\n  ${program} verify|upgrade|test|batch [OPTION…] …`;
  return helpText(usage, "simulate a Pacemaker cluster's response to events", simulateOptions);
}

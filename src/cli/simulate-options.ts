import { Command, CommanderError, Option } from "commander";
import type { Injection } from "../index.ts";
import { normalizeArguments, UsageError, type OptionDefinition } from "./arguments.ts";

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
}

/** Order in which ticket events are injected does not depend on the command line; these are the kinds of repeatable options. */
const nodeEvents = { "node-up": "node-up", "node-down": "node-down", "node-fail": "node-fail" } as const;
const ticketEvents = {
  "ticket-grant": "ticket-grant",
  "ticket-revoke": "ticket-revoke",
  "ticket-standby": "ticket-standby",
  "ticket-activate": "ticket-activate",
} as const;
const repeatable = new Set([...Object.keys(nodeEvents), ...Object.keys(ticketEvents), "op-inject", "op-fail"]);

/**
 * Reads the command line of a simulation.
 *
 * @throws UsageError if it is not understood
 */
export function parseSimulateArguments(args: readonly string[], notice: (text: string) => void): SimulateArguments {
  let input: InputSource = { kind: "stdin" };
  let verbosity = 0;
  const command = new Command("pe-sim").helpOption(false).exitOverride();
  command.configureOutput({ writeErr: () => {} });
  for (const { long, value } of simulateOptions) {
    const option = new Option(`--${long}${value === null ? "" : ` <${value}>`}`);
    if (repeatable.has(long)) option.argParser((text: string, list: string[] | undefined) => [...(list ?? []), text]);
    command.addOption(option);
  }
  command.on("option:verbose", () => verbosity++);
  command.on("option:xml-file", (file: string) => {
    input = file === "-" ? { kind: "stdin" } : { kind: "file", file };
  });
  command.on("option:xml-pipe", () => {
    input = { kind: "stdin" };
  });
  command.on("option:live-check", () => {
    input = { kind: "live" };
  });
  try {
    command.parse([...normalizeArguments(args, simulateOptions, notice)], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) throw new UsageError(error.message.replace(/^error: /, ""));
    throw error;
  }
  return collect(new Map(Object.entries(command.opts())), input, verbosity);
}

function collect(options: ReadonlyMap<string, unknown>, input: InputSource, verbosity: number): SimulateArguments {
  const get = (long: string): unknown => options.get(long.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  const text = (long: string): string | null => (get(long) as string | undefined) ?? null;
  const on = (long: string): boolean => get(long) === true;
  const list = (long: string): readonly string[] => (get(long) as string[] | undefined) ?? [];
  const showScores = on("show-scores");
  const showUtilization = on("show-utilization");
  const simulate = on("simulate") || on("in-place") || list("op-fail").length > 0;
  const files = text("save-graph") !== null || text("save-dotfile") !== null;
  return {
    help: simulateOptions.some(({ long }) => long.startsWith("help") && on(long)),
    version: on("version"),
    outputAs: text("output-as") ?? "text",
    outputTo: text("output-to"),
    input,
    run: on("run") || simulate || showScores || showUtilization || files,
    simulate,
    inPlace: on("in-place"),
    showAttributes: on("show-attrs"),
    showFailCounts: on("show-failcounts"),
    showScores,
    showUtilization,
    profile: text("profile"),
    repeat: parseRepeat(text("repeat")),
    injections: collectInjections(list, text),
    failures: list("op-fail"),
    dateTime: text("set-datetime"),
    saveInput: text("save-input"),
    saveOutput: text("save-output"),
    saveGraph: text("save-graph"),
    saveDot: text("save-dotfile"),
    allActions: on("all-actions"),
    verbosity,
    quiet: on("quiet"),
  };
}

function parseRepeat(text: string | null): number {
  if (text === null) return 1;
  if (!/^[+-]?(?:0[xX][0-9a-fA-F]+|[0-9]+)$/.test(text)) {
    throw new UsageError(`Cannot parse integer value \u201c${text}\u201d for -N`);
  }
  return Math.max(0, Number(text));
}

/** Quorum takes effect only together with another event (observed). */
function collectInjections(
  list: (long: string) => readonly string[],
  text: (long: string) => string | null,
): readonly Injection[] {
  const injections: Injection[] = [];
  const watchdog = text("watchdog");
  if (watchdog !== null) injections.push({ kind: "watchdog", value: watchdog });
  for (const kind of Object.values(nodeEvents)) for (const node of list(kind)) injections.push({ kind, node });
  for (const kind of Object.values(ticketEvents)) for (const ticket of list(kind)) injections.push({ kind, ticket });
  for (const spec of list("op-inject")) injections.push({ kind: "operation", spec });
  const quorum = text("quorum");
  return quorum === null || injections.length === 0 ? injections : [{ kind: "quorum", value: quorum }, ...injections];
}

/** The help text, free-form. */
export function simulateHelp(program: string): string {
  const lines = ["Usage:", `  ${program} [OPTION…]`, "", "simulate a Pacemaker cluster's response to events"];
  let group: string | null = null;
  for (const option of simulateOptions) {
    if (option.group === null) continue;
    if (option.group !== group) lines.push("", option.group);
    group = option.group;
    const short = option.short === null ? "    " : `-${option.short}, `;
    const name = `  ${short}--${option.long}${option.value === null ? "" : `=${option.value}`}`;
    lines.push(`${name.padEnd(34)} ${option.help}`);
  }
  return `${lines.join("\n")}\n`;
}

import { Command, CommanderError, Option } from "commander";
import { normalizeArguments, UsageError, type OptionDefinition } from "./arguments.ts";

/** Options in the order in which they were given. */
export class ParsedOptions {
  private readonly given: readonly (readonly [long: string, value: string | null])[];

  /** Arguments that are no options. */
  readonly positional: readonly string[];

  constructor(given: readonly (readonly [long: string, value: string | null])[], positional: readonly string[]) {
    this.given = given;
    this.positional = positional;
  }

  has(long: string): boolean {
    return this.given.some(([name]) => name === long);
  }

  count(long: string): number {
    return this.given.filter(([name]) => name === long).length;
  }

  /** The values of a repeatable option. */
  all(long: string): readonly string[] {
    return this.given.flatMap(([name, value]) => (name === long && value !== null ? [value] : []));
  }

  /** The last value of an option. */
  last(long: string): string | null {
    return this.all(long).at(-1) ?? null;
  }

  /** The last option given out of several, with its value. */
  lastOf(longs: readonly string[]): readonly [long: string, value: string | null] | null {
    return this.given.findLast(([name]) => longs.includes(name)) ?? null;
  }
}

/**
 * Reads a command line.
 *
 * @throws UsageError if it is not understood
 */
export function parseOptions(
  args: readonly string[],
  definitions: readonly OptionDefinition[],
  notice: (text: string) => void,
): ParsedOptions {
  const given: [string, string | null][] = [];
  const command = new Command().helpOption(false).exitOverride();
  command.configureOutput({ writeErr: () => {} });
  for (const { long, value } of definitions) {
    command.addOption(new Option(`--${long}${value === null ? "" : ` <${value}>`}`));
    command.on(`option:${long}`, (text: string | undefined) => given.push([long, value === null ? null : (text ?? "")]));
  }
  const { options, positional } = normalizeArguments(args, definitions, notice);
  try {
    command.parse(options, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) throw new UsageError(error.message.replace(/^error: /, ""));
    throw error;
  }
  return new ParsedOptions(given, positional);
}

/** A help text: usage, what the command does, and the options by group. */
export function helpText(usage: string, about: string, definitions: readonly OptionDefinition[]): string {
  const lines = ["Usage:", `  ${usage}`, "", about];
  let group: string | null = null;
  for (const option of definitions) {
    if (option.group === null) continue;
    if (option.group !== group) lines.push("", option.group);
    group = option.group;
    const short = option.short === null ? "    " : `-${option.short}, `;
    const name = `  ${short}--${option.long}${option.value === null ? "" : `=${option.value}`}`;
    lines.push(`${name.padEnd(34)} ${option.help}`);
  }
  return `${lines.join("\n")}\n`;
}

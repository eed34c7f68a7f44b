// The option that changes limits. It is written as NAME=VALUE, so that the drop-in has one option more, not one for each.

import { defaultLimits, type Limits } from "../index.ts";
import { UsageError, type OptionDefinition } from "./arguments.ts";
import type { ParsedOptions } from "./parse-options.ts";

/** Limits by their names on the command line, in the order in which help texts name them. */
const limitNames: ReadonlyMap<string, keyof Limits> = new Map(
  Object.keys(defaultLimits).map((key) => [key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), key as keyof Limits]),
);

/** The definition for commands that read a CIB. */
export const limitOption: OptionDefinition = {
  group: "Limits:",
  short: null,
  long: "limit",
  value: "NAME=VALUE",
  help: `Change a limit (may be specified multiple times): ${[...limitNames.keys()].join(", ")}`,
};

/**
 * The limits that a command line changes.
 *
 * @throws UsageError if one has no such name, or no positive number
 */
export function limitsOf(options: ParsedOptions): Partial<Limits> {
  const limits: { -readonly [Key in keyof Limits]?: Limits[Key] } = {};
  for (const text of options.all("limit")) {
    const equals = text.indexOf("=");
    const name = equals < 0 ? text : text.slice(0, equals);
    const key = limitNames.get(name);
    if (key === undefined) throw new UsageError(`Unknown limit '${name}'; known are ${[...limitNames.keys()].join(", ")}`);
    const value = text.slice(name.length + 1);
    if (!/^[1-9][0-9]{0,14}$/.test(value)) throw new UsageError(`Cannot parse integer value \u201c${value}\u201d for the limit ${name}`);
    limits[key] = Number(value);
  }
  return limits;
}

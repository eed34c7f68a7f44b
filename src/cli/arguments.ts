// Brings arguments into the form that the option parser takes: one option an argument, values attached with `=`.
//
// Rule   short options may be bundled, a value option being last and taking the next argument, whatever it looks like;
//        text behind its letter is its value, with a notice that this form will go away

/** An option of a command. */
export interface OptionDefinition {
  readonly long: string;
  readonly short: string | null;
  /** Name of the value in help texts; `null` if it takes none. */
  readonly value: string | null;
  readonly help: string;
  /** Heading in help texts; `null` for an option that is not shown. */
  readonly group: string | null;
}

/** A usage error, worded for standard error. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A command line in that form. */
export interface NormalizedArguments {
  readonly options: readonly string[];
  readonly positional: readonly string[];
}

/** Splits bundles and attaches values. Notices about deprecated forms go to `notice`. */
export function normalizeArguments(
  args: readonly string[],
  options: readonly OptionDefinition[],
  notice: (text: string) => void,
): NormalizedArguments {
  const byLong = new Map(options.map((option) => [option.long, option]));
  const byShort = new Map(options.flatMap((option) => (option.short === null ? [] : [[option.short, option]])) as [string, OptionDefinition][]);
  const result: string[] = [];
  const positional: string[] = [];
  const rest = [...args];
  const next = (shown: string): string => {
    const value = rest.shift();
    if (value === undefined) throw new UsageError(`Missing argument for ${shown}`);
    return value;
  };
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === "--") return { options: result, positional: [...positional, ...rest] };
    if (isPlain(arg)) {
      positional.push(arg);
    } else if (arg.startsWith("--")) {
      const name = arg.slice(2).split("=", 1)[0]!;
      const option = byLong.get(name);
      if (option === undefined) throw new UsageError(`Unknown option --${name}`);
      const attached = arg.length > name.length + 2;
      if (option.value === null || attached) result.push(arg);
      else result.push(`${arg}=${next(arg)}`);
    } else {
      for (let i = 1; i < arg.length; i++) {
        const letter = arg[i]!;
        const option = byShort.get(letter);
        if (option === undefined) throw new UsageError(`Unknown option -${letter}`);
        if (option.value === null) {
          result.push(`--${option.long}`);
          continue;
        }
        const attached = arg.slice(i + 1);
        if (attached !== "") {
          notice(`Deprecated argument format '-${letter}${attached}' used.`);
          notice(`Please use '-${letter} ${attached}' instead.  Support will be removed in a future release.`);
        }
        result.push(`--${option.long}=${attached === "" ? next(`-${letter}`) : attached}`);
        break;
      }
    }
  }
  return { options: result, positional };
}

/** Not an option: no dash, a dash alone, or a negative number. */
function isPlain(arg: string): boolean {
  return !arg.startsWith("-") || arg === "-" || arg === "-INFINITY" || /^-[1-9][0-9]*$/.test(arg);
}

/**
 * Lengths of time: a number with a unit (`90s`, `2min`), an ISO 8601 duration where intervals are read, and how they are
 * printed. The unit is recognised by its first letters only, and fractions are dropped.
 */

import { INT32_MAX, UINT32_MAX, scanInteger } from "./integer.ts";
import { parseIsoDuration, secondsOfDuration } from "./iso-duration.ts";
import type { ParseError } from "./parse-error.ts";
import { type Problem, message, noProblems, problem } from "./problem.ts";
import { isDigitCode, skipSpaces, startsWithIgnoreCase } from "./text.ts";

/** A length of time in milliseconds, how its text failed to be one, and what there is to report about it, in order. */
export interface ParsedMilliseconds {
  readonly ms: number;
  readonly error: ParseError | null;
  readonly problems: readonly Problem[];
}

const clipped = message({
  code: "milliseconds-clipped",
  kind: "warning",
  origin: "pcmk__parse_ms",
  text: (p: { value: string; negative: boolean }) =>
    `'${p.value}' will be clipped to ${p.negative ? "-9223372036854775808" : "9223372036854775807"}`,
});

const invalid = message({
  code: "milliseconds-invalid",
  kind: "warning",
  origin: "pcmk__parse_ms",
  text: (p: { value: string }) => `'${p.value}' is not a valid time duration: Bad input value provided`,
});

const invalidInterval = message({
  code: "interval-invalid",
  kind: "warning",
  origin: "pcmk_parse_interval_spec",
  text: (p: { value: string }) => `Using 0 instead of invalid interval specification '${p.value}'`,
});

/** Tried in this order: a unit is whatever starts with one of these. */
const units = [
  { prefix: "s", multiply: 1000, divide: 1 },
  { prefix: "ms", multiply: 1, divide: 1 },
  { prefix: "us", multiply: 1, divide: 1000 },
  { prefix: "m", multiply: 60_000, divide: 1 },
  { prefix: "h", multiply: 3_600_000, divide: 1 },
] as const;

const INT64_LIMIT = 2 ** 63;

/**
 * Reads a number with an optional unit (seconds by default). The result may be negative; with error `"range"` it was
 * clipped, with `"bad-input"` it is 0.
 */
export function parseMilliseconds(text: string): ParsedMilliseconds {
  const scanned = scanInteger(text);
  if (scanned.error === "bad-input") return invalidMilliseconds(text);
  let i = scanned.end;
  while (isDigitCode(text.charCodeAt(i)) || text.charCodeAt(i) === 46) i++;
  const unit = findUnit(text, skipSpaces(text, i));
  if (unit === undefined) return invalidMilliseconds(text);
  const problems =
    scanned.error === null ? noProblems : [problem(clipped, { value: text, negative: scanned.value < 0 })];
  const product = Math.max(-INT64_LIMIT, Math.min(INT64_LIMIT, scanned.value * unit.multiply));
  return { ms: Math.trunc(product / unit.divide) + 0, error: scanned.error, problems };
}

function invalidMilliseconds(text: string): ParsedMilliseconds {
  return { ms: 0, error: "bad-input", problems: [problem(invalid, { value: text })] };
}

function findUnit(text: string, at: number): (typeof units)[number] | undefined {
  if (at === text.length) return units[0];
  return units.find((unit) => startsWithIgnoreCase(text, unit.prefix, at));
}

/** Whole seconds of an ISO 8601 interval beyond which the result in milliseconds would not fit 32 bits. */
const INTERVAL_SECONDS_MAX = 4_294_967;

const noInterval: ParsedMilliseconds = { ms: 0, error: null, problems: noProblems };

/**
 * Reads an interval: an unsigned 32-bit number of milliseconds. Unset is 0. With error `"bad-input"` it is 0; with `"range"`
 * it was clipped, which most callers accept.
 */
export function parseInterval(text: string | undefined): ParsedMilliseconds {
  if (text === undefined) return noInterval;
  if (text.charCodeAt(0) === 80) return parseIsoInterval(text);
  const parsed = parseMilliseconds(text);
  if (parsed.error === "bad-input" || parsed.ms < 0) return zeroInterval(text, parsed.problems);
  return parsed.ms > UINT32_MAX ? { ...parsed, ms: UINT32_MAX } : parsed;
}

function parseIsoInterval(text: string): ParsedMilliseconds {
  const parsed = parseIsoDuration(text);
  if (parsed.duration === null) return zeroInterval(text, parsed.problem === null ? noProblems : [parsed.problem]);
  const seconds = Math.min(secondsOfDuration(parsed.duration), INTERVAL_SECONDS_MAX);
  return seconds < 0 ? zeroInterval(text, noProblems) : { ms: seconds * 1000, error: null, problems: noProblems };
}

function zeroInterval(text: string, before: readonly Problem[]): ParsedMilliseconds {
  return { ms: 0, error: "bad-input", problems: [...before, problem(invalidInterval, { value: text })] };
}

/** Milliseconds that an operation without a usable timeout gets. */
export const DEFAULT_TIMEOUT_MS = 20_000;

/** Reads an operation's timeout: 1 to 2147483647 ms; the default replaces unset, invalid, clipped and other values. */
export function parseTimeout(text: string | undefined): ParsedMilliseconds {
  if (text === undefined) return { ms: DEFAULT_TIMEOUT_MS, error: null, problems: noProblems };
  const { ms, error, problems } = parseMilliseconds(text);
  const usable = error === null && ms > 0;
  return { ms: usable ? Math.min(ms, INT32_MAX) : DEFAULT_TIMEOUT_MS, error, problems };
}

/** The lowest 32 bits, as a signed number, of the largest 64-bit number of microseconds in milliseconds. */
const CLIPPED_MICROSECONDS = -1_511_828_489;

/**
 * Reads an operation's start delay: 0 to 2147483647 ms, 0 for an invalid text. A clipped number is truncated to 32 bits
 * instead (observed).
 */
export function parseStartDelay(text: string): ParsedMilliseconds {
  const { ms, error, problems } = parseMilliseconds(text);
  if (error === "range") return { ms: truncated(ms), error, problems };
  return { ms: Math.max(0, Math.min(ms, INT32_MAX)), error, problems };
}

function truncated(ms: number): number {
  if (Math.abs(ms) < INT64_LIMIT) return ms > 0 ? CLIPPED_MICROSECONDS : -CLIPPED_MICROSECONDS;
  return ms > 0 ? -1 : 0;
}

/** Milliseconds in whole seconds: at least 1 if there are any, else rounded, halves up. */
export function secondsOfMilliseconds(ms: number): number {
  if (ms === 0) return 0;
  return Math.max(1, Math.floor((ms + 500) / 1000));
}

/** An interval in milliseconds as people read it: `0s`, `1m30s`, `1d`, `1m1.500s`, `1h1ms`. */
export function formatInterval(ms: number): string {
  if (ms === 0) return "0s";
  const days = Math.floor(ms / 86_400_000);
  const hours = Math.floor(ms / 3_600_000) % 24;
  const minutes = Math.floor(ms / 60_000) % 60;
  const rest = ms % 60_000;
  let text = "";
  if (days > 0) text += `${days}d`;
  if (hours > 0) text += `${hours}h`;
  if (minutes > 0) text += `${minutes}m`;
  if (rest >= 1000) {
    const fraction = rest % 1000;
    text += Math.floor(rest / 1000);
    if (fraction > 0) text += `.${String(fraction).padStart(3, "0")}`;
    text += "s";
  } else if (rest > 0) {
    text += `${rest}ms`;
  }
  return text;
}

/**
 * Integers as Pacemaker reads them: leading white space and one sign are accepted, anything after the digits is ignored
 * (`10abc` is 10, `1.9` is 1, `0x10` is 0), and numbers beyond signed 64 bits are clipped.
 *
 * Values are ordinary numbers, so they are exact up to 2^53; {@link compareScanned} compares exactly beyond that.
 */

import { type Problem, message, noProblems, problem } from "./problem.ts";
import { isDigitCode, skipDigits, skipSpaces } from "./text.ts";

export const INT32_MIN = -2_147_483_648;
export const INT32_MAX = 2_147_483_647;
export const UINT32_MAX = 4_294_967_295;

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);
/** Runs of at most this many digits are exact as numbers. */
const SAFE_DIGITS = 15;

/** What the scan read. */
export interface ScannedInteger {
  /** 0 if there was no digit. */
  readonly value: number;
  /** The exact value of a number of more than 15 digits, clipped to 64 bits; else `null`. */
  readonly big: bigint | null;
  /** `"bad-input"` without a digit, `"range"` if the value was clipped. */
  readonly error: "bad-input" | "range" | null;
  /** Index of the first character after the digits. */
  readonly end: number;
}

/** Reads an integer at the start of a text. */
export function scanInteger(text: string): ScannedInteger {
  const sign = skipSpaces(text, 0);
  const first = text.charCodeAt(sign);
  const negative = first === 45;
  const start = negative || first === 43 ? sign + 1 : sign;
  if (!isDigitCode(text.charCodeAt(start))) return { value: 0, big: null, error: "bad-input", end: start };
  const end = skipDigits(text, start);
  if (end - start <= SAFE_DIGITS) {
    let value = 0;
    for (let i = start; i < end; i++) value = value * 10 + (text.charCodeAt(i) - 48);
    return { value: negative && value !== 0 ? -value : value, big: null, error: null, end };
  }
  const digits = BigInt(text.slice(start, end));
  const exact = negative ? -digits : digits;
  const big = clip64(exact);
  return { value: Number(big), big, error: big === exact ? null : "range", end };
}

function clip64(value: bigint): bigint {
  if (value > INT64_MAX) return INT64_MAX;
  return value < INT64_MIN ? INT64_MIN : value;
}

/** Compares two scanned integers exactly. */
export function compareScanned(a: ScannedInteger, b: ScannedInteger): number {
  if (a.big === null && b.big === null) return a.value - b.value;
  const left = a.big ?? BigInt(a.value);
  const right = b.big ?? BigInt(b.value);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

const clippedToMinimum = message({
  code: "integer-clipped-to-minimum",
  kind: "warning",
  origin: "pcmk__scan_min_int",
  text: (p: { value: string; minimum: number }) => `Clipped '${p.value}' to minimum acceptable value ${p.minimum}`,
});

const clippedToMaximum = message({
  code: "integer-clipped-to-maximum",
  kind: "warning",
  origin: "pcmk__scan_min_int",
  text: (p: { value: string }) => `Clipped '${p.value}' to maximum integer ${INT32_MAX}`,
});

/** A number and what was wrong with its text. */
export interface ParsedInteger {
  readonly value: number;
  readonly problems: readonly Problem[];
}

/**
 * Reads an integer between `minimum` and 2147483647, as used for counts such as `clone-max`.
 * Unset and invalid texts give `minimum` without a problem.
 */
export function parseMinInteger(text: string | undefined, minimum: number): ParsedInteger {
  if (text === undefined) return { value: minimum, problems: noProblems };
  const scanned = scanInteger(text);
  if (scanned.error === "bad-input") return { value: minimum, problems: noProblems };
  if (scanned.value < minimum) {
    return { value: minimum, problems: [problem(clippedToMinimum, { value: text, minimum })] };
  }
  if (scanned.value > INT32_MAX) {
    return { value: INT32_MAX, problems: [problem(clippedToMaximum, { value: text })] };
  }
  return { value: scanned.value, problems: noProblems };
}

/** Reads a signed 32-bit number; unset, unparsable and larger values give the preset. */
export function parseInt32(text: string | undefined, preset: number): number {
  return parseWithin(text, preset, INT32_MIN, INT32_MAX);
}

/** Reads an unsigned 32-bit number; unset, unparsable, negative and larger values give the preset. */
export function parseUint32(text: string | undefined, preset: number): number {
  return parseWithin(text, preset, 0, UINT32_MAX);
}

/** Reads a signed 64-bit number, such as seconds since the epoch; unset, unparsable and larger values give the preset. */
export function parseInt64(text: string | undefined, preset: number): number {
  return parseWithin(text, preset, -Infinity, Infinity);
}

function parseWithin(text: string | undefined, preset: number, minimum: number, maximum: number): number {
  if (text === undefined) return preset;
  const { value, error } = scanInteger(text);
  return error === null && value >= minimum && value <= maximum ? value : preset;
}

/**
 * Floating point numbers as C's `strtod` reads them: white space first, then a decimal or hexadecimal number, `inf`,
 * `infinity` or `nan` in any case; anything after that is ignored.
 */

const decimal = /^[ \t\n\v\f\r]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/;
const hexadecimal = /^[ \t\n\v\f\r]*([+-]?)0[xX]([\da-fA-F]*)(?:\.([\da-fA-F]*))?/;
const hexExponent = /^[pP]([+-]?\d+)/;
const special = /^[ \t\n\v\f\r]*([+-]?)(inf|nan)/i;

/** The smallest normal number; what rounds to less counts as an underflow. */
const SMALLEST_NORMAL = 2 ** -1022;

/** The number and where it ends. */
export interface ScannedNumber {
  readonly value: number;
  /** Index of the first character after the number. */
  readonly end: number;
}

/** Reads a number at the start of a text; `null` if there is none or it is beyond the range of doubles. */
export function scanNumber(text: string): ScannedNumber | null {
  const word = special.exec(text);
  if (word !== null) return specialNumber(text, word);
  const hex = hexadecimal.exec(text);
  if (hex !== null && (hex[2] !== "" || (hex[3] !== undefined && hex[3] !== ""))) {
    const exponent = hexExponent.exec(text.slice(hex[0].length));
    const value = hexNumber(hex[1] === "-", hex[2] ?? "", hex[3] ?? "", exponent === null ? 0 : Number(exponent[1]));
    return inRange(value, /[1-9a-f]/i.test((hex[2] ?? "") + (hex[3] ?? "")), hex[0].length + (exponent?.[0].length ?? 0));
  }
  const number = decimal.exec(text);
  if (number === null) return null;
  const mantissa = number[1]!.split(/[eE]/, 1)[0]!;
  return inRange(Number(number[1]), /[1-9]/.test(mantissa), number[0].length);
}

function specialNumber(text: string, word: RegExpExecArray): ScannedNumber {
  const start = word[0].length;
  if (word[2]!.toLowerCase() === "nan") return { value: Number.NaN, end: start };
  const end = /^inity/i.test(text.slice(start)) ? start + 5 : start;
  return { value: word[1] === "-" ? -Infinity : Infinity, end };
}

function hexNumber(negative: boolean, whole: string, fraction: string, exponent: number): number {
  const digits = whole + fraction;
  // Bits beyond the precision of doubles are dropped here, not rounded.
  const kept = digits.replace(/^0+/, "").slice(0, 16);
  const dropped = digits.replace(/^0+/, "").length - kept.length;
  const mantissa = kept === "" ? 0 : Number(`0x${kept}`);
  const scale = exponent - 4 * fraction.length + 4 * dropped;
  // In two steps, since the scale alone may leave the range of doubles while the product does not.
  const half = Math.trunc(scale / 2);
  const value = mantissa * 2 ** half * 2 ** (scale - half);
  return negative ? -value : value;
}

function inRange(value: number, nonZero: boolean, end: number): ScannedNumber | null {
  if (!Number.isFinite(value)) return null;
  if (nonZero && Math.abs(value) < SMALLEST_NORMAL) return null;
  return { value, end };
}

import { isDigitCode, isSpaceCode, skipSpaces } from "./text.ts";

const WORD_MAX = 2n ** 64n - 1n;

/**
 * Reads unsigned numbers separated by literal texts from the start of a text, without backtracking, and returns those that
 * it read before something did not fit; what follows is not looked at.
 *
 * White space before a number is skipped; a sign counts towards the width, and a negative number wraps within 32 bits.
 */
export function scanFields(text: string, separators: readonly string[], widths?: readonly number[]): number[] {
  const fields: number[] = [];
  let at = 0;
  for (let i = 0; i <= separators.length; i++) {
    if (i > 0) {
      const separator = separators[i - 1]!;
      if (!text.startsWith(separator, at)) return fields;
      at += separator.length;
    }
    const start = skipSpaces(text, at);
    const limit = Math.min(text.length, start + (widths?.[i] ?? text.length));
    const sign = text.charCodeAt(start);
    const first = start < limit && (sign === 45 || sign === 43) ? start + 1 : start;
    let end = first;
    while (end < limit && isDigitCode(text.charCodeAt(end))) end++;
    if (end === first) return fields;
    fields.push(unsigned(text.slice(first, end), sign === 45));
    at = end;
  }
  return fields;
}

function unsigned(digits: string, negative: boolean): number {
  if (digits.length <= 9) {
    const value = Number(digits);
    return negative && value !== 0 ? 2 ** 32 - value : value;
  }
  const exact = BigInt(digits);
  const word = exact > WORD_MAX ? WORD_MAX : negative ? -exact : exact;
  return Number(BigInt.asUintN(32, word));
}

/** Whether a character ends a date or duration in a period: white space, `/`, or the end of the text. */
export function endsSpecification(text: string, at: number): boolean {
  return at >= text.length || text[at] === "/" || isSpaceCode(text.charCodeAt(at));
}

/** POSIX extended regular expressions, as constraints use them to match IDs, and the expansion of what they matched. */

import { compileProgram, type Program } from "./pattern/program.ts";
import { search } from "./pattern/search.ts";
import { readPattern } from "./pattern/syntax.ts";

/** A compiled pattern. */
export type Pattern = Program;

/** How a pattern matched an ID. */
export interface PatternMatch {
  /** The text of the whole match, then of each group; `undefined` for a group that took no part. */
  readonly groups: readonly (string | undefined)[];
}

/**
 * Compiles a pattern, case-sensitive and not anchored; `null` if it is invalid.
 *
 * @throws PengineError `limit-depth` or `limit-iterations` for a pattern that is out of all proportion
 */
export function compilePattern(text: string): Pattern | null {
  const parsed = readPattern(toBytes(text));
  return parsed === null ? null : compileProgram(parsed);
}

/**
 * The leftmost longest match in a text, `null` if there is none.
 *
 * @throws PengineError `limit-iterations` if finding it would take too long
 */
export function matchPattern(pattern: Pattern, text: string): PatternMatch | null {
  const bytes = toBytes(text);
  const slots = search(pattern, bytes);
  if (slots === null) return null;
  const groups: (string | undefined)[] = [];
  for (let i = 0; i <= pattern.groups; i++) {
    const start = slots[2 * i]!;
    const end = slots[2 * i + 1]!;
    groups.push(start < 0 || end < 0 ? undefined : fromBytes(bytes.slice(start, end)));
  }
  return { groups };
}

/**
 * Replaces `%0` to `%9` by the text of the groups, by nothing where there is no such group. Without a match nothing is
 * replaced.
 */
export function expandSubmatches(text: string, match: PatternMatch | null): string {
  if (match === null || !text.includes("%")) return text;
  return text.replace(/%([0-9])/g, (_, digit: string) => match.groups[Number(digit)] ?? "");
}

const ascii = /^[\0-\x7f]*$/;

/** One character per byte of the UTF-8 text. */
function toBytes(text: string): string {
  if (ascii.test(text)) return text;
  let result = "";
  for (const byte of new TextEncoder().encode(text)) result += String.fromCharCode(byte);
  return result;
}

function fromBytes(bytes: string): string {
  if (ascii.test(bytes)) return bytes;
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}

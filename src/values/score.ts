/**
 * Scores: integers between -INFINITY and INFINITY, with an addition that sticks at both ends.
 */

import { scanInteger } from "./integer.ts";
import type { ParseError } from "./parse-error.ts";
import { equalsIgnoreCase } from "./text.ts";

/** An integer from -1,000,000 to 1,000,000. */
export type Score = number;

/** The largest score; at least "must" when positive, "must not" when negative. */
export const INFINITY = 1_000_000;

/** The scores that the words `red`, `yellow` and `green` stand for, wherever a score is read. */
export interface HealthColours {
  readonly red: Score;
  readonly yellow: Score;
  readonly green: Score;
}

/** The colours in force until the cluster options have been read: all 0. */
export const noHealthColours: HealthColours = Object.freeze({ red: 0, yellow: 0, green: 0 });

/** A score and, if its text was no score, why. */
export interface ParsedScore {
  readonly score: Score;
  readonly error: ParseError | null;
}

/** A number brought into the range of scores. */
function boundScore(value: number): Score {
  if (value >= INFINITY) return INFINITY;
  return value <= -INFINITY ? -INFINITY : value;
}

/**
 * Reads a score. `INFINITY` and its signed forms are case-sensitive, the colours are not; numbers beyond the range are
 * bounded and anything after the digits is ignored. Unset gives the fallback, so does an invalid text, with an error.
 */
export function parseScore(text: string | undefined, fallback: number, colours: HealthColours): ParsedScore {
  if (text === undefined) return { score: boundScore(fallback), error: null };
  if (text === "-INFINITY") return { score: -INFINITY, error: null };
  if (text === "INFINITY" || text === "+INFINITY") return { score: INFINITY, error: null };
  const colour = colourScore(text, colours);
  if (colour !== undefined) return { score: colour, error: null };
  const { value, error } = scanInteger(text);
  if (error === "bad-input") return { score: boundScore(fallback), error };
  return { score: boundScore(value), error: null };
}

function colourScore(text: string, colours: HealthColours): Score | undefined {
  if (equalsIgnoreCase(text, "red")) return colours.red;
  if (equalsIgnoreCase(text, "yellow")) return colours.yellow;
  if (equalsIgnoreCase(text, "green")) return colours.green;
  return undefined;
}

/**
 * The sum, bounded; an infinite operand sticks, and -INFINITY wins over INFINITY.
 * Not associative, so the order of additions is part of a result.
 */
export function addScores(a: Score, b: Score): Score {
  if (a <= -INFINITY || b <= -INFINITY) return -INFINITY;
  if (a >= INFINITY || b >= INFINITY) return INFINITY;
  return boundScore(a + b);
}

/** The score as it is printed: `INFINITY`, `-INFINITY` or a decimal number. */
export function formatScore(score: Score): string {
  if (score >= INFINITY) return "INFINITY";
  if (score <= -INFINITY) return "-INFINITY";
  return String(score);
}

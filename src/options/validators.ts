/** What a cluster option's text must be to be used. */

import { parseBoolean } from "../values/boolean.ts";
import { scanNumber } from "../values/float.ts";
import { scanInteger } from "../values/integer.ts";
import { parseInterval } from "../values/interval.ts";
import type { Problem } from "../values/problem.ts";
import { equalsIgnoreCase } from "../values/text.ts";

/** Whether a text is acceptable; a validator can add problems of its own. */
export type Validator = (text: string, problems: Problem[]) => boolean;

export function isBoolean(text: string): boolean {
  return parseBoolean(text) !== undefined;
}

/** An interval that is neither negative nor beyond its range. */
export function isDuration(text: string, problems: Problem[]): boolean {
  const parsed = parseInterval(text);
  problems.push(...parsed.problems);
  return parsed.error === null;
}

/** INFINITY with or without a sign, or anything that starts with an integer of 64 bits. */
export function isInteger(text: string): boolean {
  return text === "-INFINITY" || isInfinity(text) || scanInteger(text).error === null;
}

/** INFINITY, or anything that starts with a positive integer of 64 bits. */
export function isPositiveInteger(text: string): boolean {
  if (isInfinity(text)) return true;
  const { value, error } = scanInteger(text);
  return error === null && value > 0;
}

function isInfinity(text: string): boolean {
  return text === "INFINITY" || text === "+INFINITY";
}

/** A number that is not negative, directly followed by a percent sign; anything may follow that. */
export function isPercentage(text: string): boolean {
  const number = scanNumber(text);
  return number !== null && number.value >= 0 && text[number.end] === "%";
}

/** One of some words, in any case. */
export function isOneOf(...words: readonly string[]): Validator {
  return (text) => words.some((word) => equalsIgnoreCase(word, text));
}

/** One of some words, exactly. */
export function isExactlyOneOf(...words: readonly string[]): Validator {
  return (text) => words.includes(text);
}

/**
 * ISO 8601 durations (`P1DT12H`) as Pacemaker reads them. They share their fields with points in time, and their length in
 * seconds comes from the formula for dates: the first day and the first year do not count, so `P1D` is 0 seconds.
 */

import { daysBeforeYear } from "./calendar.ts";
import { INT32_MAX, INT32_MIN } from "./integer.ts";
import { type Message, type Problem, message, problem } from "./problem.ts";
import { isSpaceCode, skipDigits } from "./text.ts";

/** Amounts of calendar units; each may be negative. */
export interface IsoDuration {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly seconds: number;
}

export interface ParsedIsoDuration {
  /** `null` if the text is no duration. */
  readonly duration: IsoDuration | null;
  /** What is wrong with it, `null` if nothing. */
  readonly problem: Problem | null;
}

const origin = "crm_time_parse_duration";

const missing = message<null>({
  code: "iso-duration-missing",
  kind: "error",
  origin,
  text: () => "No ISO 8601 time duration given",
});

function invalid<P>(code: string, reason: (p: P) => string): Message<P & { text: string }> {
  return message({
    code,
    kind: "error",
    origin,
    text: (p) => `'${p.text}' is not a valid ISO 8601 time duration because ${reason(p)}`,
  });
}

const noStart = invalid("iso-duration-without-p", () => "it does not start with a 'P'");
const nothingFollows = invalid("iso-duration-empty", () => "nothing follows 'P'");
const noInteger = invalid("iso-duration-no-integer", (p: { at: string }) => `no valid integer at '${p.at}'`);
const tooLarge = invalid("iso-duration-too-large", (p: { at: string }) => `integer at '${p.at}' is too large`);
const tooSmall = invalid("iso-duration-too-small", (p: { at: string }) => `integer at '${p.at}' is too small`);
const noUnits = invalid("iso-duration-no-units", (p: { amount: number }) => `no units after ${p.amount}`);
const badUnit = invalid("iso-duration-bad-unit", (p: { unit: string }) => `'${p.unit}' is not a valid time unit`);
const allZero = invalid("iso-duration-zero", () => "no amounts and units given");

/** An amount ends after so many digits, wherever the next unit is. */
const MAX_DIGITS = 10;

/**
 * Reads a duration. Units are case-sensitive; a `T`, anywhere, makes `M` mean minutes from there on; reading ends at white
 * space or `/`. Amounts are whole numbers, and a duration of nothing is invalid.
 */
export function parseIsoDuration(text: string): ParsedIsoDuration {
  if (text === "") return failure(missing, null);
  if (text[0] !== "P") return failure(noStart, { text });
  if (text.length === 1 || isSpaceCode(text.charCodeAt(1))) return failure(nothingFollows, { text });

  const sum = { years: 0, months: 0, days: 0, seconds: 0 };
  let timeMode = false;
  let i = 1;
  while (i < text.length && text[i] !== "/" && !isSpaceCode(text.charCodeAt(i))) {
    if (text[i] === "T") {
      timeMode = true;
      i++;
      continue;
    }
    const at = i;
    const negative = text[i] === "-";
    if (negative || text[i] === "+" || text[i] === ":") i++;
    const end = Math.min(skipDigits(text, i), i + MAX_DIGITS);
    const digits = Number(text.slice(i, end));
    if (end === i || digits > INT32_MAX) return failure(noInteger, { text, at: text.slice(at) });
    const amount = negative ? -digits : digits;
    const unit = text[end];
    if (unit === undefined) return failure(noUnits, { text, amount });
    if (!isUnit(unit)) return failure(badUnit, { text, unit });
    if (!addAmount(sum, unit, amount, timeMode)) {
      return failure(amount < 0 ? tooSmall : tooLarge, { text, at: text.slice(at) });
    }
    i = end + 1;
  }
  if (sum.years === 0 && sum.months === 0 && sum.days === 0 && sum.seconds === 0) return failure(allZero, { text });
  return { duration: sum, problem: null };
}

function failure<P>(entry: Message<P>, params: P): ParsedIsoDuration {
  return { duration: null, problem: problem(entry, params) };
}

type Unit = "Y" | "M" | "W" | "D" | "H" | "S";

function isUnit(letter: string): letter is Unit {
  return letter.length === 1 && "YMWDHS".includes(letter);
}

/** `false` if a sum leaves 32 bits. */
function addAmount(
  sum: { years: number; months: number; days: number; seconds: number },
  unit: Unit,
  amount: number,
  timeMode: boolean,
): boolean {
  switch (unit) {
    case "Y":
      sum.years = amount;
      return true;
    case "M":
      if (!timeMode) {
        sum.months = amount;
        return true;
      }
      sum.seconds += amount * 60;
      break;
    case "W":
      sum.days += amount * 7;
      break;
    case "D":
      sum.days += amount;
      break;
    case "H":
      sum.seconds += amount * 3600;
      break;
    case "S":
      sum.seconds += amount;
      break;
  }
  return isInt32(sum.days) && isInt32(sum.seconds);
}

function isInt32(value: number): boolean {
  return value >= INT32_MIN && value <= INT32_MAX;
}

/** Length in seconds by the formula for dates: whole years from 1 on, 30 days per month, days after the first. */
export function secondsOfDuration(duration: IsoDuration): number {
  let days = duration.years > 1 ? daysBeforeYear(duration.years) : 0;
  if (duration.months > 0) days += duration.months * 30;
  if (duration.days > 0) days += duration.days - 1;
  return days * 86_400 + duration.seconds;
}

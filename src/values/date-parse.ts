/**
 * Dates and times in the forms of ISO 8601 that Pacemaker reads, with what it tolerates: fields without leading zeros, a
 * space instead of `T`, garbage behind what was recognised. Without a time the offset is UTC; with a time and no offset it
 * is the machine's present one.
 */

import { YEAR_MAX, dayOfYear, daysInMonth, daysInYear, firstWeekday, weeksInYear } from "./calendar.ts";
import { type Clock, type CrmTime, addDays, timeFromEpoch } from "./date.ts";
import { endsSpecification, scanFields } from "./field-scan.ts";
import { type Message, type Problem, message, problem } from "./problem.ts";
import { isDigitCode, skipSpaces, startsWithIgnoreCase } from "./text.ts";

export interface ParsedTime {
  /** `null` if the text is no date. */
  readonly time: CrmTime | null;
  /** What is wrong with it, `null` if nothing. */
  readonly problem: Problem | null;
}

const empty = message<null>({
  code: "date-missing",
  kind: "error",
  origin: "parse_date",
  text: () => "No ISO 8601 date/time specification given",
});

function invalidDate<P>(code: string, reason: (p: P) => string): Message<P & { text: string }> {
  return message({
    code,
    kind: "error",
    origin: "parse_date",
    text: (p) => `'${p.text}' is not a valid ISO 8601 date/time specification${reason(p)}`,
  });
}

interface Value {
  readonly value: number;
}

interface YearValue extends Value {
  readonly year: number;
  readonly last: number;
}

const badDate = invalidDate("date-invalid", () => "");
const badMonth = invalidDate("date-month-invalid", (p: Value) => ` because '${p.value}' is not a valid month`);
const badYear = invalidDate("date-year-invalid", (p: Value) => ` because '${p.value}' is not a valid year`);
const badMonthDay = invalidDate(
  "date-day-invalid",
  (p: Value) => ` because '${p.value}' is not a valid day of the month`,
);
const badYearDay = invalidDate(
  "date-ordinal-invalid",
  (p: YearValue) => ` because '${p.value}' is not a valid day of year ${p.year} (1-${p.last})`,
);
const badWeek = invalidDate(
  "date-week-invalid",
  (p: YearValue) => ` because '${p.value}' is not a valid week of year ${p.year} (1-${p.last})`,
);
const badWeekday = invalidDate(
  "date-weekday-invalid",
  (p: Value) => ` because '${p.value}' is not a valid day of the week`,
);

const badTime = message({
  code: "time-invalid",
  kind: "error",
  origin: "parse_hms",
  text: (p: { text: string }) => `'${p.text}' is not a valid ISO 8601 time specification`,
});

const badTimeField = message({
  code: "time-field-invalid",
  kind: "error",
  origin: "parse_hms",
  text: (p: { text: string; value: number; field: "hour" | "minute" | "second" }) =>
    `${p.text} is not a valid ISO 8601 time specification because ${p.value} is not a valid ${p.field}`,
});

/** A calendar day, or what is wrong with its text. */
type Day = { readonly year: number; readonly day: number } | Problem;

/** Seconds, or what is wrong with their text. */
type Seconds = number | Problem;

const DAY_SECONDS = 86_400;

/** Reads a point in time; the clock gives today's date and the local offset where the text leaves them out. */
export function parseTime(text: string, clock: Clock): ParsedTime {
  if (text === "") return { time: null, problem: problem(empty, null) };
  if (text[0] === "T" || text[2] === ":") {
    const today = timeFromEpoch(clock.now, clock);
    return withTime(today, text[0] === "T" ? text.slice(1) : text, text, clock);
  }
  if (startsWithIgnoreCase(text, "epoch", 0) && endsSpecification(text, 5)) {
    return { time: { year: 1970, day: 1, seconds: 0, offset: 0 }, problem: null };
  }
  const day = parseDay(text);
  if ("message" in day) return { time: null, problem: day };

  const afterDate = skipDateCharacters(text);
  if (text[afterDate] === " " || text[afterDate] === "T") return withTime(day, text.slice(afterDate + 1), text, clock);
  return { time: { year: day.year, day: day.day, seconds: 0, offset: 0 }, problem: null };
}

function skipDateCharacters(text: string): number {
  let i = 0;
  while (isDigitCode(text.charCodeAt(i)) || text[i] === "-" || text[i] === "W") i++;
  return i;
}

function parseDay(text: string): Day {
  let fields = scanFields(text, ["-", "-"]);
  if (fields.length === 1) fields = scanFields(text, ["", ""], [4, 2, 2]);
  if (fields.length === 3) return calendarDay(text, fields[0]!, fields[1]!, fields[2]!);

  fields = scanFields(text, ["-"]);
  if (fields.length === 2) return ordinalDay(text, fields[0]!, fields[1]!);

  fields = scanFields(text, ["-W", "-"]);
  if (fields.length === 3) return weekDay(text, fields[0]!, fields[1]!, fields[2]!);
  return problem(badDate, { text });
}

function isYear(year: number): boolean {
  return year >= 1 && year <= YEAR_MAX;
}

function calendarDay(text: string, year: number, month: number, day: number): Day {
  if (month < 1 || month > 12) return problem(badMonth, { text, value: month });
  if (!isYear(year)) return problem(badYear, { text, value: year });
  if (day < 1 || day > daysInMonth(month, year)) return problem(badMonthDay, { text, value: day });
  return { year, day: dayOfYear(year, month, day) };
}

function ordinalDay(text: string, year: number, day: number): Day {
  if (!isYear(year)) return problem(badYear, { text, value: year });
  const last = daysInYear(year);
  if (day < 1 || day > last) return problem(badYearDay, { text, value: day, year, last });
  return { year, day };
}

// The year is not checked here (observed); one that is not positive sorts before all others.
function weekDay(text: string, year: number, week: number, weekday: number): Day {
  const last = weeksInYear(year);
  if (week < 1 || week > last) return problem(badWeek, { text, value: week, year, last });
  if (weekday < 1 || weekday > 7) return problem(badWeekday, { text, value: weekday });
  if (year < 1 || year > YEAR_MAX) return { year: year | 0, day: 1 };
  // Week 1 is the one with 4 January, which puts its Monday up to three days before or after 1 January.
  const first = firstWeekday(year);
  const monday = first <= 4 ? 2 - first : 9 - first;
  const day = addDays({ year, day: 1, seconds: 0, offset: 0 }, monday - 1 + (week - 1) * 7 + weekday - 1);
  return { year: day.year, day: day.day };
}

function withTime(day: { year: number; day: number }, timePart: string, text: string, clock: Clock): ParsedTime {
  const seconds = parseTimeOfDay(timePart);
  if (typeof seconds !== "number") return { time: null, problem: seconds };
  const offset = parseOffset(timePart, clock);
  if (typeof offset !== "number") return { time: null, problem: offset };
  const time: CrmTime = { year: day.year, day: day.day, seconds, offset };
  if (seconds < DAY_SECONDS) return { time, problem: null };
  if (time.year === YEAR_MAX && time.day === daysInYear(YEAR_MAX)) {
    return { time: null, problem: problem(badDate, { text }) };
  }
  return { time: addDays({ ...time, seconds: 0 }, 1), problem: null };
}

/** Seconds since midnight, 86400 for 24:00:00. */
function parseTimeOfDay(text: string): Seconds {
  let fields = scanFields(text, [":", ":"]);
  if (fields.length === 1) fields = scanFields(text, ["", ""], [2, 2, 2]);
  const [hour, minute = 0, second = 0] = fields;
  if (hour === undefined) return problem(badTime, { text });
  if (hour === 24 && minute === 0 && second === 0) return DAY_SECONDS;
  if (hour >= 24) return problem(badTimeField, { text, value: hour, field: "hour" });
  if (minute >= 60) return problem(badTimeField, { text, value: minute, field: "minute" });
  if (second >= 60) return problem(badTimeField, { text, value: second, field: "second" });
  return hour * 3600 + minute * 60 + second;
}

function parseOffset(timePart: string, clock: Clock): Seconds {
  const start = findOffset(timePart);
  if (start < 0) return presentOffset(clock);
  const at = skipSpaces(timePart, start);
  const first = timePart[at];
  if (first === "+" || first === "-") {
    const seconds = parseTimeOfDay(timePart.slice(at + 1));
    return first === "-" && typeof seconds === "number" ? 0 - seconds : seconds;
  }
  return isDigitCode(timePart.charCodeAt(at)) ? parseTimeOfDay(timePart.slice(at)) : 0;
}

function findOffset(timePart: string): number {
  const zulu = timePart.indexOf("Z");
  return zulu >= 0 ? zulu : timePart.search(/[ +-]/);
}

/** The local offset as the reference splits it: minutes are added even if hours are negative (observed). */
function presentOffset(clock: Clock): number {
  const offset = clock.offsetAt(clock.now);
  const hours = Math.trunc(offset / 3600);
  const minutes = Math.trunc((offset - hours * 3600) / 60);
  return hours * 3600 + Math.abs(minutes) * 60;
}

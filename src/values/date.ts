/**
 * Points in time as Pacemaker keeps them: local calendar fields and an offset from UTC. Two of its quirks are kept, since
 * they decide when rules change: a sum of exactly 86400 seconds stays on its day as 24:00:00, and adding years keeps the
 * day of the year, not month and day.
 */

import { YEAR_MAX, daysBeforeYear, daysInMonth, daysInYear, dayOfYear, monthAndDay } from "./calendar.ts";

/** A point in time; its fields are local to its offset. */
export interface CrmTime {
  /** Gregorian year, 1 to 2147483647. */
  readonly year: number;
  /** Day of the year, 1 to 366. */
  readonly day: number;
  /** Seconds since local midnight: 0 to 86400. */
  readonly seconds: number;
  /** Seconds east of UTC. */
  readonly offset: number;
}

const DAY_SECONDS = 86_400;
/** Seconds from 0001-01-01 to 1970-01-01. */
const EPOCH_SECONDS = 62_135_596_800;

/** The machine's clock and zone, as far as values depend on them; handed in, never read. */
export interface Clock {
  /** Real time in seconds since the epoch. */
  readonly now: number;
  /** Seconds by which local time is ahead of UTC at a moment, given in seconds since the epoch. */
  readonly offsetAt: (epoch: number) => number;
}

/** A clock of a machine whose local time is UTC. */
export function utcClock(now: number): Clock {
  return { now, offsetAt: utcOffset };
}

function utcOffset(): number {
  return 0;
}

/** A moment in the local time of that moment, with an offset of whole minutes. */
export function timeFromEpoch(epoch: number, clock: Clock): CrmTime {
  const offset = clock.offsetAt(epoch);
  const local = fromSeconds(epoch + EPOCH_SECONDS + offset);
  return { ...local, offset: Math.trunc(offset / 60) * 60 };
}

function fromSeconds(total: number): { year: number; day: number; seconds: number } {
  const days = Math.floor(total / DAY_SECONDS);
  let year = Math.floor(days / 365.2425) + 1;
  while (daysBeforeYear(year) > days) year--;
  while (daysBeforeYear(year + 1) <= days) year++;
  return { year, day: days - daysBeforeYear(year) + 1, seconds: total - days * DAY_SECONDS };
}

/** Seconds since the epoch; 24:00:00 counts as the next midnight. */
export function epochOf(time: CrmTime): number {
  const utc = toUtc(time);
  return (daysBeforeYear(utc.year) + utc.day - 1) * DAY_SECONDS + utc.seconds - EPOCH_SECONDS;
}

/** The same moment at offset 0, possibly as 24:00:00 of the day before. */
export function toUtc(time: CrmTime): CrmTime {
  return time.offset === 0 ? time : { ...addSeconds(time, -time.offset), offset: 0 };
}

/**
 * Compares two times by UTC year, day and second. A 24:00:00 that comes from the conversion sorts before the midnight that
 * it denotes (observed).
 */
export function compareTimes(a: CrmTime, b: CrmTime): number {
  const left = toUtc(a);
  const right = toUtc(b);
  if (left.year !== right.year) return left.year - right.year;
  if (left.day !== right.day) return left.day - right.day;
  return left.seconds - right.seconds;
}

/** Moves a time; a result of exactly 86400 seconds of the day is not carried into the next day. */
export function addSeconds(time: CrmTime, amount: number): CrmTime {
  let days = Math.trunc(amount / DAY_SECONDS);
  let seconds = time.seconds + amount - days * DAY_SECONDS;
  if (seconds > DAY_SECONDS) {
    days += 1;
    seconds -= DAY_SECONDS;
  } else if (seconds < 0) {
    days -= 1;
    seconds += DAY_SECONDS;
  }
  return addDays({ ...time, seconds }, days);
}

/** Moves a time by days, clipped at the first day of year 1 and the last one of the last year. */
export function addDays(time: CrmTime, amount: number): CrmTime {
  if (amount === 0) return time;
  const target = daysBeforeYear(time.year) + time.day - 1 + amount;
  if (target < 0) return { ...time, year: 1, day: 1 };
  if (target >= daysBeforeYear(YEAR_MAX) + daysInYear(YEAR_MAX)) {
    return { ...time, year: YEAR_MAX, day: daysInYear(YEAR_MAX) };
  }
  const { year, day } = fromSeconds(target * DAY_SECONDS);
  return { ...time, year, day };
}

/** Moves a time by months; a day that the month lacks becomes its last. */
export function addMonths(time: CrmTime, amount: number): CrmTime {
  if (time.day > daysInYear(time.year)) return addMonthsToNoDay(time, amount);
  const { month, day } = monthAndDay(time.year, time.day);
  const target = time.year * 12 + month - 1 + amount;
  const year = Math.max(1, Math.min(YEAR_MAX, Math.floor(target / 12)));
  const newMonth = (((target % 12) + 12) % 12) + 1;
  const newDay = Math.min(day, daysInMonth(newMonth, year));
  return { ...time, year, day: dayOfYear(year, newMonth, newDay) };
}

/** What becomes of 31 December of a leap year that was moved by years and has no month any more (observed). */
function addMonthsToNoDay(time: CrmTime, amount: number): CrmTime {
  if (amount >= 0) return amount === 0 ? time : { ...time, day: 0 };
  const target = time.year * 12 + 12 + amount;
  const year = Math.max(1, Math.floor(target / 12));
  return { ...time, year, day: dayOfYear(year, (target % 12) + 1, 1) };
}

/** Moves a time by years, keeping the day of the year: 2024-02-29 becomes 2025-03-01. */
export function addYears(time: CrmTime, amount: number): CrmTime {
  return { ...time, year: Math.max(1, Math.min(YEAR_MAX, time.year + amount)) };
}

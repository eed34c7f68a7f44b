/** The proleptic Gregorian calendar and ISO 8601 weeks, on plain numbers. */

/** The last year that can be represented. */
export const YEAR_MAX = 2_147_483_647;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days of a month (1 to 12). */
export function daysInMonth(month: number, year: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

/** Days of all years from 1 to `year - 1`. */
export function daysBeforeYear(year: number): number {
  const y = year - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
}

/** Weekday of 1 January: 1 is Monday, 7 is Sunday. */
export function firstWeekday(year: number): number {
  return (daysBeforeYear(year) % 7) + 1;
}

/** Weeks of an ISO week-year: 52 or 53. */
export function weeksInYear(year: number): number {
  return firstWeekday(year) === 4 || firstWeekday(year + 1) === 5 ? 53 : 52;
}

/** The day of the year (1 to 366) of a month and day. */
export function dayOfYear(year: number, month: number, day: number): number {
  let result = day;
  for (let m = 1; m < month; m++) result += daysInMonth(m, year);
  return result;
}

export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

const noDay: MonthDay = { month: 1, day: 0 };

/** Month and day of a day of the year; day 0 of January for a day beyond the year's end. */
export function monthAndDay(year: number, ordinal: number): MonthDay {
  let day = ordinal;
  for (let month = 1; month <= 12; month++) {
    const length = daysInMonth(month, year);
    if (day <= length) return { month, day };
    day -= length;
  }
  return noDay;
}

export interface WeekDate {
  /** The year that the week belongs to, which may be the one before or after the date's. */
  readonly year: number;
  readonly week: number;
  /** 1 is Monday, 7 is Sunday. */
  readonly day: number;
}

/** The ISO 8601 week date of a day of a year. */
export function weekDate(year: number, ordinal: number): WeekDate {
  const day = ((firstWeekday(year) - 1 + ordinal - 1) % 7) + 1;
  const week = Math.floor((ordinal - day + 10) / 7);
  if (week < 1) return { year: year - 1, week: weeksInYear(year - 1), day };
  if (week > weeksInYear(year)) return { year: year + 1, week: 1, day };
  return { year, week, day };
}

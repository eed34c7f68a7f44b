import { expect, test } from "vitest";
import { daysInYear, monthAndDay, dayOfYear, weekDate, weeksInYear } from "../../src/values/calendar.ts";

test("centuries are leap years only every 400 years", () => {
  expect([1900, 2000, 2023, 2024].map(daysInYear)).toEqual([365, 366, 365, 366]);
});

test("month and day lead back to the day of the year", () => {
  for (const year of [2023, 2024]) {
    for (let day = 1; day <= daysInYear(year); day++) {
      const date = monthAndDay(year, day);
      expect(dayOfYear(year, date.month, date.day)).toBe(day);
    }
  }
});

test("weeks belong to the year of their Thursday", () => {
  expect(weekDate(2024, 366)).toEqual({ year: 2025, week: 1, day: 2 });
  expect(weekDate(2021, 1)).toEqual({ year: 2020, week: 53, day: 5 });
  expect(weekDate(2024, 60)).toEqual({ year: 2024, week: 9, day: 4 });
  expect([2009, 2015, 2020, 2021, 2026].map(weeksInYear)).toEqual([53, 53, 53, 52, 53]);
});

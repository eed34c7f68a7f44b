import { describe, expect, test } from "vitest";
import { parseTime } from "../../src/values/date-parse.ts";
import { formatCtime, formatLocal, formatUtc } from "../../src/values/date-format.ts";
import {
  type CrmTime,
  addMonths,
  addSeconds,
  addYears,
  compareTimes,
  epochOf,
  timeFromEpoch,
  utcClock,
} from "../../src/values/date.ts";
import { problemText } from "../../src/values/problem.ts";

/** 2024-06-15 12:00:00Z */
const NOW = 1_718_452_800;
const utc = utcClock(NOW);
const newYork = { now: NOW, offsetAt: () => -5 * 3600 };
const newfoundland = { now: NOW, offsetAt: () => -12_600 };

function at(text: string): CrmTime {
  const { time } = parseTime(text, utc);
  if (time === null) throw new Error(`${text} is no time`);
  return time;
}

describe("parseTime", () => {
  test.each([
    ["2024-2-3", "2024-02-03 00:00:00Z"],
    ["1-1-1", "0001-01-01 00:00:00Z"],
    ["20240229", "2024-02-29 00:00:00Z"],
    ["2024-060", "2024-02-29 00:00:00Z"],
    ["2024-12", "2024-01-12 00:00:00Z"],
    ["12-31", "0012-01-31 00:00:00Z"],
    ["2024-W09-4", "2024-02-29 00:00:00Z"],
    ["2024-W9-4", "2024-02-29 00:00:00Z"],
    ["2009-W01-1", "2008-12-29 00:00:00Z"],
    ["2009-W53-7", "2010-01-03 00:00:00Z"],
    ["epoch", "1970-01-01 00:00:00Z"],
    ["Epoch/x", "1970-01-01 00:00:00Z"],
    ["2024-01-01 10", "2024-01-01 10:00:00Z"],
    ["2024-01-01T1:2:3", "2024-01-01 01:02:03Z"],
    ["2024-01-01T1020", "2024-01-01 10:20:00Z"],
    ["2024-01-01T102", "2024-01-01 10:02:00Z"],
    ["2024-01-01T10:20:30.5", "2024-01-01 10:20:30Z"],
    ["2024-12-31T24:00", "2025-01-01 00:00:00Z"],
    ["2024-01-01T10:20:30Zfoo", "2024-01-01 10:20:30Z"],
    ["2024-01-01T10:20:30+5", "2024-01-01 10:20:30 +05:00"],
    ["2024-01-01T10:20:30 -0530", "2024-01-01 10:20:30 -05:30"],
    ["2024-01-01T10:20:30 junk", "2024-01-01 10:20:30Z"],
    ["2024-01-01T14+05:30", "2024-01-01 14:00:05 +05:30"],
    ["2024-01-01T21+5Z", "2024-01-01 21:05:00Z"],
    ["2024-01-01  10:00", "2024-01-01 10:00:00 +10:00"],
    ["2024-01-01x10", "2024-01-01 00:00:00Z"],
    ["2024-01-01Z", "2024-01-01 00:00:00Z"],
    ["T10:20", "2024-06-15 10:20:00Z"],
    ["10:20:30Z", "2024-06-15 10:20:30Z"],
  ])("reads %s", (text, shown) => {
    expect(formatLocal(at(text))).toBe(shown);
  });

  test("gives seconds since the epoch", () => {
    expect(epochOf(at("2024-01-01T10:20:30 +05:30"))).toBe(1_704_084_630);
    expect(epochOf(at("2024-01-01T10:20:30+5"))).toBe(1_704_086_430);
    expect(epochOf(at("epoch"))).toBe(0);
  });

  const notADate = "is not a valid ISO 8601 date/time specification";
  const notATime = "is not a valid ISO 8601 time specification";
  test.each([
    ["", "No ISO 8601 date/time specification given"],
    ["2024", `'2024' ${notADate}`],
    ["junk", `'junk' ${notADate}`],
    ["2024W094", `'2024W094' ${notADate}`],
    ["2024-13-01", `'2024-13-01' ${notADate} because '13' is not a valid month`],
    ["0000-01-01", `'0000-01-01' ${notADate} because '0' is not a valid year`],
    ["2147483648-01-01", `'2147483648-01-01' ${notADate} because '2147483648' is not a valid year`],
    ["2024-02-30", `'2024-02-30' ${notADate} because '30' is not a valid day of the month`],
    ["2023-366", `'2023-366' ${notADate} because '366' is not a valid day of year 2023 (1-365)`],
    ["2024-W54-1", `'2024-W54-1' ${notADate} because '54' is not a valid week of year 2024 (1-52)`],
    ["2024-W01-8", `'2024-W01-8' ${notADate} because '8' is not a valid day of the week`],
    ["2024-01-01T", `'' ${notATime}`],
    ["2024-01-01 x", `'x' ${notATime}`],
    ["2024-01-01T25:00", `25:00 ${notATime} because 25 is not a valid hour`],
    ["2024-01-01T10:60", `10:60 ${notATime} because 60 is not a valid minute`],
    ["2024-01-01T10:20:60", `10:20:60 ${notATime} because 60 is not a valid second`],
    ["2024-01-01T21-5", `21-5 ${notATime} because 4294967291 is not a valid minute`],
  ])("rejects '%s'", (text, reason) => {
    const { time, problem } = parseTime(text, utc);
    expect(time).toBeNull();
    expect(problem === null ? null : problemText(problem)).toBe(reason);
  });

  test("takes the machine's present offset for a time without one, but UTC for a date alone", () => {
    expect(formatLocal(parseTime("2024-01-01 10:00", newYork).time!)).toBe("2024-01-01 10:00:00 -05:00");
    expect(formatLocal(parseTime("2024-01-01", newYork).time!)).toBe("2024-01-01 00:00:00Z");
  });

  test("adds the minutes of a negative offset, as the reference does", () => {
    expect(parseTime("2024-01-01 10:00", newfoundland).time?.offset).toBe(-9000);
    expect(timeFromEpoch(NOW, newfoundland).offset).toBe(-12_600);
  });
});

describe("arithmetic", () => {
  test("a sum of exactly one day stays on its day", () => {
    expect(formatUtc(addSeconds(at("2024-06-15 23:59:59Z"), 1))).toBe("2024-06-15 24:00:00Z");
    expect(formatUtc(addSeconds(at("2024-06-15 23:59:59Z"), 2))).toBe("2024-06-16 00:00:01Z");
    expect(formatUtc(addSeconds(at("2024-01-01 00:00:00Z"), -1))).toBe("2023-12-31 23:59:59Z");
  });

  test("years keep the day of the year, months the day of the month if they have it", () => {
    expect(formatUtc(addYears(at("2024-02-29"), 1))).toBe("2025-03-01 00:00:00Z");
    expect(formatUtc(addYears(at("2024-06-15"), 1))).toBe("2025-06-16 00:00:00Z");
    expect(formatUtc(addYears(at("2023-06-15"), 1))).toBe("2024-06-14 00:00:00Z");
    expect(formatUtc(addMonths(at("2024-01-31"), 1))).toBe("2024-02-29 00:00:00Z");
    expect(formatUtc(addMonths(at("2024-01-31"), -2))).toBe("2023-11-30 00:00:00Z");
  });

  test("the last day of a leap year moved by years has no month any more", () => {
    const moved = addYears(at("2024-12-31"), 1);
    expect([moved.year, moved.day]).toEqual([2025, 366]);
    expect(formatUtc(addMonths(moved, 1))).toBe("2025-01-00 00:00:00Z");
    expect(formatUtc(addMonths(moved, -1))).toBe("2025-12-01 00:00:00Z");
  });
});

describe("compareTimes", () => {
  test("compares moments", () => {
    expect(compareTimes(at("2024-06-15 12:00:00 +05:30"), at("2024-06-15 06:30:00Z"))).toBe(0);
    expect(compareTimes(at("2024-06-15 12:00:00Z"), at("2024-06-15 12:00:01Z"))).toBeLessThan(0);
    expect(compareTimes(at("2025-01-01"), at("2024-12-31"))).toBeGreaterThan(0);
  });

  test("sorts a midnight that comes from a negative offset before the same midnight in UTC", () => {
    const local = at("2024-06-15 19:00:00 -05:00");
    const midnight = at("2024-06-16 00:00:00Z");
    expect(compareTimes(local, midnight)).toBeLessThan(0);
    expect(epochOf(local)).toBe(epochOf(midnight));
  });
});

test("the local date of a moment is that of its own offset", () => {
  expect(formatLocal(timeFromEpoch(NOW, newYork))).toBe("2024-06-15 07:00:00 -05:00");
  expect(formatCtime(0, utc)).toBe("Thu Jan  1 00:00:00 1970");
  expect(formatCtime(NOW, newYork)).toBe("Sat Jun 15 07:00:00 2024");
});

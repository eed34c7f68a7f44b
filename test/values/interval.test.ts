import { describe, expect, test } from "vitest";
import {
  formatInterval,
  parseInterval,
  parseMilliseconds,
  parseStartDelay,
  parseTimeout,
  secondsOfMilliseconds,
} from "../../src/values/interval.ts";
import { problemText } from "../../src/values/problem.ts";

describe("parseInterval", () => {
  test.each([
    [undefined, 0],
    ["10", 10_000],
    ["10s", 10_000],
    [" 10s", 10_000],
    ["+10", 10_000],
    ["2m", 120_000],
    ["2min", 120_000],
    ["1h", 3_600_000],
    ["1hxyz", 3_600_000],
    ["10 s m", 10_000],
    ["10 ms", 10],
    ["10MSEC", 10],
    ["1500us", 1],
    ["10us", 0],
    ["0.5s", 0],
    ["1.9s", 1000],
    ["1.9.9m", 60_000],
    ["4294968", 4_294_967_295],
    ["4294967296ms", 4_294_967_295],
    ["PT1H", 3_600_000],
    ["P2D", 86_400_000],
    ["P1W", 518_400_000],
    ["P1M", 2_592_000_000],
    ["P1D", 0],
    ["P1Y", 0],
    ["P100D", 4_294_967_000],
    ["PT4294967S", 4_294_967_000],
    ["PT1193H", 4_294_800_000],
    ["PT1194H", 4_294_967_000],
  ])("reads %s", (text, ms) => {
    expect(parseInterval(text)).toEqual({ ms, error: null, problems: [] });
  });

  test.each([
    ["", ["'' is not a valid time duration: Bad input value provided"]],
    ["5d", ["'5d' is not a valid time duration: Bad input value provided"]],
    ["-5", []],
    ["p1d", ["'p1d' is not a valid time duration: Bad input value provided"]],
    ["P1.5D", ["'P1.5D' is not a valid ISO 8601 time duration because '.' is not a valid time unit"]],
    ["PT-1S", []],
  ])("takes 0 for '%s' and says so", (text, before) => {
    const { ms, error, problems } = parseInterval(text);
    expect([ms, error]).toEqual([0, "bad-input"]);
    expect(problems.map(problemText)).toEqual([
      ...before,
      `Using 0 instead of invalid interval specification '${text}'`,
    ]);
  });

  test("clips a number beyond 64 bits, with a warning", () => {
    const { ms, error, problems } = parseInterval("99999999999999999999");
    expect([ms, error]).toEqual([4_294_967_295, "range"]);
    expect(problems.map(problemText)).toEqual(["'99999999999999999999' will be clipped to 9223372036854775807"]);
  });
});

test("milliseconds can be negative and are divided towards zero", () => {
  expect(parseMilliseconds("-1500us").ms).toBe(-1);
  expect(parseMilliseconds("-2").ms).toBe(-2000);
});

test.each([
  [undefined, 20_000],
  ["0", 20_000],
  ["-5", 20_000],
  ["0.5s", 20_000],
  ["PT1M", 20_000],
  ["99999999999999999999", 20_000],
  ["30", 30_000],
  ["5ms", 5],
  ["2147484", 2_147_483_647],
])("an operation with timeout %s gets %d ms", (text, ms) => {
  expect(parseTimeout(text).ms).toBe(ms);
});

test.each([
  ["5", 5000],
  ["-5", 0],
  ["x", 0],
  ["2147484", 2_147_483_647],
  ["99999999999999999999", -1],
  ["-99999999999999999999", 0],
  ["-99999999999999999999us", 1_511_828_489],
])("a start delay of %s is %d ms", (text, ms) => {
  expect(parseStartDelay(text).ms).toBe(ms);
});

test("milliseconds are rounded to seconds, but never down to none", () => {
  expect([0, 1, 499, 999, 1499, 1500].map(secondsOfMilliseconds)).toEqual([0, 1, 1, 1, 1, 2]);
});

test("intervals are printed without units that are zero", () => {
  const shown = [0, 10_000, 90_000, 86_400_000, 3_600_001, 61_500, 1, 90_061_001].map(formatInterval);
  expect(shown).toEqual(["0s", "10s", "1m30s", "1d", "1h1ms", "1m1.500s", "1ms", "1d1h1m1.001s"]);
});

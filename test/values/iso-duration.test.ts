import { describe, expect, test } from "vitest";
import { parseIsoDuration, secondsOfDuration } from "../../src/values/iso-duration.ts";
import { problemText } from "../../src/values/problem.ts";

describe("parseIsoDuration", () => {
  test.each([
    ["P1Y2M3W4DT5H6M7S", { years: 1, months: 2, days: 25, seconds: 18_367 }],
    ["P-1D", { years: 0, months: 0, days: -1, seconds: 0 }],
    ["P1H", { years: 0, months: 0, days: 0, seconds: 3600 }],
    ["P1M2M", { years: 0, months: 2, days: 0, seconds: 0 }],
    ["PT1S1S", { years: 0, months: 0, days: 0, seconds: 2 }],
    ["P1DT", { years: 0, months: 0, days: 1, seconds: 0 }],
    ["P:3D x", { years: 0, months: 0, days: 3, seconds: 0 }],
    ["P+2D/P9D", { years: 0, months: 0, days: 2, seconds: 0 }],
  ])("reads %s", (text, duration) => {
    expect(parseIsoDuration(text)).toEqual({ duration, problem: null });
  });

  test.each([
    ["", "No ISO 8601 time duration given"],
    ["1D", "'1D' is not a valid ISO 8601 time duration because it does not start with a 'P'"],
    ["p1d", "'p1d' is not a valid ISO 8601 time duration because it does not start with a 'P'"],
    ["P", "'P' is not a valid ISO 8601 time duration because nothing follows 'P'"],
    ["P x", "'P x' is not a valid ISO 8601 time duration because nothing follows 'P'"],
    ["P1", "'P1' is not a valid ISO 8601 time duration because no units after 1"],
    ["P--1D", "'P--1D' is not a valid ISO 8601 time duration because no valid integer at '--1D'"],
    ["P2147483648D", "'P2147483648D' is not a valid ISO 8601 time duration because no valid integer at '2147483648D'"],
    ["P12345678901D", "'P12345678901D' is not a valid ISO 8601 time duration because '1' is not a valid time unit"],
    ["PT1.5S", "'PT1.5S' is not a valid ISO 8601 time duration because '.' is not a valid time unit"],
    ["P2147483647W", "'P2147483647W' is not a valid ISO 8601 time duration because integer at '2147483647W' is too large"],
    [
      "PT-2147483647S-2S",
      "'PT-2147483647S-2S' is not a valid ISO 8601 time duration because integer at '-2S' is too small",
    ],
    ["P0D", "'P0D' is not a valid ISO 8601 time duration because no amounts and units given"],
    ["PT", "'PT' is not a valid ISO 8601 time duration because no amounts and units given"],
  ])("rejects '%s'", (text, reason) => {
    const { duration, problem } = parseIsoDuration(text);
    expect(duration).toBeNull();
    expect(problem === null ? null : problemText(problem)).toBe(reason);
  });
});

test.each([
  ["P1D", 0],
  ["P2D", 86_400],
  ["P1Y", 0],
  ["P2Y", 365 * 86_400],
  ["P1M", 2_592_000],
  ["PT24H", 86_400],
  ["P-1D", 0],
  ["PT-5S", -5],
])("%s has %d seconds, as if it were a date", (text, seconds) => {
  const { duration } = parseIsoDuration(text);
  expect(duration === null ? null : secondsOfDuration(duration)).toBe(seconds);
});

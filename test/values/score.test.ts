import { describe, expect, test } from "vitest";
import { INFINITY, addScores, formatScore, noHealthColours, parseScore } from "../../src/values/score.ts";

const colours = { red: -INFINITY, yellow: -10, green: 7 };

describe("parseScore", () => {
  test.each([
    ["INFINITY", INFINITY],
    ["+INFINITY", INFINITY],
    ["-INFINITY", -INFINITY],
    ["1000000", INFINITY],
    ["1000001", INFINITY],
    ["99999999999999999999", INFINITY],
    ["-99999999999999999999", -INFINITY],
    ["999999", 999_999],
    ["10abc", 10],
    [" 10", 10],
    ["1.9", 1],
    ["1e3", 1],
    ["+5", 5],
    ["-5", -5],
    ["RED", -INFINITY],
    ["Yellow", -10],
    ["green", 7],
  ])("reads %s", (text, score) => {
    expect(parseScore(text, 3, colours)).toEqual({ score, error: null });
  });

  test.each(["infinity", "Infinity", "abc", "", "-", "+", "- 5"])("takes the fallback for '%s', with an error", (text) => {
    expect(parseScore(text, 3, colours)).toEqual({ score: 3, error: "bad-input" });
  });

  test("takes the bounded fallback for an unset score, without an error", () => {
    expect(parseScore(undefined, 5_000_000, colours)).toEqual({ score: INFINITY, error: null });
  });

  test("reads colours as 0 until the cluster options are known", () => {
    expect(parseScore("red", 3, noHealthColours).score).toBe(0);
  });
});

describe("addScores", () => {
  test("bounds the sum", () => {
    expect(addScores(999_999, 2)).toBe(INFINITY);
    expect(addScores(-999_999, -2)).toBe(-INFINITY);
    expect(addScores(3, -5)).toBe(-2);
  });

  test("sticks at infinity, and prefers the negative one", () => {
    expect(addScores(INFINITY, -999_999)).toBe(INFINITY);
    expect(addScores(-INFINITY, INFINITY)).toBe(-INFINITY);
    expect(addScores(INFINITY, -INFINITY)).toBe(-INFINITY);
  });

  test("depends on the order of additions", () => {
    expect(addScores(addScores(999_999, 1), -5)).toBe(INFINITY);
    expect(addScores(addScores(999_999, -5), 1)).toBe(999_995);
  });
});

test("a score is printed without a plus sign, infinite ones as words", () => {
  expect([INFINITY, -INFINITY, 12, 0, -5].map(formatScore)).toEqual(["INFINITY", "-INFINITY", "12", "0", "-5"]);
});

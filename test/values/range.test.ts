import { expect, test } from "vitest";
import { isInRange, parseRange } from "../../src/values/range.ts";

test.each([
  ["5", { low: 5, high: 5 }],
  [" 12", { low: 12, high: 12 }],
  ["1-6", { low: 1, high: 6 }],
  ["1-", { low: 1, high: -1 }],
  ["-6", { low: -1, high: 6 }],
  ["12--1", { low: 12, high: -1 }],
  ["12-11", { low: 12, high: 11 }],
])("'%s' is a range", (text, range) => {
  expect(parseRange(text)).toEqual(range);
});

test.each(["", "-", "10 - 14", "10 ", "1-2-3", "-1--1", "x", "1-x", "99999999999999999999"])("'%s' is none", (text) => {
  expect(parseRange(text)).toBeNull();
});

function valuesWithin(low: number, high: number): number[] {
  return [0, 1, 2, 3, 4].filter((value) => isInRange({ low, high }, value));
}

test("both ends belong to a range, and a missing end is no limit", () => {
  expect(valuesWithin(1, 3)).toEqual([1, 2, 3]);
  expect(valuesWithin(3, -1)).toEqual([3, 4]);
  expect(valuesWithin(-1, 1)).toEqual([0, 1]);
  expect(valuesWithin(3, 2)).toEqual([]);
});

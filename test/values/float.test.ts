import { expect, test } from "vitest";
import { scanNumber } from "../../src/values/float.ts";

test.each([
  ["9.5", 9.5, 3],
  [" -3", -3, 3],
  ["1e3x", 1000, 3],
  ["1e", 1, 1],
  [".5", 0.5, 2],
  ["5.", 5, 2],
  ["80%", 80, 2],
  ["0x10", 16, 4],
  ["0x1.8p1", 3, 7],
  ["0x", 0, 1],
  ["0xg", 0, 1],
  ["1_0", 1, 1],
  ["INF", Infinity, 3],
  ["-infinity", -Infinity, 9],
  ["infinit", Infinity, 3],
  ["0e999", 0, 5],
])("'%s' starts with a number", (text, value, end) => {
  expect(scanNumber(text)).toEqual({ value, end });
});

test("not a number is a number too", () => {
  expect(scanNumber("nanx")).toEqual({ value: Number.NaN, end: 3 });
});

test.each(["", "abc", "-", ".", "e5", "1e999", "-1e999", "1e-400", "1e-310", "0x1p9999"])("'%s' does not", (text) => {
  expect(scanNumber(text)).toBeNull();
});

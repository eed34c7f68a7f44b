import { expect, test } from "vitest";
import { compareVersions } from "../../src/values/version.ts";

test.each([
  ["1.9", "1.10"],
  ["3.15.9", "3.16.0"],
  ["1", "1.0.1"],
  [undefined, "0.1"],
  ["1.-2", "1.0.1"],
])("%s is below %s", (a, b) => {
  expect(compareVersions(a, b)).toBeLessThan(0);
  expect(compareVersions(b, a)).toBeGreaterThan(0);
});

test.each([
  ["1.10", "1.10.0"],
  ["1.10", "1.10-rc1"],
  [" 1.10", "1.10."],
  ["abc", "0"],
  ["", undefined],
  ["same", "same"],
  ["1..2", "1"],
])("%s equals %s", (a, b) => {
  expect(compareVersions(a, b)).toBe(0);
});

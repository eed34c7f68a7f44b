import { expect, test } from "vitest";
import { booleanOr, isExplicitlyFalse, isTrue, parseBoolean } from "../../src/values/boolean.ts";

test.each(["true", "on", "yes", "y", "1", "TRUE", "On", "Y"])("%s is true", (text) => {
  expect(parseBoolean(text)).toBe(true);
});

test.each(["false", "off", "no", "n", "0", "FALSE", "oFF", "N"])("%s is false", (text) => {
  expect(parseBoolean(text)).toBe(false);
});

test.each(["", " true", "true ", "2", "t", "enabled"])("'%s' is no boolean", (text) => {
  expect(parseBoolean(text)).toBeUndefined();
  expect(isTrue(text)).toBe(false);
  expect(isExplicitlyFalse(text)).toBe(false);
  expect([booleanOr(text, true), booleanOr(text, false)]).toEqual([true, false]);
});

test("an unset boolean is neither true nor false", () => {
  expect([isTrue(undefined), isExplicitlyFalse(undefined)]).toEqual([false, false]);
  expect([booleanOr(undefined, true), booleanOr("no", true), booleanOr("1", false)]).toEqual([true, false, true]);
});

import { describe, expect, test } from "vitest";
import {
  compareScanned,
  parseInt32,
  parseInt64,
  parseMinInteger,
  parseUint32,
  scanInteger,
} from "../../src/values/integer.ts";
import { problemText } from "../../src/values/problem.ts";

describe("scanInteger", () => {
  test.each([
    ["10", 10, 2],
    ["\t\n 10", 10, 5],
    ["+5", 5, 2],
    ["-5", -5, 2],
    ["10abc", 10, 2],
    ["1.9", 1, 1],
    ["0x10", 0, 1],
    ["-0", 0, 2],
  ])("reads the start of '%s'", (text, value, end) => {
    expect(scanInteger(text)).toEqual({ value, big: null, error: null, end });
  });

  test.each(["", " ", "-", "+", "abc", "+-1", ".5"])("finds no integer in '%s'", (text) => {
    expect(scanInteger(text).error).toBe("bad-input");
  });

  test("clips numbers beyond 64 bits", () => {
    expect(scanInteger("9223372036854775807").error).toBeNull();
    expect(scanInteger("9223372036854775808")).toMatchObject({ error: "range", big: 2n ** 63n - 1n });
    expect(scanInteger("-9223372036854775808").error).toBeNull();
    expect(scanInteger("-9223372036854775809")).toMatchObject({ error: "range", big: -(2n ** 63n) });
  });

  test("keeps large numbers exact for comparisons", () => {
    const order = compareScanned(scanInteger("9007199254740993"), scanInteger("9007199254740992"));
    expect(order).toBeGreaterThan(0);
    expect(compareScanned(scanInteger("5"), scanInteger("9007199254740993"))).toBeLessThan(0);
    expect(compareScanned(scanInteger("9007199254740993x"), scanInteger("+9007199254740993"))).toBe(0);
  });
});

describe("parseMinInteger", () => {
  test.each([
    ["3", 3, []],
    [undefined, 0, []],
    ["abc", 0, []],
    ["-1", 0, ["Clipped '-1' to minimum acceptable value 0"]],
    ["2147483648", 2_147_483_647, ["Clipped '2147483648' to maximum integer 2147483647"]],
    ["99999999999999999999", 2_147_483_647, ["Clipped '99999999999999999999' to maximum integer 2147483647"]],
  ])("reads %s", (text, value, texts) => {
    const parsed = parseMinInteger(text, 0);
    expect(parsed.value).toBe(value);
    expect(parsed.problems.map(problemText)).toEqual(texts);
  });
});

test("numbers of a fixed size leave the preset where they do not fit", () => {
  expect(parseInt32("2147483647", 9)).toBe(2_147_483_647);
  expect(parseInt32("2147483648", 9)).toBe(9);
  expect(parseInt32("-2147483648", 9)).toBe(-2_147_483_648);
  expect(parseUint32("4294967295", 9)).toBe(4_294_967_295);
  expect(parseUint32("-1", 9)).toBe(9);
  expect(parseUint32("4294967296", 9)).toBe(9);
  expect(parseInt64("1718452800x", 9)).toBe(1_718_452_800);
  expect(parseInt64("99999999999999999999", 9)).toBe(9);
  expect(parseInt64(undefined, 9)).toBe(9);
});

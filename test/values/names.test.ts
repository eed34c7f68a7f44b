import { describe, expect, test } from "vitest";
import { compareNames } from "../../src/values/names.ts";
import { compareBytes, compareIgnoreCase, equalsIgnoreCase } from "../../src/values/text.ts";

describe("compareNames", () => {
  test.each([
    ["node9", "node10"],
    ["node10", "remotenode9"],
    ["n7", "n07"],
    ["n", "n1"],
    ["n1a2", "n1a10"],
    ["a-1", "a1"],
    ["n9223372036854775806", "n9223372036854775807"],
    ["n9223372036854775807", "n09223372036854775808"],
  ])("%s sorts before %s", (a, b) => {
    expect(compareNames(a, b)).toBeLessThan(0);
    expect(compareNames(b, a)).toBeGreaterThan(0);
  });

  test("names that differ in case only are equal", () => {
    expect(compareNames("Node1", "node1")).toBe(0);
  });

  test("numbers beyond 64 bits differ by their length only", () => {
    expect(compareNames("n9223372036854775808", "n9999999999999999999")).toBe(0);
  });
});

test("bytes of UTF-8 sort supplementary characters above all others", () => {
  expect(compareBytes("\u{10000}", "\uffee")).toBeGreaterThan(0);
  expect(compareBytes("é", "z")).toBeGreaterThan(0);
  expect(compareBytes("Z", "a")).toBeLessThan(0);
  expect(compareBytes("ab", "abc")).toBeLessThan(0);
});

test("only ASCII letters fold", () => {
  expect(equalsIgnoreCase("ABC", "abc")).toBe(true);
  expect(equalsIgnoreCase("É", "é")).toBe(false);
  expect(compareIgnoreCase("É", "é")).not.toBe(0);
  expect(compareIgnoreCase("ABC", "abd")).toBeLessThan(0);
});

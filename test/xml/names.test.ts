import { expect, test } from "vitest";
import { toXmlName } from "../../src/xml/names.ts";

test.each([
  ["web-docker-0", "web-docker-0"],
  ["b-ip-fe80::1/64", "b-ip-fe80::1.64"],
  ["b-ip-(null)", "b-ip-.null."],
  ["9b", "_b"],
  ["-h", "_h"],
  [":i", ":i"],
  ["a\u00d7b", "a..b"],
  ["\u00d7c", "_.c"],
  ["\u00b7g", "_.g"],
  ["f\u00b7\u0300\u203f9", "f\u00b7\u0300\u203f9"],
  ["\u{1f600}d", "\u{1f600}d"],
])("%j becomes %j", (text, expected) => {
  expect(toXmlName(text)).toBe(expected);
});

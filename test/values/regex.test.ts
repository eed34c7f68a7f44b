import { describe, expect, test } from "vitest";
import { PengineError } from "../../src/errors.ts";
import { compilePattern, expandSubmatches, matchPattern } from "../../src/values/regex.ts";

function groups(pattern: string, text: string): readonly (string | undefined)[] | null {
  const compiled = compilePattern(pattern);
  if (compiled === null) throw new Error(`${pattern} is invalid`);
  return matchPattern(compiled, text)?.groups ?? null;
}

describe("a pattern", () => {
  test.each([
    ["a-(.*)", "a-b", ["a-b", "b"]],
    ["b", "abc", ["b"]],
    ["", "abc", [""]],
    ["A|", "bA", [""]],
    ["()", "b", ["", ""]],
    ["a)", "ba)", ["a)"]],
    ["a{2}", "aaa", ["aa"]],
    ["a{,1}b", "aab", ["ab"]],
    ["a{1,}", "aaa", ["aaa"]],
    ["a**", "aa", ["aa"]],
    ["a+?", "aaa", ["aaa"]],
    ["a|ab|abc", "abcd", ["abc"]],
    ["(a|ab)(c|bcd)", "abcd", ["abcd", "a", "bcd"]],
    ["(a|a-b)(-b|)", "a-b", ["a-b", "a", "-b"]],
    ["(a)|(b)", "b", ["b", undefined, "b"]],
    ["(a*)(ab)*(b*)", "abb", ["abb", "a", undefined, "bb"]],
    ["(a|b)*", "abab", ["abab", "b"]],
    ["[[:digit:]]+", "rsc-42", ["42"]],
    ["[]a]+", "]a]", ["]a]"]],
    ["[^]a]", "]ab", ["b"]],
    ["[a\\]]+", "a\\]]", ["\\]]"]],
    ["[%--]+", "a-", ["-"]],
    ["\\.", "a.b", ["."]],
    ["\\d", "1d", ["d"]],
    ["\\w+", "-rsc_1-", ["rsc_1"]],
    ["\\<b", "ab-b", ["b"]],
    ["a\\>", "ab-a", ["a"]],
    ["\\Bb", "b-ab", ["b"]],
    ["(a)\\1", "baab", ["aa", "a"]],
    ["(.)(.)\\2\\1", "xabbay", ["abba", "a", "b"]],
    ["^.{2}$", "é", ["é"]],
  ])("%s is found in %s", (pattern, text, expected) => {
    expect(groups(pattern, text)).toEqual(expected);
  });

  test.each([
    ["a", "A"],
    ["^b", "ab"],
    ["a$", "ab"],
    ["$a", "a"],
    ["a^", "a"],
    ["a{3}", "aa"],
    ["^.$", "é"],
    ["\\bb", "ab"],
    ["(a|b)\\1", "ab"],
  ])("%s is not found in %s", (pattern, text) => {
    expect(groups(pattern, text)).toBeNull();
  });

  test.each([
    "*A", "+A", "{1}A", "(?:A)", "(*A)", "a|*b", "^*", "$+", "\\b+",
    "(", "(a", "[", "[a", "[]", "a\\", "a{1", "a{1,", "a{2,1}", "a{x}", "a{}", "a{32768}",
    "[b-a]", "[[:foo:]]", "[a-c-e]", "[[:alpha:]-z]", "[[.hyphen.]]", "\\1(a)", "(a\\1)", "(a)|\\1",
  ])("%s is invalid", (pattern) => {
    expect(compilePattern(pattern) === null).toBe(true);
  });

  test("takes time in proportion to the text, whatever it repeats", () => {
    expect(groups("(a*)*b", "a".repeat(50_000))).toBeNull();
    expect(groups("(a|aa)+$", "a".repeat(50_000))?.[0]?.length).toBe(50_000);
  });

  test("that is out of all proportion is refused", () => {
    expect(() => compilePattern("(".repeat(10_000))).toThrow(PengineError);
    expect(() => compilePattern("((((a{9999}){9999}){9999}){9999})")).toThrow(PengineError);
    expect(() => groups("(a*)(a*)(a*)(a*)(a*)(a*)\\1b", "a".repeat(100))).toThrow(PengineError);
  });
});

describe("expandSubmatches", () => {
  const match = { groups: ["a-b", "b", undefined] };

  test.each([
    ["pre-%1", "pre-b"],
    ["pre-%0", "pre-a-b"],
    ["pre-%2", "pre-"],
    ["pre-%9", "pre-"],
    ["%10", "b0"],
    ["100%", "100%"],
    ["%x%%1", "%x%b"],
    ["\\1", "\\1"],
  ])("replaces the groups in %s", (text, expanded) => {
    expect(expandSubmatches(text, match)).toBe(expanded);
  });

  test("changes nothing without a match", () => {
    expect(expandSubmatches("pre-%1", null)).toBe("pre-%1");
  });
});

import { describe, expect, test } from "vitest";
import { codeFrame, formatCodeFrame, LineIndex, positionAt } from "../../src/xml/position.ts";

const text = "ab\ncd\r\nef\rgh";

describe("positions", () => {
  test.each([
    [0, 1, 1],
    [1, 1, 2],
    [2, 1, 3],
    [3, 2, 1],
    [7, 3, 1],
    [10, 4, 1],
    [12, 4, 3],
  ])("offset %i is line %i, column %i", (offset, line, column) => {
    expect(positionAt(text, offset)).toEqual({ line, column });
    expect(new LineIndex(text).positionAt(offset)).toEqual({ line, column });
  });
});

describe("a code frame", () => {
  test("shows two lines around the place and a marker under it", () => {
    expect(formatCodeFrame("one\ntwo\nthree\nfour\nfive\nsix", { line: 4, column: 3 })).toMatchInlineSnapshot(`
      "  2 | two
        3 | three
      > 4 | four
          |   ^
        5 | five
        6 | six"
    `);
  });

  test("is cut around a place far to the right", () => {
    const frame = codeFrame(`${"x".repeat(500)}y${"z".repeat(500)}`, { line: 1, column: 501 });
    const [target, marker] = frame;
    expect(target!.text.length).toBeLessThanOrEqual(100);
    expect(target!.text[marker!.text.indexOf("^")]).toBe("y");
  });
});

import { describe, expect, test } from "vitest";
import { baseName, displayName, zerothName } from "../../src/resources/names.ts";
import { meta, primitive, resource, unpacked } from "./model.ts";

describe("the base name", () => {
  test.each([
    ["A:12", "A"],
    ["A:1:2", "A:1"],
    ["A:", "A:"],
    ["A:x", "A:x"],
    ["A:1x", "A:1x"],
    ["12", "12"],
    [":5", ":5"],
    ["", ""],
    ["web", "web"],
  ])("of %j is %j", (id, expected) => {
    expect(baseName(id)).toBe(expected);
  });
});

test("the zeroth name replaces a number, or adds one", () => {
  expect(zerothName("A")).toBe("A:0");
  expect(zerothName("A:3")).toBe("A:0");
});

test("instances of anonymous clones are shown without their number, unique ones with it", () => {
  const run = unpacked(
    `<clone id="c">${primitive("A")}</clone>
     <clone id="u">${meta("u", { "globally-unique": "true" })}${primitive("B")}</clone>`,
  );
  expect(displayName(resource(run, "A:1"))).toBe("A");
  expect(displayName(resource(run, "B:1"))).toBe("B:1");
  expect(displayName(resource(run, "c"))).toBe("c");
});

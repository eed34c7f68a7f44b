import { expect, test } from "vitest";
import { PengineError } from "../../src/errors.ts";
import { verdictOf, verdictOfRule, xml } from "./support.ts";

const passing = `<expression id="pass" attribute="x" operation="not_defined"/>`;
const failing = `<expression id="fail" attribute="x" operation="defined"/>`;
/** Fails, and says so. */
const broken = `<expression id="broken" operation="defined"/>`;
const complaint = "Treating expression broken as not passing because attribute was not specified";

test.each([
  [passing, true],
  [failing, false],
  [passing + failing, false],
  [passing + passing, true],
])("without an operator all conditions must pass", (conditions, passes) => {
  expect(verdictOf(conditions)).toEqual({ passes, change: null, reports: [] });
  expect(verdictOf(conditions, {}, `id="r" boolean-op="AND"`).passes).toBe(passes);
});

test.each([
  [passing, true],
  [failing, false],
  [failing + passing, true],
  [failing + failing, false],
])("with 'or' one condition is enough", (conditions, passes) => {
  expect(verdictOf(conditions, {}, `id="r" boolean-op="Or"`)).toEqual({ passes, change: null, reports: [] });
});

test("conditions behind the deciding one are not looked at", () => {
  expect(verdictOf(failing + broken).reports).toEqual([]);
  expect(verdictOf(passing + broken, {}, `id="r" boolean-op="or"`).reports).toEqual([]);
  expect(verdictOf(broken + passing, {}, `id="r" boolean-op="or"`)).toMatchObject({ passes: true, reports: [complaint] });
});

test("rules nest", () => {
  const inner = `<rule id="inner" boolean-op="or">${failing}${passing}</rule>`;
  expect(verdictOf(passing + inner).passes).toBe(true);
  expect(verdictOf(passing + inner + failing).passes).toBe(false);
});

test("a rule without conditions passes, with a warning, also with 'or'", () => {
  const reports = ["Ignoring rule r because it contains no conditions"];
  expect(verdictOf("<!-- nothing -->")).toEqual({ passes: true, change: null, reports });
  expect(verdictOf("", {}, `id="r" boolean-op="or"`)).toEqual({ passes: true, change: null, reports });
});

test.each([
  [`boolean-op="and"`, "Treating rule without id as not passing"],
  [`id=""`, "Treating rule without id as not passing"],
  [`id="r" boolean-op="xor"`, "Treating rule r as not passing because 'xor' is not a valid boolean-op"],
])("a rule with %s fails", (attributes, report) => {
  expect(verdictOf(passing, {}, attributes)).toEqual({ passes: false, change: null, reports: [report] });
});

test("an unknown condition fails", () => {
  expect(verdictOf(`<moon_expression id="m"/>`).reports).toEqual([
    "Treating rule condition m as not passing because moon_expression is not a valid condition type",
  ]);
  expect(verdictOf(`<moon_expression/>`)).toMatchObject({
    passes: false,
    reports: ["Treating rule condition without ID as not passing because moon_expression is not a valid condition type"],
  });
});

test("a rule can stand for another one", () => {
  const document = xml(`<d><rule id="a">${failing}</rule><rule id="b" boolean-op="or">${passing}</rule></d>`);
  expect(verdictOf(`<rule id-ref="b"/>`, { document }).passes).toBe(true);
  expect(verdictOf(`<rule id-ref="a"/>`, { document }).passes).toBe(false);
  expect(verdictOf(`<rule id-ref="c"/>`, { document })).toMatchObject({
    passes: false,
    reports: [
      "Ignoring invalid rule configuration: id-ref 'c' does not reference a valid object | xpath=//rule[@id='c']",
    ],
  });
});

test("rules that refer to themselves are refused", () => {
  const document = xml(`<d><rule id="a"><rule id-ref="a"/></rule></d>`);
  expect(() => verdictOfRule(xml(`<rule id-ref="a"/>`), { document })).toThrow(PengineError);
});

test("rules whose references multiply are refused", () => {
  const levels = Array.from(
    { length: 40 },
    (_, i) => `<rule id="r${i}"><rule id-ref="r${i + 1}"/><rule id-ref="r${i + 1}"/></rule>`,
  );
  const document = xml(`<d>${levels.join("")}<rule id="r40">${passing}</rule></d>`);
  expect(() => verdictOfRule(xml(`<rule id-ref="r0"/>`), { document })).toThrow(PengineError);
});

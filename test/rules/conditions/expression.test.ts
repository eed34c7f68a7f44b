import { describe, expect, test } from "vitest";
import { verdictOf, type Situation, type Verdict } from "../support.ts";

const nodeAttributes = new Map([
  ["s", "Abc"],
  ["i", "10"],
  ["f", "9.5"],
  ["v", "1.10"],
  ["j", "12abc"],
  ["e", ""],
  ["big", "9007199254740993"],
  ["nan", "nan"],
  ["b", "x"],
]);

function expression(attributes: string, situation: Situation = { nodeAttributes }): Verdict {
  return verdictOf(`<expression id="e" ${attributes}/>`, situation);
}

describe("comparison", () => {
  test.each([
    [`attribute="s" operation="eq" value="abc"`, true],
    [`attribute="s" operation="NE" value="abc"`, false],
    [`attribute="s" operation="lt" value="abd" type="string"`, true],
    [`attribute="S" operation="defined"`, false],
    [`attribute="x" operation="ne" value="abc"`, true],
    [`attribute="x" operation="eq" value=""`, false],
    [`attribute="x" operation="lt" value="5"`, false],
    [`attribute="x" operation="not_defined"`, true],
    [`attribute="i" operation="gt" value="9"`, true],
    [`attribute="i" operation="gt" value="9" type="string"`, false],
    [`attribute="i" operation="gte" value="10"`, true],
    [`attribute="i" operation="lte" value="9"`, false],
    [`attribute="f" operation="gt" value="9"`, true],
    [`attribute="f" operation="gt" value="9" type="integer"`, false],
    [`attribute="i" operation="lt" value="10.5"`, true],
    [`attribute="v" operation="gt" value="1.9" type="version"`, true],
    [`attribute="v" operation="gt" value="1.9"`, false],
    [`attribute="j" operation="eq" value="12" type="integer"`, true],
    [`attribute="j" operation="eq" value="12.0" type="number"`, true],
    [`attribute="e" operation="defined"`, true],
    [`attribute="e" operation="eq" value=""`, true],
    [`attribute="big" operation="gt" value="9007199254740992"`, true],
    [`attribute="nan" operation="eq" value="5" type="number"`, true],
  ])("%s", (attributes, passes) => {
    expect(expression(attributes)).toEqual({ passes, change: null, reports: [] });
  });

  test.each([
    [`operation="gt" value="5"`, "s", "5", "integers"],
    [`operation="lt" value="5.0"`, "s", "5.0", "numbers"],
    [`operation="eq" value="99999999999999999999" type="integer"`, "i", "99999999999999999999", "integers"],
    [`operation="eq" value="1e999" type="Number"`, "i", "1e999", "numbers"],
  ])("falls back to texts for %s", (attributes, name, reference, type) => {
    const actual = nodeAttributes.get(name);
    expect(expression(`attribute="${name}" ${attributes}`).reports).toEqual([
      `Comparing '${actual}' and '${reference}' as strings because invalid as ${type}`,
    ]);
  });
});

describe("the value", () => {
  const facts = {
    nodeAttributes,
    parameters: new Map([["ip", "10"]]),
    metaAttributes: new Map([["priority", "10"]]),
  };

  test.each([
    [`value="ip" value-source="param"`, true],
    [`value="priority" value-source="META"`, true],
    [`value="priority" value-source="param"`, false],
    [`value="10" value-source="Literal"`, true],
  ])("can be a parameter or meta-attribute: %s", (attributes, passes) => {
    expect(expression(`attribute="i" operation="eq" ${attributes}`, facts).passes).toBe(passes);
  });

  test("that is nowhere equals an attribute that is nowhere", () => {
    const nowhere = `attribute="x" operation="eq" value="nope" value-source="param"`;
    expect(expression(nowhere, facts).passes).toBe(true);
    expect(expression(nowhere, {}).passes).toBe(true);
  });
});

test("without a node all attributes are unset", () => {
  expect(expression(`attribute="i" operation="ne" value="5"`, {}).passes).toBe(true);
  expect(expression(`attribute="i" operation="defined"`, {}).passes).toBe(false);
});

test("the attribute's name can contain what a pattern matched", () => {
  const match = { groups: ["a-b", "b"] };
  expect(expression(`attribute="%1" operation="eq" value="x"`, { nodeAttributes, match }).passes).toBe(true);
  expect(expression(`attribute="%1" operation="eq" value="x"`, { nodeAttributes }).passes).toBe(false);
});

test.each([
  [`operation="foo" value-source="foo"`, "attribute was not specified"],
  [`attribute="s" value-source="foo"`, "it has no operation"],
  [`attribute="s" operation="foo" value-source="foo"`, "'foo' is not a valid operation"],
  [`attribute="s" operation="eq" value-source="foo"`, "'foo' is not a valid value-source"],
  [`attribute="s" operation="Defined" value="x" type="foo"`, "value is not allowed when operation is Defined"],
  [`attribute="s" operation="eq" type="foo"`, "value is required when operation is eq"],
  [`attribute="s" operation="defined" type="foo"`, "'foo' is not a valid type"],
])("%s fails: %s", (attributes, reason) => {
  expect(expression(attributes)).toEqual({
    passes: false,
    change: null,
    reports: [`Treating expression e as not passing because ${reason}`],
  });
});

test("a condition without an id fails", () => {
  expect(verdictOf(`<expression attribute="s" operation="not_defined"/>`)).toMatchObject({
    passes: false,
    reports: ["Treating expression without id as not passing"],
  });
});

import { describe, expect, test } from "vitest";
import { parseCib } from "../../../src/cib/read.ts";
import { validate } from "../../../src/cib/schema/validate.ts";
import { describeViolation, type Violation, violationLines } from "../../../src/cib/schema/violation.ts";
import { validateCib } from "../../../src/cib/validate.ts";
import { cpuTime } from "../../support/cpu-time.ts";
import { cib, type Parts, primitive } from "../documents.ts";

const violationsOf = (parts: Parts | string): Violation[] =>
  validate(parseCib(typeof parts === "string" ? parts : cib(parts)).root);

const location = (attributes: string, content = ""): string =>
  `<rsc_location id="l" ${attributes}>${content}</rsc_location>`;

describe("a violation names what is wrong", () => {
  const cases: [what: string, parts: Parts | string, expected: Partial<Violation>][] = [
    ["another root", "<foo validate-with='pacemaker-4.0'/>", { code: "root", element: "foo" }],
    ["a namespace", cib().replace("<cib ", '<cib xmlns="http://x" '), { code: "namespace", element: "cib" }],
    ["an unknown element", { resources: "<foo/>" }, { code: "element-unexpected", element: "resources", item: "foo" }],
    ["an element in the wrong place", { nodes: primitive("a") }, { code: "element-unexpected", element: "nodes", item: "primitive" }],
    ["a missing element", { resources: '<group id="g"/>' }, { code: "element-missing", element: "group", id: "g", item: "primitive" }],
    ["one element too many", { sections: "<nodes/>" }, { code: "element-surplus", element: "configuration", item: "nodes" }],
    ["an element out of order", cib().replace(/<configuration>.*<\/configuration>/, (all) => `<status/>${all}`).replace(/<status\/><\/cib>/, "</cib>"), { code: "element-order", element: "cib", item: "status", expected: "configuration" }],
    ["text", { resources: "<![CDATA[x]]>" }, { code: "content", element: "resources" }],
    ["an unknown attribute", { resources: primitive("a").replace(">", ' zz="1">') }, { code: "attribute-unknown", element: "primitive", id: "a", item: "zz", value: "1" }],
    ["a missing attribute", { nodes: '<node id="1"/>' }, { code: "attribute-missing", element: "node", id: "1", item: "uname" }],
    ["a wrong number", { resources: primitive("a"), constraints: location('rsc="a" node="n" score="abc"') }, { code: "attribute-value", element: "rsc_location", id: "l", item: "score", value: "abc", datatype: "integer" }],
    ["a wrong choice", { nodes: '<node id="1" uname="n" type="ping"/>' }, { code: "attribute-value", element: "node", item: "type", value: "ping", expected: "member, remote" }],
    ["an id that is taken", { resources: primitive("a") + primitive("a") }, { code: "id-duplicate", element: "primitive", item: "id", value: "a" }],
    ["a dangling reference", { constraints: location('rsc="z" node="n" score="1"') }, { code: "idref-dangling", element: "rsc_location", item: "rsc", value: "z" }],
  ];

  test.each(cases)("%s", (_, parts, expected) => {
    const violations = violationsOf(parts);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject(expected);
    expect(describeViolation(violations[0]!)).toContain(expected.item ?? expected.element);
  });
});

test("everything that is wrong is listed, in document order, each with its place", () => {
  const text = cib({
    options: "<foo/>",
    nodes: '\n<node id="1"/>',
    resources: `${primitive("a")}<group id="a"/>\n  <clone id="c" x="y">${primitive("b", "<operations><op/></operations>")}</clone>`,
  });
  const found = validateCib(parseCib(text)).map(({ code, element, item, line, column }) => [code, element, item, line, column]);
  expect(found.map(([code, element, item, line]) => [code, element, item, line])).toEqual([
    ["element-unexpected", "crm_config", "foo", 1],
    ["attribute-missing", "node", "uname", 2],
    ["element-missing", "group", "primitive", 2],
    ["id-duplicate", "group", "id", 2],
    ["attribute-unknown", "clone", "x", 3],
    ["attribute-missing", "op", "id", 3],
    ["attribute-missing", "op", "name", 3],
    ["attribute-missing", "op", "interval", 3],
  ]);
  expect(found[4]![4]).toBe(3);
});

test("a choice between forms is explained by the form that was meant", () => {
  const date = (content: string): Parts => ({
    resources: primitive("a"),
    constraints: location('rsc="a"', `<rule id="r" score="1">${content}</rule>`),
  });
  expect(violationsOf(date('<date_expression id="d" operation="date_spec"/>'))).toMatchObject([
    { code: "element-missing", element: "date_expression", item: "date_spec" },
  ]);
  expect(violationsOf(date('<date_expression id="d" operation="lt" start="x"/>'))).toMatchObject([
    { code: "attribute-unknown", item: "start" },
    { code: "attribute-missing", item: "end" },
  ]);
  expect(violationsOf({ resources: '<primitive id="a" class="ocf" type="x"/>' })).toMatchObject([
    { code: "attribute-missing", item: "provider" },
  ]);
  expect(violationsOf({ options: '<cluster_property_set id="s"><nvpair id="p" name="stonith-action" value="poweroff"/></cluster_property_set>' })).toMatchObject([
    { code: "attribute-value", item: "value", value: "poweroff" },
  ]);
});

describe("the lines of the reference's validator, as far as it says the same", () => {
  test.each<[string, Parts | string, string[]]>([
    ["wrong root", '<foo validate-with="pacemaker-4.0"/>', ["Expecting element cib, got foo"]],
    ["namespace", cib().replace("<cib ", '<cib xmlns="http://x" '), ["Expecting no namespace for element cib"]],
    ["unexpected child of a list", { resources: "<foo/>" }, ["Did not expect element foo there", "Element resources has extra content: foo"]],
    [
      "unexpected child of a primitive",
      { resources: primitive("a", "<foo/>") },
      ["Element primitive has extra content: foo", "Element resources has extra content: primitive"],
    ],
    ["doubled section", { sections: "<nodes/>" }, ["Extra element nodes in interleave", "Element configuration failed to validate content"]],
    [
      "missing section",
      cib().replace("<nodes></nodes>", ""),
      ["Expecting an element nodes, got nothing", "Invalid sequence in interleave", "Element configuration failed to validate content"],
    ],
    [
      "unknown attribute",
      { resources: primitive("a").replace(">", ' zz="1">') },
      ["Invalid attribute zz for element primitive", "Element resources has extra content: primitive"],
    ],
    [
      "wrong choice",
      { resources: primitive("a"), constraints: '<rsc_order id="o" first="a" then="a" kind="x"/>' },
      ["Invalid attribute kind for element rsc_order", "Element constraints has extra content: rsc_order"],
    ],
    [
      "id that is none",
      { resources: primitive("1 a") },
      ["Type ID doesn't allow value '1 a'", "Element primitive failed to validate attributes", "Element resources has extra content: primitive"],
    ],
    [
      "id that is taken",
      { resources: primitive("A") + primitive("A") },
      ["ID A redefined", "Element primitive failed to validate attributes", "Element resources has extra content: primitive"],
    ],
    ["dangling reference", { constraints: location('rsc="Z" node="n" score="1"') }, ['IDREF attribute rsc references an unknown ID "Z"']],
    [
      "number that is none",
      cib().replace(' epoch="1"', ' epoch="abc"'),
      ["Type nonNegativeInteger doesn't allow value 'abc'", "Element cib failed to validate attributes"],
    ],
    [
      "missing attribute deep inside",
      { resources: primitive("a", '<meta_attributes id="m"><nvpair id="p" name="x"/></meta_attributes>') },
      [
        "Element nvpair failed to validate attributes",
        "Extra element nvpair in interleave",
        "Element meta_attributes failed to validate content",
        "Extra element meta_attributes in interleave",
        "Element primitive failed to validate content",
        "Element resources has extra content: primitive",
      ],
    ],
    ["no configuration", '<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0"/>', ["Did not expect element status there"]],
    ["status first", cib({ status: "" }).replace("<configuration>", "<status/><configuration>"), ["Did not expect element status there"]],
    [
      "sets after a rule",
      {
        resources: primitive("a"),
        constraints: location("", '<rule id="r" score="1"><expression id="e" attribute="x" operation="defined"/></rule><resource_set id="s"><resource_ref id="a"/></resource_set>'),
      },
      ["Expecting element resource_set, got rule", "Element rsc_location failed to validate content", "Element constraints has extra content: rsc_location"],
    ],
  ])("%s", (_, parts, expected) => {
    expect(violationsOf(parts).flatMap(violationLines)).toEqual(expected);
  });
});

describe("not checked", () => {
  test.each<[string, Parts]>([
    ["what is in the status", { status: '<status x="y"><foo id="1 2"><![CDATA[text]]></foo><primitive id="a"/><primitive id="a"/></status>' }],
    ["blank CDATA", { resources: "<![CDATA[ \n]]>" }],
    ["declarations of prefixes", { resources: '<primitive xmlns:p="x" id="a" class="lsb" type="x"/>' }],
    ["the order of sections", { sections: '<rsc_defaults/><tags/><alerts/><op_defaults/><acls/><fencing-topology/>' }],
    ["what kind of element a reference names", { resources: primitive("a"), constraints: location('rsc="l" node="n" score="1"') }],
    ["names of options", { options: '<cluster_property_set id="s"><nvpair id="p" name="whatever" value="x"/></cluster_property_set>' }],
  ])("%s", (_, parts) => {
    expect(violationsOf(parts)).toEqual([]);
  });
});

test("a document full of faults is not listed without end", () => {
  let violations: Violation[] = [];
  expect(cpuTime(() => (violations = violationsOf({ resources: "<foo/>".repeat(100_000) })))).toBeLessThan(2000);
  expect(violations).toHaveLength(1000);
});

test("nested rules and choices are validated in linear time", () => {
  const nested = (depth: number): string =>
    Array.from({ length: depth }, (_, i) => `<rule id="r${i}" score="1">`).join("") +
    '<expression id="e" attribute="x" operation="foo"/>' +
    "</rule>".repeat(depth);
  const parts = { resources: primitive("a"), constraints: location('rsc="a"', nested(240)) };
  let violations: Violation[] = [];
  expect(cpuTime(() => (violations = violationsOf(parts)))).toBeLessThan(1000);
  expect(violations).toHaveLength(1);
});

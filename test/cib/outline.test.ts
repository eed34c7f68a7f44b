import { expect, test } from "vitest";
import { readCib } from "../../src/cib/read.ts";
import type { Outline, Sections } from "../../src/cib/outline.ts";
import { cib, type Parts, primitive } from "./documents.ts";

// With a schema only the status can hold surprises, so most of these ask for none.

const outline = (parts: Parts): Outline => readCib(cib({ schema: "none", ...parts })).outline;
const sections = (parts: Parts): Sections => outline(parts).sections;

test("each section is found", () => {
  const found = sections({ sections: "<rsc_defaults/><op_defaults/><fencing-topology/><tags/>" });
  expect(Object.entries(found).map(([key, element]) => [key, element?.name])).toEqual([
    ["crmConfig", "crm_config"],
    ["nodes", "nodes"],
    ["resources", "resources"],
    ["constraints", "constraints"],
    ["rscDefaults", "rsc_defaults"],
    ["opDefaults", "op_defaults"],
    ["fencingTopology", "fencing-topology"],
    ["tags", "tags"],
    ["status", "status"],
  ]);
});

test("a section that is not there is null", () => {
  expect(sections({}).tags).toBeNull();
});

test("a doubled section counts as absent", () => {
  const found = sections({ resources: primitive("a"), sections: "<nodes/><resources/>" });
  expect(found.nodes).toBeNull();
  expect(found.resources).toBeNull();
  expect(found.crmConfig).not.toBeNull();
});

test("an element of a section's name inside the status counts, too, unless the section needs its place", () => {
  const found = sections({ status: "<status><nodes/><tags/><resources/><x><configuration><constraints/></configuration></x></status>" });
  expect(found.nodes).toBeNull();
  expect(found.tags).not.toBeNull();
  expect(found.resources).not.toBeNull();
  expect(found.constraints).not.toBeNull();
});

test("an expression counts for each configuration of an operation around it", () => {
  const rule = '<rule id="r"><expression id="e" attribute="a" operation="defined"/></rule>';
  const inner = `<op id="inner">${rule}</op>`;
  const count = (content: string): number => outline({ resources: `<primitive id="p">${content}</primitive>` }).operationExpressions;
  expect([count(rule), count(inner), count(`<op id="outer">${rule}${inner}</op>`)]).toEqual([0, 1, 3]);
});

test.each([
  ["requires", "resources", true],
  ["provides", "resources", true],
  ["requires", "rsc_defaults", true],
  ["priority", "resources", false],
])("%s=unfencing in %s", (name, place, mentioned) => {
  const block = `<meta_attributes id="m"><nvpair id="n" name="${name}" value="unfencing"/></meta_attributes>`;
  const parts = place === "resources" ? { resources: `<primitive id="p">${block}</primitive>` } : { sections: `<rsc_defaults>${block}</rsc_defaults>` };
  expect(outline(parts).mentionsUnfencing).toBe(mentioned);
});

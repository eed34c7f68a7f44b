import { expect, test } from "vitest";
import { readCib } from "../../src/cib/read.ts";
import { findSections, type Sections } from "../../src/cib/sections.ts";
import { cib, type Parts, primitive } from "./documents.ts";

// With a schema only the status can hold surprises, so most of these ask for none.

const sections = (parts: Parts): Sections => findSections(readCib(cib({ schema: "none", ...parts })).root);

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

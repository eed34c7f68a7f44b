import { expect, test } from "vitest";
import { INFINITY } from "../../src/values/score.ts";
import { attribute, childElements } from "../../src/xml/element.ts";
import { parametersOf } from "../../src/resources/parameters.ts";
import { block, complaints, meta, primitive, resource, unpacked } from "./model.ts";

const template = `<template id="T" class="ocf" provider="pacemaker" type="Dummy" description="from the template">
  <meta_attributes id="T-m"><nvpair id="T-m1" name="priority" value="5"/></meta_attributes>
  ${block("instance_attributes", "T-i", { state: "ts", fake: "tf" })}
  <operations><op id="T-mon" name="monitor" interval="10s"/><op id="T-start" name="start" interval="0" timeout="33s"/>
    <op id="T-stop" name="stop" interval="0" timeout="44s"/><op id="T-pro" name="monitor" interval="5s" role="Promoted"/></operations>
</template>`;

test("a resource takes over the template's agent, blocks and operations, and overrides them", () => {
  const run = unpacked(
    `${template}<primitive id="A" template="T">${meta("A", { priority: "9" })}
      ${block("instance_attributes", "A-i", { state: "as" })}
      <operations><op id="A-mon" name="monitor" interval="20s"/><op id="A-start" name="start" interval="0" timeout="55s"/></operations>
    </primitive>`,
  );
  const a = resource(run, "A");
  expect(a.priority).toBe(9);
  expect(a.xml.name).toBe("primitive");
  expect(["id", "class", "provider", "type", "description"].map((name) => attribute(a.xml, name))).toEqual([
    "A",
    "ocf",
    "pacemaker",
    "Dummy",
    "from the template",
  ]);
  const parameters = parametersOf(run, a, null);
  expect([...parameters.unordered()].toSorted()).toEqual([
    ["fake", "tf"],
    ["state", "as"],
  ]);
  // the interval does not matter for what overrides what, the role does
  expect(childElements(a.operations!, "op").map((op) => attribute(op, "id"))).toEqual([
    "A-mon",
    "A-start",
    "T-stop",
    "T-pro",
  ]);
});

test("a template's block with a higher score beats the resource's", () => {
  const run = unpacked(
    `<template id="T" class="ocf" provider="pacemaker" type="Dummy">${meta("T", { "resource-stickiness": "50" }, 2)}</template>
     <primitive id="A" template="T">${meta("A", { "resource-stickiness": "60" })}</primitive>`,
  );
  expect(resource(run, "A").stickiness).toBe(50);
});

test("templates know their referrers once, by configured ID, in order of unpacking", () => {
  const run = unpacked(
    `<template id="unused" class="ocf" provider="pacemaker" type="Dummy"/>
     <clone id="c"><group id="g"><primitive id="B" template="T"/><primitive id="A" template="T"/></group></clone>
     ${template}
     <primitive id="C" template="T"/>`,
  );
  expect(run.cluster.templates.get("T")).toEqual(["B", "A", "C"]);
  expect(run.cluster.templates.get("unused")).toEqual([]);
  expect(resource(run, "A:1").xml).toMatchObject({ name: "primitive" });
  expect(attribute(resource(run, "A:1").xml, "clone")).toBe("1");
  expect(attribute(resource(run, "A:1").xml, "type")).toBe("Dummy");
});

test("a resource with an unusable template is ignored, the others stay", () => {
  const run = unpacked(
    `<primitive id="A" template="A"/><primitive id="B" template="nothing"/><wrong id="D"/>${primitive("C")}`,
    { unvalidated: true },
  );
  expect(complaints(run)).toEqual([
    "The resource object 'A' should not reference itself",
    "Ignoring <primitive> resource 'A' because configuration is invalid",
    "No template named 'nothing'",
    "Ignoring <primitive> resource 'B' because configuration is invalid",
    "Ignoring resource 'D' of unknown type 'wrong'",
    "Ignoring <wrong> resource 'D' because configuration is invalid",
  ]);
  expect(run.cluster.resources.map(({ id }) => id)).toEqual(["C"]);
});

test("operations merged into a reference are lost when it is followed", () => {
  const run = unpacked(
    `${template}<primitive id="A" class="ocf" provider="pacemaker" type="Dummy">
       <operations id="ops"><op id="A-mon" name="monitor" interval="20s"/></operations></primitive>
     <primitive id="B" template="T"><operations id-ref="ops"/></primitive>
     <primitive id="C" class="ocf" provider="pacemaker" type="Dummy"><operations id-ref="none"/></primitive>`,
    { unvalidated: true },
  );
  expect(childElements(resource(run, "B").operations!, "op").map((op) => attribute(op, "id"))).toEqual(["A-mon"]);
  expect(resource(run, "C").operations).toBeNull();
  expect(complaints(run).map((text) => text.split(" | ")[0])).toEqual([
    "Ignoring invalid operations configuration: id-ref 'none' does not reference a valid object",
  ]);
  expect(resource(run, "C").banAfterFailures).toBe(INFINITY);
});

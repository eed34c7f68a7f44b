import { expect, test } from "vitest";
import { hostAddress, needsHostAddress, settleAddress } from "../../src/resources/address.ts";
import { parametersOf } from "../../src/resources/parameters.ts";
import { baseEntry } from "../../src/model/node.ts";
import { attribute, descendants } from "../../src/xml/element.ts";
import { block, node, primitive, resource, unpacked } from "./model.ts";

const set = (id: string, values: Record<string, string>) => block("instance_attributes", `${id}-i`, values);

const onlyOn = (id: string, name: string) =>
  `<rule id="${id}-r"><expression id="${id}-e" attribute="#uname" operation="eq" value="${name}"/></rule>`;
const sorted = (table: { unordered(): Iterable<[string, string]> }) => [...table.unordered()].toSorted();

test("a resource's own parameters beat its group's, and those the clone's", () => {
  const run = unpacked(
    `<clone id="C">${set("C", { a: "clone", b: "clone", c: "clone" })}
       <group id="G">${set("G", { a: "group", b: "group" })}${primitive("A", set("A", { a: "own" }))}${primitive("B")}</group></clone>`,
  );
  expect(sorted(parametersOf(run, resource(run, "A:1"), node(run, "n1")))).toEqual([
    ["a", "own"],
    ["b", "group"],
    ["c", "clone"],
  ]);
  expect(sorted(parametersOf(run, resource(run, "B:0"), null))).toEqual([
    ["a", "group"],
    ["b", "group"],
    ["c", "clone"],
  ]);
});

test("rules about nodes see the node that is asked for, none if there is none", () => {
  const run = unpacked(
    primitive(
      "A",
      `<instance_attributes id="i1">${onlyOn("i1", "n1")}<nvpair id="v1" name="p" value="first"/></instance_attributes>
       <instance_attributes id="i2" score="-1"><nvpair id="v2" name="p" value="other"/></instance_attributes>`,
    ),
  );
  const a = resource(run, "A");
  expect(["n1", "n2"].map((name) => parametersOf(run, a, node(run, name)).get("p"))).toEqual(["first", "other"]);
  expect(parametersOf(run, a, null).get("p")).toBe("other");
});

test("what was found for a node is kept when the node's attributes change", () => {
  const run = unpacked(
    primitive("A", `<instance_attributes id="i">${onlyOn("i", "other")}<nvpair id="v" name="p" value="x"/></instance_attributes>`),
  );
  const a = resource(run, "A");
  expect(parametersOf(run, a, node(run, "n1")).has("p")).toBe(false);
  for (const name of ["n1", "n2"]) node(run, name).attributes.set("#uname", "other");
  expect(["n1", "n2"].map((name) => parametersOf(run, a, node(run, name)).has("p"))).toEqual([false, true]);
});

test("#default of a group takes away what a member has set", () => {
  const run = unpacked(
    `<group id="G">${block("instance_attributes", "g", { p: "#default" })}${primitive("A", block("instance_attributes", "a", { p: "x", q: "y" }))}</group>`,
  );
  expect(sorted(parametersOf(run, resource(run, "A"), node(run, "n1")))).toEqual([["q", "y"]]);
});

test("without rules about nodes, all nodes and all instances have one table", () => {
  const run = unpacked(`<clone id="C">${block("instance_attributes", "c", { p: "x" })}${primitive("A", block("instance_attributes", "a", { q: "y" }))}</clone>`);
  const tables = ["A:0", "A:1"].flatMap((id) => [node(run, "n1"), node(run, "n2"), null].map((at) => parametersOf(run, resource(run, id), at)));
  expect(new Set(tables).size).toBe(1);
});

test("a bundle's connection without address is reached at the host of its container", () => {
  const run = unpacked(
    `<bundle id="b"><docker image="i" replicas="2"/><network control-port="9"/>${primitive("P")}</bundle>${primitive("A")}`,
  );
  const connection = resource(run, "b-0");
  expect(needsHostAddress(run, connection)).toBe(true);
  expect(needsHostAddress(run, resource(run, "A"))).toBe(false);
  expect(hostAddress(connection)).toBeNull();
  settleAddress(run, connection);
  expect(parametersOf(run, connection, null).get("addr")).toBe("#uname");

  const container = resource(run, "b-docker-0");
  container.activeNodes.push(node(run, "n1"));
  expect(hostAddress(connection)).toBe("n1");
  container.assignedNode = baseEntry(node(run, "n2"));
  expect(hostAddress(connection)).toBe("n2");

  expect(parametersOf(run, connection, node(run, "n1")).get("addr")).toBe("#uname");
  settleAddress(run, connection);
  expect(needsHostAddress(run, connection)).toBe(false);
  expect(parametersOf(run, connection, null).get("addr")).toBe("n2");
  // what was worked out for a node keeps the word
  expect(parametersOf(run, connection, node(run, "n1")).get("addr")).toBe("#uname");
  const pairs = [...descendants(connection.xml)].filter((element) => attribute(element, "name") === "addr");
  expect(pairs.map((pair) => attribute(pair, "value"))).toEqual(["n2"]);
  expect(parametersOf(run, resource(run, "b-1"), null).get("addr")).toBe("#uname");
});

test("asking for a host address evaluates the parameters of any resource, and so finds out when they change", () => {
  const run = unpacked(
    primitive(
      "A",
      `<instance_attributes id="i"><rule id="r"><expression id="e" attribute="#uname" operation="ne" value="n1"/>
        <date_expression id="d" operation="lt" end="2025-01-01"/></rule><nvpair id="v" name="p" value="x"/></instance_attributes>`,
    ),
  );
  expect(needsHostAddress(run, resource(run, "A"))).toBe(false);
  expect(run.recheckBy).toBe(1_735_689_600);
});

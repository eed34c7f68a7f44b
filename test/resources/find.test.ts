import { describe, expect, test } from "vitest";
import { findForFilter, findInInstance, findResource, searchResource } from "../../src/resources/find.ts";
import { setHistoryId } from "../../src/resources/directory.ts";
import { createEntry } from "../../src/model/node.ts";
import { meta, node, primitive, resource, unpacked } from "./model.ts";

const cluster = `<clone id="C"><group id="G">${primitive("A")}${primitive("B")}</group></clone>
  <clone id="U">${meta("U", { "globally-unique": "true" })}${primitive("X")}</clone>${primitive("Z")}`;

describe("a plain look-up", () => {
  test("knows IDs of every depth, and names in history", () => {
    const run = unpacked(cluster);
    expect(["C", "G:1", "A:0", "X:1", "Z"].map((id) => findResource(run, id)?.id)).toEqual(["C", "G:1", "A:0", "X:1", "Z"]);
    expect(findResource(run, "A")).toBeNull();
    setHistoryId(run, resource(run, "A:1"), "A");
    expect(findResource(run, "A")?.id).toBe("A:1");
  });

  test("gives the first bearer in the order of the lists as they are now", () => {
    const run = unpacked(cluster);
    for (const id of ["A:1", "A:0", "Z"]) setHistoryId(run, resource(run, id), "A");
    expect(findResource(run, "A")?.id).toBe("A:0");
    resource(run, "C").children.reverse();
    expect(findResource(run, "A")?.id).toBe("A:1");
    run.cluster.resources.reverse();
    expect(findResource(run, "A")?.id).toBe("Z");
  });

  test("forgets a name in history that was replaced", () => {
    const run = unpacked(cluster);
    setHistoryId(run, resource(run, "A:0"), "A:7");
    setHistoryId(run, resource(run, "A:0"), "A:8");
    expect(findResource(run, "A:7")).toBeNull();
    expect(findResource(run, "A:8")?.id).toBe("A:0");
  });

  test("does not find what is still being unpacked, nor what was unusable", () => {
    const run = unpacked(`<clone id="C"><meta_attributes id="m"><nvpair id="m1" name="promotable" value="1"/></meta_attributes>
      <primitive id="A" class="lsb" type="x"/></clone>`);
    expect(findResource(run, "A:0")).toBeNull();
    expect(findResource(run, "C")).toBeNull();
  });
});

describe("a search", () => {
  test("by base name finds instances, of anonymous clones only if asked so", () => {
    const run = unpacked(cluster);
    expect(searchResource(run, "G", { base: "any" })?.id).toBe("G:0");
    expect(searchResource(run, "B", { base: "anonymous" })?.id).toBe("B:0");
    expect(searchResource(run, "X", { base: "any" })?.id).toBe("X:0");
    expect(searchResource(run, "X", { base: "anonymous" })).toBeNull();
    expect(searchResource(run, "C", { base: "any" })?.id).toBe("C");
    expect(findForFilter(run, "A")?.id).toBe("A:0");
  });

  test("ignores names in history unless they are asked for", () => {
    const run = unpacked(cluster);
    setHistoryId(run, resource(run, "A:1"), "hist");
    expect(searchResource(run, "hist", {})).toBeNull();
    expect(searchResource(run, "hist", { history: true })?.id).toBe("A:1");
  });

  test("on a node finds what is active there or assigned to it", () => {
    const run = unpacked(cluster);
    const [n1, n2] = [node(run, "n1"), node(run, "n2")];
    resource(run, "A:1").activeNodes.push(n1);
    resource(run, "A:0").assignedNode = createEntry(n2);
    expect(searchResource(run, "A", { base: "any", on: n1 })?.id).toBe("A:1");
    expect(searchResource(run, "A", { base: "any", on: n2 })?.id).toBe("A:0");
    expect(searchResource(run, "B", { base: "any", on: n1 })).toBeNull();
  });
});

test("in an instance, it or a member is found by ID or configured name; outside clones nothing is", () => {
  const run = unpacked(cluster + `<group id="H">${primitive("Y")}</group>`);
  expect(findInInstance(resource(run, "G:1"), "B")?.id).toBe("B:1");
  expect(findInInstance(resource(run, "G:1"), "B:1")?.id).toBe("B:1");
  expect(findInInstance(resource(run, "G:1"), "B:0")).toBeNull();
  expect(findInInstance(resource(run, "G:1"), "G")?.id).toBe("G:1");
  expect(findInInstance(resource(run, "X:1"), "X")?.id).toBe("X:1");
  expect(findInInstance(resource(run, "H"), "Y")).toBeNull();
});

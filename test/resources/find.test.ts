import { describe, expect, test } from "vitest";
import { findInInstance, findResource } from "../../src/resources/find.ts";
import { setHistoryId } from "../../src/resources/directory.ts";
import { meta, primitive, resource, unpacked } from "./model.ts";

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

test("in an instance, it or a member is found by ID or configured name; outside clones nothing is", () => {
  const run = unpacked(cluster + `<group id="H">${primitive("Y")}</group>`);
  expect(findInInstance(resource(run, "G:1"), "B")?.id).toBe("B:1");
  expect(findInInstance(resource(run, "G:1"), "B:1")?.id).toBe("B:1");
  expect(findInInstance(resource(run, "G:1"), "B:0")).toBeNull();
  expect(findInInstance(resource(run, "G:1"), "G")?.id).toBe("G:1");
  expect(findInInstance(resource(run, "X:1"), "X")?.id).toBe("X:1");
  expect(findInInstance(resource(run, "H"), "Y")).toBeNull();
});

import { expect, test } from "vitest";
import { hasFlag, ResourceFlag, type Clone } from "../../../src/model/resource.ts";
import { complaints, meta, primitive, resource, unpacked } from "../model.ts";

const { Unique } = ResourceFlag;
const lsb = (id: string) => `<primitive id="${id}" class="lsb" type="x"/>`;

test("agents that cannot be told apart make their clone anonymous", () => {
  const run = unpacked(
    `<clone id="C">${meta("C", { "globally-unique": "true", "clone-max": "4", "clone-node-max": "2" })}
       <group id="G">${primitive("A0")}${lsb("A")}</group></clone>`,
  );
  const clone = resource(run, "C") as Clone;
  expect(complaints(run)).toEqual([
    "Ignoring globally-unique for C because lsb resources such as A:0 can be used only as anonymous clones",
    "Ignoring globally-unique for C because lsb resources such as A:1 can be used only as anonymous clones",
  ]);
  expect([clone.cloneMax, clone.cloneNodeMax, clone.children.length]).toEqual([2, 1, 2]);
  expect(clone.meta.get("globally-unique")).toBe("false");
  // the last instance was not attached yet when its offending member was met
  expect(["C", "G:0", "A0:0", "A:0", "G:1", "A0:1", "A:1"].map((id) => hasFlag(resource(run, id), Unique))).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
    false,
  ]);
  expect(resource(run, "A0:0").meta.get("globally-unique")).toBe("false");
});

test("outside clones any agent is unique", () => {
  const run = unpacked(lsb("A"));
  expect(hasFlag(resource(run, "A"), Unique)).toBe(true);
  expect(complaints(run)).toEqual([]);
});

test("agents without promotion make a promotable clone unusable, but only drop out of a cloned group", () => {
  const promotable = { promotable: "true" };
  const run = unpacked(
    `<clone id="C">${meta("C", promotable)}${lsb("A")}</clone>
     <clone id="D">${meta("D", promotable)}<group id="G">${primitive("B")}<primitive id="F" class="stonith" type="x"/></group></clone>`,
  );
  expect(complaints(run)).toEqual([
    "Resource A:0 is of type lsb and therefore cannot be used as a promotable clone resource",
    "Ignoring <clone> resource 'C' because configuration is invalid",
    "Resource F:0 is of type stonith and therefore cannot be used as a promotable clone resource",
    "Resource F:1 is of type stonith and therefore cannot be used as a promotable clone resource",
  ]);
  expect(run.cluster.resources.map(({ id }) => id)).toEqual(["D"]);
  expect(resource(run, "G:1").children.map(({ id }) => id)).toEqual(["B:1"]);
});

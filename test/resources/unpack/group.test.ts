import { expect, test } from "vitest";
import { hasFlag, ResourceFlag } from "../../../src/model/resource.ts";
import { complaints, meta, primitive, resource, unpacked } from "../model.ts";

const { Ordered, Colocated } = ResourceFlag;

test("members keep document order; anything else in a group is ignored", () => {
  const run = unpacked(`<group id="G">${primitive("B")}<other id="x"/>${primitive("A")}</group>`, { unvalidated: true });
  expect(resource(run, "G").children.map(({ id }) => id)).toEqual(["B", "A"]);
  expect(hasFlag(resource(run, "G"), Ordered) && hasFlag(resource(run, "G"), Colocated)).toBe(true);
});

test("an unusable member is left out, a group without members is unusable", () => {
  const run = unpacked(`<group id="G"><primitive class="ocf"/>${primitive("A")}</group><group id="E"/>`, {
    unvalidated: true,
  });
  expect(complaints(run)).toEqual([
    "Ignoring <primitive> configuration without id",
    "Group E has no members",
    "Ignoring <group> resource 'E' because configuration is invalid",
  ]);
  expect(resource(run, "G").children.map(({ id }) => id)).toEqual(["A"]);
});

test.each([
  ["ordered", Ordered, Colocated],
  ["collocated", Colocated, Ordered],
])("%s is switched off by a valid false only, with one warning per process", (name, off, on) => {
  const groups = ["false", "garbage", "no"].map(
    (value, i) => `<group id="G${i}">${meta(`G${i}`, { [name]: value })}${primitive(`A${i}`)}</group>`,
  );
  const run = unpacked(groups.join(""));
  expect(["G0", "G1", "G2"].map((id) => hasFlag(resource(run, id), off))).toEqual([false, true, false]);
  expect(["G0", "G1", "G2"].map((id) => hasFlag(resource(run, id), on))).toEqual([true, true, true]);
  expect(complaints(run)).toEqual([
    `Support for the '${name}' group meta-attribute is deprecated and will be removed in a future release (use a resource set instead)`,
  ]);
});

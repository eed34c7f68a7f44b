import { describe, expect, test } from "vitest";
import { hasFlag, ResourceFlag, type Clone } from "../../../src/model/resource.ts";
import { attribute } from "../../../src/xml/element.ts";
import { complaints, meta, primitive, resource, unpacked } from "../model.ts";

const clone = (id: string) => `<clone id="${id}">${primitive(`${id}-p`)}</clone>`;

const { Unique, Removed, Promotable, Ordered } = ResourceFlag;

function cloned(values: Readonly<Record<string, string>>, child = primitive("A")) {
  const run = unpacked(`<clone id="C">${meta("C", values)}${child}</clone>`);
  return { run, clone: resource(run, "C") as Clone, texts: complaints(run) };
}

test("by default there is an instance for each node, numbered from 0", () => {
  const { run, clone } = cloned({});
  expect(clone.children.map(({ id }) => id)).toEqual(["A:0", "A:1"]);
  expect(clone.cloneMax).toBe(2);
  expect(clone.cloneNodeMax).toBe(1);
  expect(clone.meta.get("globally-unique")).toBe("false");
  const instance = resource(run, "A:1");
  expect(attribute(instance.xml, "clone")).toBe("1");
  expect(attribute(instance.xml, "id")).toBe("A");
  expect(instance.meta.get("clone")).toBe("1");
  expect(instance.meta.get("clone-max")).toBe("2");
  expect(hasFlag(instance, Unique)).toBe(false);
});

test("the members of a cloned group have its number", () => {
  const { clone } = cloned({}, `<group id="G">${primitive("A")}${primitive("B")}</group>`);
  expect(clone.children.map(({ id }) => id)).toEqual(["G:0", "G:1"]);
  expect(clone.children[1]!.children.map(({ id }) => id)).toEqual(["A:1", "B:1"]);
});

test("a clone counts the nodes that are known when it is unpacked, guests and earlier bundles included", () => {
  const run = unpacked(
    `${clone("before")}<bundle id="b"><docker image="i" replicas="2"/><network control-port="9"/>${primitive("P")}</bundle>
     ${clone("after")}${primitive("vm", meta("vm", { "remote-node": "guest" }))}`,
  );
  expect((resource(run, "before") as Clone).cloneMax).toBe(3);
  expect((resource(run, "after") as Clone).cloneMax).toBe(5);
});

describe("a clone is unique", () => {
  test.each([
    [{ "globally-unique": "true", "clone-max": "3" }, true, 1],
    [{ "clone-node-max": "2" }, true, 2],
    [{ "globally-unique": "garbage" }, false, 1],
    [{ "clone-node-max": "1" }, false, 1],
  ])("%j: %j", (values, unique, perNode) => {
    const { clone, texts } = cloned(values);
    expect(hasFlag(clone, Unique)).toBe(unique);
    expect(clone.children.every((child) => hasFlag(child, Unique) === unique)).toBe(true);
    expect(clone.cloneNodeMax).toBe(perNode);
    expect(clone.meta.get("globally-unique")).toBe(String(unique));
    expect(texts).toEqual([]);
  });

  test("an anonymous one has one instance per node", () => {
    const { clone, texts } = cloned({ "globally-unique": "false", "clone-node-max": "3" });
    expect(clone.cloneNodeMax).toBe(1);
    expect(texts).toEqual([
      "Ignoring clone-node-max of 3 for C because anonymous clones support only one instance per node",
    ]);
  });
});

test("counts are clipped at 0, and texts that are no numbers are 0", () => {
  const clone = (values: Readonly<Record<string, string>>) => cloned(values).clone;
  expect(clone({ "clone-node-max": "" }).cloneNodeMax).toBe(0);
  expect(clone({ "clone-max": "1.9" }).cloneMax).toBe(1);
  const { run } = cloned({ "clone-node-max": "-2" });
  // when the clone's uniqueness is settled, and when the count itself is read
  expect(run.diagnostics.filter(({ text }) => text === "Clipped '-2' to minimum acceptable value 0")).toHaveLength(2);
});

test("clone-max=0 leaves one instance, which is removed", () => {
  const { clone } = cloned({ "clone-max": "0" }, `<group id="G">${primitive("A")}</group>`);
  expect(clone.children.map(({ id }) => id)).toEqual(["G:0"]);
  expect(hasFlag(clone.children[0]!, Removed)).toBe(true);
  expect(hasFlag(clone.children[0]!.children[0]!, Removed)).toBe(true);
});

test("promoted counts matter only for promotable clones; the old names still work", () => {
  const stateful = '<primitive id="A" class="ocf" provider="pacemaker" type="Stateful"/>';
  const { clone, texts } = cloned({ promotable: "true", "master-max": "3", "promoted-node-max": "2", ordered: "yes" }, stateful);
  expect([clone.promotedMax, clone.promotedNodeMax]).toEqual([3, 2]);
  expect(hasFlag(clone, Promotable) && hasFlag(clone.children[0]!, Promotable) && hasFlag(clone, Ordered)).toBe(true);
  expect(texts).toEqual([
    "Support for the master-max meta-attribute (such as in C) is deprecated and will be removed in a future release. Use the promoted-max meta-attribute instead.",
  ]);
  const old = cloned({ promotable: "true", "master-node-max": "4" }, stateful);
  expect([old.clone.promotedMax, old.clone.promotedNodeMax]).toEqual([1, 4]);
  expect(old.texts).toEqual([
    "Support for the master-node-max meta-attribute (such as in C) is deprecated and will be removed in a future release. Use the promoted-node-max meta-attribute instead.",
  ]);
  const plain = cloned({ "promoted-max": "3", "master-max": "3" }, stateful);
  expect([plain.clone.promotedMax, plain.clone.promotedNodeMax, plain.texts]).toEqual([0, 0, []]);
});

test("a clone of nothing is unusable", () => {
  const run = unpacked(`<clone id="C"><bundle id="b"/></clone>`, { unvalidated: true });
  expect(complaints(run)).toEqual([
    "C has nothing to clone",
    "Ignoring <clone> resource 'C' because configuration is invalid",
  ]);
});

import { expect, test } from "vitest";
import { ResourceFlag, setFlag } from "../../../src/model/resource.ts";
import { complaints, meta, primitive, resource, unpacked } from "../model.ts";

const texts = (options: Record<string, string>) => complaints(unpacked(primitive("A"), { options }));

test("top-level resources are sorted by priority, those with equal priorities stay in document order", () => {
  const run = unpacked(
    `${primitive("A")}${primitive("B", meta("B", { priority: "5" }))}
     <group id="G">${meta("G", { priority: "7" })}${primitive("C")}${primitive("D", meta("D", { priority: "9" }))}</group>
     ${primitive("E", meta("E", { priority: "5" }))}${primitive("F", meta("F", { priority: "-1" }))}${primitive("H")}`,
  );
  expect(run.cluster.resources.map(({ id }) => id)).toEqual(["G", "B", "E", "A", "H", "F"]);
  expect(resource(run, "G").children.map(({ id }) => id)).toEqual(["C", "D"]);
});

test("what has no ID is skipped, what is unusable is left out", () => {
  const run = unpacked(`<primitive class="ocf"/><template class="ocf"/><primitive id=""/><bundle id="b"/>${primitive("A")}`, {
    unvalidated: true,
  });
  expect(complaints(run)).toEqual([
    "Ignoring <primitive> resource without ID",
    "Ignoring <template> resource without ID",
    "Ignoring <primitive> resource without ID",
    "Ignoring <bundle> resource 'b' because configuration is invalid",
  ]);
  expect(run.cluster.resources.map(({ id }) => id)).toEqual(["A"]);
});

test("tags are understood in any case when there is no schema", () => {
  const run = unpacked(`<PRIMITIVE id="A" class="STONITH" type="x"/>`, { unvalidated: true });
  expect(resource(run, "A").variant).toBe("primitive");
  expect(run.cluster.haveFencing).toBe(true);
});

test("fencing without any fence device is an error", () => {
  expect(texts({ "fencing-enabled": "true" })).toEqual([
    "Resource start-up disabled since no fencing resources have been defined. Either configure some or disable fencing with the fencing-enabled option. NOTE: Clusters with shared data need fencing to ensure data integrity.",
  ]);
  expect(texts({ "fencing-enabled": "true", "have-watchdog": "true" })).toEqual([]);
  expect(texts({})).toEqual([]);
});

test("a fence device inside a clone's group counts", () => {
  const run = unpacked(`<clone id="c"><group id="g"><primitive id="F" class="stonith" type="x"/></group></clone>`, {
    options: { "fencing-enabled": "true" },
  });
  expect(complaints(run)).toEqual([]);
});

test("every resource of a symmetric cluster may run on all nodes, with the nodes' own scores", () => {
  const nodes = '<node id="1" uname="n1" score="7"/><node id="2" uname="n2"/>';
  const scores = (symmetric: string) => {
    const run = unpacked(`<group id="G">${primitive("A")}</group>`, { nodes, options: { "symmetric-cluster": symmetric } });
    return ["G", "A"].map((id) => resource(run, id).allowedNodes.values().map((entry) => [entry.node.name, entry.score]));
  };
  const all = [
    ["n1", 7],
    ["n2", 0],
  ];
  expect(scores("true")).toEqual([all, all]);
  expect(scores("false")).toEqual([[], []]);
});

test("utilization is the resource's own, not its parent's", () => {
  const run = unpacked(
    `<group id="G">${primitive("A", '<utilization id="u"><nvpair id="u1" name="cpu" value="2"/></utilization>')}${primitive("B")}</group>`,
  );
  expect(resource(run, "A").utilization.get("cpu")).toBe("2");
  expect(resource(run, "B").utilization.size).toBe(0);
  expect(resource(run, "G").utilization.size).toBe(0);
});

test("the input is not changed, and two resources never share what can change", () => {
  const run = unpacked(`<clone id="c">${primitive("A")}</clone>`);
  const [first, second] = [resource(run, "A:0"), resource(run, "A:1")];
  setFlag(first, ResourceFlag.Failed);
  first.meta.set("x", "y");
  expect(second.flags & ResourceFlag.Failed).toBe(0);
  expect(second.meta.has("x")).toBe(false);
  expect(first.allowedNodes).not.toBe(second.allowedNodes);
});

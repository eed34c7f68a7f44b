import { describe, expect, test } from "vitest";
import { account, amountOf, compareCapacities } from "../../src/assignment/capacity.ts";
import { sortResources } from "../../src/assignment/resource-order.ts";
import { assigned, clone, group, prefers, primitive, resourceOf, tableOf, together, type NodeFacts } from "./support.ts";

const needs = (id: string, mem: number | string, meta = {}): string => primitive(id, { needs: { mem }, meta });
const has = (mem: number | string): NodeFacts => ({ capacity: { mem } });
const by = (strategy: string) => ({ "placement-strategy": strategy });

describe("an amount", () => {
  const { run } = assigned({ resources: "" });

  test.each([
    [undefined, 0],
    ["3x", 3],
    ["2.5", 2],
    [" -7", -7],
    ["none", -2_147_483_648],
    ["99999999999", 2_147_483_647],
    ["-99999999999", -2_147_483_648],
  ])("%s is %i", (text, amount) => {
    expect(amountOf(run, text)).toBe(amount);
  });

  test("is told to be clipped each time it is read", () => {
    const before = run.diagnostics.length;
    amountOf(run, "99999999999");
    amountOf(run, "99999999999");
    expect(run.diagnostics.slice(before).map(({ text }) => text)).toEqual([
      "Clipped '99999999999' to maximum integer 2147483647",
      "Clipped '99999999999' to maximum integer 2147483647",
    ]);
  });
});

describe("capacities", () => {
  test("are compared by the number of attributes of which a node has more", () => {
    const nodes = { n1: { capacity: { cpu: 1, mem: 1, disk: 9 } }, n2: { capacity: { cpu: 2, mem: 2 } }, n3: { capacity: { cpu: 2, disk: -1 } } };
    const { run } = assigned({ resources: "", nodes });
    const [n1, n2, n3] = run.cluster.nodes as [never, never, never];
    expect([compareCapacities(run, n1, n2), compareCapacities(run, n2, n1)]).toEqual([1, -1]);
    expect(compareCapacities(run, n2, n3)).toBe(-2);
    expect(compareCapacities(run, n1, n1)).toBe(0);
  });

  test("are taken by what is assigned, and shown before, after and at each assignment", () => {
    const { lines } = assigned({ resources: needs("A", 3) + needs("B", "5x"), nodes: { n1: has(10), n2: {} } });
    expect(lines.filter((line) => !line.includes("score"))).toEqual([
      "Original: n1 capacity: mem=10",
      "Original: n2 capacity:",
      "pcmk__assign_resource: A utilization on n1: mem=3",
      "pcmk__assign_resource: B utilization on n2: mem=5x",
      "Remaining: n1 capacity: mem=7",
      "Remaining: n2 capacity: mem=-5",
    ]);
  });

  test("are given back", () => {
    const { run } = assigned({ resources: needs("A", 3), nodes: { n1: has("10 GB") } });
    const node = run.cluster.nodes[0]!;
    expect([...node.utilization.entries()]).toEqual([["mem", "10 GB"]]);
    account(run, node, resourceOf(run, "A"), 1);
    expect(node.remaining!.get("mem")).toBe("10");
  });
});

describe("a node without enough capacity", () => {
  const nodes = { n1: has(2), n2: has(9) };
  const liked = prefers("A", "n1", 100);

  test("is banned, which scores do not show any more", () => {
    const { places, scores, run } = assigned({ resources: needs("A", 5), constraints: liked, nodes, options: by("utilization") });
    expect(scores("primitive")).toEqual(["A: 100, 0"]);
    expect(tableOf(run, "A")).toBe("-INFINITY, 0");
    expect(places).toEqual({ A: "n2" });
  });

  test("is not, by default", () => {
    expect(assigned({ resources: needs("A", 5), constraints: liked, nodes }).places).toEqual({ A: "n1" });
  });

  test("is not banned for a resource without needs", () => {
    expect(assigned({ resources: primitive("A"), constraints: liked, nodes, options: by("utilization") }).places).toEqual({ A: "n1" });
  });

  test("must suffice for all that must be together", () => {
    const resources = needs("A", 2) + needs("B", 2);
    const constraints = liked + together("B", "A", "INFINITY");
    expect(assigned({ resources, constraints, nodes, options: by("utilization") }).places).toEqual({ A: "n2", B: "n2" });
    expect(assigned({ resources: group("G", resources), constraints: prefers("G", "n1", 100), nodes, options: by("utilization") }).places).toEqual({
      A: "n2",
      B: "n2",
    });
  });

  test("for all of them may still do for the one, if there is no better", () => {
    const resources = needs("A", 8) + needs("B", 8);
    const { places } = assigned({ resources, constraints: liked + together("B", "A", "INFINITY"), nodes, options: by("utilization") });
    expect(places).toEqual({ A: "n2" });
  });

  test("must suffice for one instance of a clone that must be there", () => {
    const resources = clone("C", needs("A", 6)) + needs("B", 4);
    const constraints = together("B", "C", "INFINITY") + prefers("C", "n1", 5);
    const { places } = assigned({ resources, constraints, nodes: { n1: has(9), n2: has(20) }, options: by("utilization") });
    expect(places).toEqual({ "A:0": "n2", "A:1": "n1", B: "n2" });
  });
});

describe("equal nodes are told apart", () => {
  const resources = primitive("A") + needs("B", 1) + needs("D", 1);
  const nodes = { n1: has(2), n2: has(9), n3: has(5) };

  test.each([
    ["default", { A: "n1", B: "n2", D: "n3" }],
    ["utilization", { A: "n1", B: "n2", D: "n3" }],
    ["minimal", { A: "n1", B: "n1", D: "n1" }],
    ["balanced", { A: "n2", B: "n2", D: "n2" }],
    ["Balanced", { A: "n2", B: "n2", D: "n2" }],
  ])("with the strategy %s", (strategy, places) => {
    expect(assigned({ resources, nodes, options: by(strategy) }).places).toEqual(places);
  });
});

test("with a strategy, resources are assigned by priority, then by how much they like their node, then all nodes", () => {
  const resources = ["A", "B", "D", "E", "F"].map((id) => primitive(id, { meta: id === "F" ? { priority: 5 } : {} })).join("");
  const constraints = prefers("B", "n2", 7) + prefers("E", "n1", 3) + together("D", "E", 500_000);
  const nodes = { n1: { active: ["A"] }, n2: {}, n3: {} };
  const { run } = assigned({ resources, constraints, nodes }, "internal constraints");
  expect(sortResources(run, run.cluster.resources).map(({ id }) => id)).toEqual(["F", "A", "E", "D", "B"]);
});

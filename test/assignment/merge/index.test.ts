import { describe, expect, test } from "vitest";
import { assigned, clone, element, group, prefers, primitive, primitives, together } from "../support.ts";

const BAN = "-INFINITY";

describe("a dependent's preferences count for its primary", () => {
  test.each<[string, string, string[]]>([
    [
      "as a part, rounded half away from zero",
      together("B", "A", 100) + prefers("B", "n2", 7000) + prefers("B", "n3", -7000),
      ["A: 0, 1, -1", "B: 0, 7100, -7000"],
    ],
    [
      "with at least one point, if they are not zero",
      together("B", "A", 100) + prefers("B", "n2", 7),
      ["A: 0, 1, 0", "B: 0, 107, 0"],
    ],
    [
      "with one point for a small negative score, too",
      together("B", "A", 100) + prefers("B", "n2", -7),
      ["A: 0, 1, 0", "B: 0, 93, 0"],
    ],
    [
      "fully, if they must be together",
      together("B", "A", "INFINITY") + prefers("A", "n2", 5) + prefers("B", "n2", 7),
      ["A: 0, 12, 0", `B: ${BAN}, 7, ${BAN}`],
    ],
    [
      "turned round, if they must be apart",
      together("B", "A", BAN) + prefers("B", "n1", 7),
      ["A: -7, 0, 0", `B: 7, ${BAN}, 0`],
    ],
  ])("%s", (_, constraints, expected) => {
    expect(assigned({ resources: primitives("A", "B"), constraints }).scores("primitive")).toEqual(expected);
  });

  test("along a chain, each link passing on its part", () => {
    const constraints = together("B", "A", 500_000) + together("D", "B", 500_000) + prefers("D", "n2", 1001);
    const { scores } = assigned({ resources: primitives("A", "B", "D"), constraints });
    expect(scores("primitive")).toEqual(["A: 0, 250, 0", "B: 0, 500501, 0", "D: 0, 501001, 0"]);
  });

  test("not, if they would leave it without any node", () => {
    const constraints = together("B", "A", "INFINITY") + ["n1", "n2", "n3"].map((node) => prefers("B", node, BAN)).join("");
    expect(assigned({ resources: primitives("A", "B"), constraints }).scores("primitive", "A")).toEqual(["A: 0, 0, 0"]);
  });

  test("in a circle until it comes back to what is on the way, which includes the resource's own", () => {
    const constraints = together("B", "A", "INFINITY") + together("A", "B", "INFINITY") + prefers("B", "n2", 5);
    const { scores } = assigned({ resources: primitives("A", "B"), constraints });
    expect(scores("primitive")).toEqual(["B: 0, 10, 0", `A: ${BAN}, 10, ${BAN}`]);
  });

  test("place by place, if nodes with one attribute are one place", () => {
    const site = (value: string) => ({ permanent: { site: value } });
    const constraints = together("B", "A", "INFINITY", { "node-attribute": "site" }) + prefers("B", "n2", 5);
    const nodes = { n1: site("east"), n2: site("East"), n3: site("west") };
    const { scores } = assigned({ resources: primitives("A", "B"), constraints, nodes });
    expect(scores("primitive")).toEqual(["A: 5, 5, 0", `B: 0, 5, ${BAN}`]);
  });

  test("as bans, where a node is not available", () => {
    const nodes = { n1: {}, n2: { offline: true } };
    const { scores } = assigned({ resources: primitives("A", "B"), constraints: together("B", "A", 100), nodes });
    expect(scores("primitive", "A")).toEqual(["A: 0, -100"]);
  });
});

describe("a dependent that must stay away and has one node left", () => {
  const bans = prefers("B", "n2", BAN);

  test("gets it", () => {
    const constraints = together("B", "A", BAN) + prefers("A", "n1", 5) + bans + prefers("B", "n3", BAN);
    const { scores } = assigned({ resources: primitives("A", "B"), constraints });
    expect(scores("primitive")).toEqual(["A: 5, INFINITY, INFINITY", `B: 0, ${BAN}, ${BAN}`]);
  });

  test("does not, if it has two", () => {
    const constraints = together("B", "A", BAN) + prefers("A", "n1", 5) + bans;
    const { scores } = assigned({ resources: primitives("A", "B"), constraints });
    expect(scores("primitive")).toEqual(["A: 5, 0, 0", `B: ${BAN}, ${BAN}, 0`]);
  });
});

describe("without influence", () => {
  const resources = primitives("A", "B");
  const nodes = { n1: { active: ["A"] }, n2: {}, n3: {} };
  const wish = prefers("B", "n2", 7);

  test("a dependent does not move an active primary", () => {
    const constraints = together("B", "A", "INFINITY", { influence: "false" }) + wish;
    expect(assigned({ resources, constraints, nodes }).scores("primitive")).toEqual(["A: 0, 0, 0", `B: 0, ${BAN}, ${BAN}`]);
  });

  test("it has its say about an inactive one", () => {
    const constraints = together("B", "A", "INFINITY", { influence: "false" }) + wish;
    expect(assigned({ resources, constraints }).places).toEqual({ A: "n2", B: "n2" });
  });

  test("is what a resource has that is not critical, unless the colocation says otherwise", () => {
    const lenient = primitive("A") + primitive("B", { meta: { critical: "false" } });
    const placesOf = (more: Record<string, string>) =>
      assigned({ resources: lenient, constraints: together("B", "A", "INFINITY", more) + wish, nodes }).places;
    expect(placesOf({})).toEqual({ A: "n1", B: "n1" });
    expect(placesOf({ influence: "true" })).toEqual({ A: "n2", B: "n2" });
  });
});

test("a later member named by a constraint speaks for its group's locations as well", () => {
  const { scores } = assigned({
    resources: group("G", primitives("A", "B")) + primitive("P"),
    constraints: together("B", "P", "INFINITY") + prefers("G", "n2", 50),
  });
  expect(scores("primitive", "P")).toEqual(["P: 0, 50, 0"]);
});

test("a clone is never made worse than neutral by its dependents, its instances are", () => {
  const { scores } = assigned({
    resources: clone("C", primitive("A")) + primitive("B"),
    constraints:
      prefers("C", "n1", 5) +
      together("B", "C", 20_000) +
      prefers("B", "n1", -300) +
      prefers("B", "n2", -300) +
      prefers("B", "n3", 800),
  });
  expect(scores("clone", "C")).toEqual(["C: 1, 0, 16"]);
  expect(scores("primitive")).toEqual([
    "A:0: -1, -6, 16",
    `A:1: 5, 0, ${BAN}`,
    `A:2: ${BAN}, 0, ${BAN}`,
    "B: 19700, 19700, 20800",
  ]);
});

test("resources that separate all from each other are assigned, though paths between them are countless", () => {
  const names = Array.from({ length: 40 }, (_, i) => `A${i}`);
  const set = element("resource_set", { id: "set" }, names.map((id) => element("resource_ref", { id })).join(""));
  const { places } = assigned({
    resources: primitives(...names) + clone("C", primitive("x")),
    constraints: element("rsc_colocation", { id: "c", score: BAN }, set) + together("A0", "C", 10),
  });
  expect(Object.keys(places).filter((id) => id.startsWith("A"))).toHaveLength(3);
});

import { describe, expect, test } from "vitest";
import { assigned, clone, element, group, prefers, primitive, primitives, promotable, resourceOf, together, type NodeFacts } from "../support.ts";

const S = promotable("C", primitive("S"));
const scored = (value: string | number): NodeFacts => ({ active: ["S"], transient: { "master-S": value } });
const THREE = { n1: scored(10), n2: scored(5), n3: { active: ["S"] } };
const BAN = "-INFINITY";

describe("promotion goes by", () => {
  test.each<[string, string, string, string[]]>([
    ["scores in node attributes, -1 without one", "", "", ["S:0 n1: 10", "S:1 n2: 5", "S:2 n3: -1"]],
    [
      "locations for the promoted role",
      "",
      prefers("C", "n3", 100, { role: "Promoted" }),
      ["S:2 n3: 99", "S:0 n1: 10", "S:1 n2: 5"],
    ],
    [
      "where dependents of the promoted role would like to be",
      primitive("B"),
      together("B", "C", "INFINITY", { "with-rsc-role": "Promoted" }) + prefers("B", "n2", 100_000),
      ["S:1 n2: 200005", "S:0 n1: 10", "S:2 n3: -1"],
    ],
    [
      "where a primary is",
      primitive("B"),
      together("C", "B", "INFINITY", { "rsc-role": "Promoted" }) + prefers("B", "n2", 1),
      ["S:1 n2: INFINITY", "S:0 n1: -INFINITY", "S:2 n3: -INFINITY"],
    ],
    [
      "where a primary is, turned round for the unpromoted role",
      primitive("B"),
      together("C", "B", 50, { "rsc-role": "Unpromoted" }) + prefers("B", "n1", 1),
      ["S:1 n2: 5", "S:2 n3: -1", "S:0 n1: -40"],
    ],
  ])("%s", (_, resources, constraints, expected) => {
    expect(assigned({ resources: S + resources, constraints, nodes: THREE }).promotions).toEqual(expected);
  });

  test("where instances of another clone are promoted", () => {
    const nodes = { n1: { active: ["S", "T"], transient: { "master-S": 5, "master-T": 1 } }, n2: { active: ["S", "T"], transient: { "master-S": 10 } } };
    const role = { "rsc-role": "Promoted", "with-rsc-role": "Promoted" };
    const promotionsFor = (score: number | string): readonly string[] =>
      assigned({ resources: S + promotable("D", primitive("T")), nodes, constraints: together("C", "D", score, role) }).promotions;
    expect(promotionsFor(100)).toEqual(["T:0 n1: 1", "T:1 n2: -1", "S:0 n1: 105", "S:1 n2: 10"]);
    expect(promotionsFor("INFINITY")).toEqual(["T:0 n1: 1", "T:1 n2: -1", "S:0 n1: INFINITY", `S:1 n2: ${BAN}`]);
  });

  test("the ticket of the clone", () => {
    const constraints = element("rsc_ticket", { id: "t", rsc: "C", "rsc-role": "Promoted", ticket: "T", "loss-policy": "freeze" });
    expect(assigned({ resources: S, constraints, nodes: THREE }).promotions).toEqual([
      "S:2 n3: -1",
      `S:0 n1: ${BAN}`,
      `S:1 n2: ${BAN}`,
    ]);
  });
});

describe("a promotion score", () => {
  test("makes its node attractive to the instance before it is placed", () => {
    expect(assigned({ resources: S, nodes: THREE }).scores("clone", "S:0")).toEqual(["S:0: 11, 0, 0"]);
  });

  test("counts for every instance if nothing is known about any", () => {
    const nodes = { n1: { transient: { "master-S": 10 } }, n2: { transient: { "master-S": 5 } } };
    const { scores } = assigned({ resources: S, nodes });
    expect([scores("clone", "S:0"), scores("clone", "S:1")]).toEqual([["S:0: 10, 5"], ["S:1: 10, 5"]]);
  });

  test("can be given for an instance by its number, if instances are unique", () => {
    const nodes = { n1: { active: ["S:0", "S:1"], transient: { "master-S:0": 1, "master-S:1": 9 } } };
    const resources = promotable("C", primitive("S"), { "globally-unique": "true", "clone-max": 2, "clone-node-max": 2 });
    expect(assigned({ resources, nodes }).promotions).toEqual(["S:1 n1: 10", "S:0 n1: 10"]);
  });

  test("that is none counts as 0, and as set", () => {
    const { promotions, messages } = assigned({ resources: S, nodes: { n1: scored("much") } });
    expect(promotions).toEqual(["S:0 n1: 0"]);
    expect(messages).toContain("warning (promotion_score) Using 0 as promotion score for S:0 on n1 because 'much' is not a valid score");
  });

  test("of a group is the sum of its members'", () => {
    const nodes = { n1: { active: ["A", "B"], transient: { "master-A": 3, "master-B": 4 } } };
    const resources = promotable("C", group("G", primitives("A", "B")));
    expect(assigned({ resources, nodes }).promotions).toEqual(["G:0 n1: 7"]);
  });
});

describe("roles", () => {
  const rolesOf = (situation: Parameters<typeof assigned>[0], ...ids: readonly string[]): readonly number[] => {
    const { run } = assigned(situation);
    return ids.map((id) => resourceOf(run, id).nextRole);
  };
  const [STOPPED, UNPROMOTED, PROMOTED] = [1, 3, 4];

  test("are promoted for the first ones, as many as wanted, unpromoted for the others", () => {
    expect(rolesOf({ resources: S, nodes: THREE }, "S:0", "S:1", "S:2")).toEqual([PROMOTED, UNPROMOTED, UNPROMOTED]);
    const two = promotable("C", primitive("S"), { "promoted-max": 2 });
    expect(rolesOf({ resources: two, nodes: THREE }, "S:0", "S:1", "S:2")).toEqual([PROMOTED, PROMOTED, UNPROMOTED]);
  });

  test("are not promoted with a negative priority, nor twice on a node", () => {
    expect(rolesOf({ resources: S, nodes: { n1: { active: ["S"] } } }, "S:0")).toEqual([UNPROMOTED]);
    const nodes = { n1: { active: ["S:0", "S:1"], transient: { "master-S:0": 5, "master-S:1": 5 } } };
    const resources = promotable("C", primitive("S"), { "globally-unique": "true", "clone-max": 2, "clone-node-max": 2, "promoted-max": 2 });
    expect(rolesOf({ resources, nodes }, "S:0", "S:1")).toEqual([PROMOTED, UNPROMOTED]);
  });

  test("are stopped for what has no node", () => {
    const resources = promotable("C", primitive("S", { meta: { "target-role": "Stopped" } }));
    expect(rolesOf({ resources, nodes: { n1: scored(5) } }, "S:0")).toEqual([STOPPED]);
  });

  test("stay promoted for what is not managed", () => {
    const resources = promotable("C", primitive("S"), { "is-managed": "false" });
    const { run, messages, promotions } = assigned({ resources, nodes: { n1: { active: ["S*"] }, n2: { active: ["S"] } } });
    expect(resourceOf(run, "S:0").nextRole).toBe(PROMOTED);
    expect(promotions).toEqual(["S:0 n1: INFINITY", "S:1 n2: -1"]);
    expect(messages).toContain("notice (node_to_be_promoted_on) Unmanaged instance S:0 will be left promoted on n1");
  });

  test("are not promoted anew in a frozen partition", () => {
    const situation = { resources: S, nodes: { n1: scored(5) }, quorum: false, options: { "no-quorum-policy": "freeze" } };
    expect(rolesOf(situation, "S:0")).toEqual([UNPROMOTED]);
    expect(assigned(situation).messages).toContain("notice (set_instance_role) Clone instance S:0 cannot be promoted without quorum");
  });

  test("of a group whose members are on different nodes cannot be promoted", () => {
    const resources = promotable("C", group("G", primitives("A", "B"), { collocated: "false" }), { "clone-max": 1 });
    const { messages } = assigned({ resources, constraints: prefers("C", "n1", 5) + prefers("C", "n2", 5), nodes: { n1: {}, n2: {} } });
    expect(messages).toContain("config-error (set_instance_priority) Cannot promote non-colocated child G:0");
  });
});

test("instances without a node come in the order of their highest current role, all started ones counting as unpromoted", () => {
  const stopped = (id: string): string => primitive(id, { meta: { "target-role": "Stopped" } });
  const meta = { "globally-unique": "true", "clone-max": 3, "clone-node-max": 3 };
  const resources = promotable("C", group("G", stopped("A") + stopped("B")), meta);
  const promotionsWith = (...active: readonly string[]): readonly string[] =>
    assigned({ resources, nodes: { n1: { active } } }).promotions.map((line) => line.slice(0, 3));
  expect(promotionsWith("B:0", "A:1", "B:2")).toEqual(["G:0", "G:1", "G:2"]);
  expect(promotionsWith("B:0", "A:1", "B:2*")).toEqual(["G:2", "G:0", "G:1"]);
});

describe("an instance that is a group", () => {
  const nodes = { n1: {} };
  const wish = together("C", "X", 100, { "rsc-role": "Promoted" });

  test("follows by its first member", () => {
    const resources = promotable("C", group("G", primitives("A", "B"))) + primitive("X");
    expect(assigned({ resources, constraints: wish, nodes }).promotions).toEqual(["G:0 n1: 99"]);
  });

  test("that is not colocated follows by each member, but only a primitive, and never must", () => {
    const scattered = promotable("C", group("G", primitives("A", "B"), { collocated: "false" }));
    expect(assigned({ resources: scattered + primitive("X"), constraints: wish, nodes }).promotions).toEqual(["G:0 n1: 199"]);
    const withClone = assigned({ resources: scattered + clone("X", primitive("Y")), constraints: wish, nodes });
    expect(withClone.promotions).toEqual(["G:0 n1: -1"]);
    const must = assigned({
      resources: scattered + primitive("X"),
      constraints: together("C", "X", "INFINITY", { "rsc-role": "Promoted" }),
      nodes,
    });
    expect(must.messages).toContain(
      "config-error (colocate_group_with) G:0: Cannot perform mandatory colocation between non-colocated group and X",
    );
  });
});

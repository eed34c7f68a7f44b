import { describe, expect, test } from "vitest";
import { assigned, bundle, clone, group, prefers, primitive, primitives, promotable, resourceOf, together } from "../support.ts";

const BAN = "-INFINITY";
const ALL = `${BAN}, ${BAN}, ${BAN}`;
const stopped = (id: string): string => primitive(id, { meta: { "target-role": "Stopped" } });

describe("with a primitive", () => {
  test.each([
    [20, "B: 0, 0, 0"],
    ["INFINITY", `B: ${ALL}`],
    ["-INFINITY", "B: 0, 0, 0"],
  ])("that runs nowhere, a dependent with %s", (score, expected) => {
    const { scores } = assigned({ resources: stopped("A") + primitive("B"), constraints: together("B", "A", score) });
    expect(scores("primitive", "B")).toEqual([expected]);
  });

  test("a wish that would leave no node is ignored", () => {
    const constraints = together("B", "A", -100) + prefers("A", "n1", 5) + prefers("B", "n1", 7);
    const { scores } = assigned({ resources: primitives("A", "B"), constraints, nodes: { n1: {} } });
    expect(scores("primitive")).toEqual(["A: 4", "B: 7"]);
  });

  test("a role that nothing has is minded by nobody", () => {
    const constraints = together("B", "A", "INFINITY", { "with-rsc-role": "Promoted" }) + prefers("A", "n2", 1);
    expect(assigned({ resources: primitives("A", "B"), constraints }).scores("primitive", "B")).toEqual(["B: 0, 0, 0"]);
  });

  test("nodes with the same value of an attribute are one place, whatever its case", () => {
    const nodes = { n1: { permanent: { site: "east" } }, n2: { permanent: { site: "EAST" } }, n3: {} };
    const constraints = together("B", "A", "INFINITY", { "node-attribute": "site" }) + prefers("A", "n1", 1);
    expect(assigned({ resources: primitives("A", "B"), constraints, nodes }).scores("primitive", "B")).toEqual([`B: 0, 0, ${BAN}`]);
  });
});

describe("with a group", () => {
  const nodes = { n1: {}, n2: {}, n3: {} };
  // the second member cannot run where the first is
  const split = group("G", primitives("A", "B")) + primitive("X");
  const apart = prefers("A", "n1", 10) + prefers("B", "n1", BAN) + prefers("B", "n2", 1);

  test("a wish goes by the first member", () => {
    const { scores } = assigned({ resources: split, constraints: together("X", "G", 100) + apart, nodes });
    expect(scores("primitive", "X")).toEqual(["X: 0, 100, 0"]);
  });

  test("a must goes by the last member", () => {
    const lost = group("G", primitives("A") + stopped("B")) + primitive("X");
    const { scores } = assigned({ resources: lost, constraints: together("X", "G", "INFINITY"), nodes });
    expect(scores("primitive", "X")).toEqual([`X: ${ALL}`]);
  });

  test("that is not colocated, a wish goes by each member, and a must is an error", () => {
    const scattered = group("G", primitives("A", "B"), { collocated: "false" }) + primitive("X");
    const places = prefers("A", "n1", 1) + prefers("B", "n2", 1);
    expect(assigned({ resources: scattered, constraints: together("X", "G", 10) + places }).scores("primitive", "X")).toEqual([
      "X: 10, 10, 0",
    ]);
    const must = assigned({ resources: scattered, constraints: together("X", "G", "INFINITY") + places });
    expect(must.scores("primitive", "X")).toEqual(["X: 0, 0, 0"]);
    expect(must.messages).toContain(
      "config-error (colocate_with_group) X: Cannot perform mandatory colocation with non-colocated group G",
    );
  });
});

describe("with a clone", () => {
  test("a must restricts to the nodes of its instances", () => {
    const resources = clone("C", primitive("A"), { "clone-max": 2 }) + primitive("X");
    const { scores } = assigned({ resources, constraints: together("X", "C", "INFINITY") + prefers("C", "n1", -5) });
    expect(scores("primitive", "X")).toEqual([`X: ${BAN}, 0, 0`]);
  });

  test("a wish counts on each node with an instance, and is taken back once for each instance without", () => {
    const resources = clone("C", primitive("A"), { "clone-max": 3 }) + primitive("X");
    const { scores } = assigned({ resources, constraints: together("X", "C", 10) + prefers("C", "n1", BAN) + prefers("X", "n1", 100) });
    expect(scores("primitive", "X")).toEqual(["X: 90, 0, 0"]);
  });

  test("instances that can interleave pair up node by node", () => {
    const resources = clone("C", primitive("A"), { "clone-max": 2 }) + clone("D", primitive("B"), { interleave: "true" });
    const { scores, places, messages } = assigned({ resources, constraints: together("D", "C", "INFINITY") + prefers("C", "n1", BAN) });
    expect(places).toEqual({ "A:0": "n2", "A:1": "n3", "B:0": "n2", "B:1": "n3" });
    expect(scores("primitive", "B:2")).toEqual([`B:2: ${ALL}`]);
    expect(messages).toEqual([]);
  });

  test("an instance that finds no partner is stopped there and then", () => {
    const resources = clone("C", stopped("A")) + clone("D", primitive("B"), { interleave: "true" });
    const { messages, run } = assigned({ resources, constraints: together("D", "C", "INFINITY"), nodes: { n1: {} } });
    expect(messages).toEqual([
      "notice (pcmk__clone_apply_coloc_score) B:0 cannot run because it cannot interleave with any instance of C",
    ]);
    expect(resourceOf(run, "B:0").nextRole).toBe(1);
  });

  test("different maxima per node make interleaving an error", () => {
    const unique = clone("C", primitive("A"), { "globally-unique": "true", "clone-node-max": 2 });
    const { messages } = assigned({
      resources: unique + clone("D", primitive("B"), { interleave: "true", "clone-max": 1 }),
      constraints: together("D", "C", "INFINITY"),
    });
    expect(messages).toEqual([
      "config-error (can_interleave) Cannot interleave D and C because they do not support the same number of instances per node",
    ]);
  });

  test("whose role matters, a dependent goes where that role will be, with the score that the instance had there", () => {
    const nodes = { n1: { active: ["A"], transient: { "master-A": 10 } }, n2: { active: ["A"] }, n3: {} };
    const resources = promotable("C", primitive("A")) + primitive("X");
    const role = { "with-rsc-role": "Promoted" };
    const scoresOf = (score: number | string) =>
      assigned({ resources, nodes, constraints: together("X", "C", score, role) }).scores("primitive", "X");
    expect(scoresOf("INFINITY")).toEqual([`X: 11, ${BAN}, ${BAN}`]);
    expect(scoresOf(7)).toEqual(["X: 7, 0, 0"]);
    expect(scoresOf("-INFINITY")).toEqual([`X: ${BAN}, 0, 0`]);
  });
});

describe("with a bundle", () => {
  const image = bundle("B", 2);

  test("a must restricts to the nodes of its containers", () => {
    const { scores } = assigned({ resources: image + primitive("X"), constraints: together("X", "B", "INFINITY") + prefers("B", "n1", BAN) });
    expect(scores("primitive", "X")).toEqual([`X: ${BAN}, 0, 0`]);
  });

  test("a wish counts on each node with a container", () => {
    const { scores } = assigned({ resources: image + primitive("X"), constraints: together("X", "B", 10) + prefers("B", "n1", BAN) });
    expect(scores("primitive", "X")).toEqual(["X: 0, 10, 10"]);
  });

  test("a must with the promoted role restricts to containers in which something is promoted", () => {
    const nodes = {
      n1: { active: ["B-podman-0", "B-0"] },
      n2: { active: ["B-podman-1", "B-1"] },
      n3: {},
      "B-0": { active: ["A"], transient: { "master-A": 1 }, more: { type: "remote" } },
      "B-1": { active: ["A"], transient: { "master-A": 5 }, more: { type: "remote" } },
    };
    const resources = bundle("B", 2, primitive("A"), { "promoted-max": 1 }) + primitive("X");
    const { places } = assigned({ resources, nodes, constraints: together("X", "B", "INFINITY", { "with-rsc-role": "Promoted" }) });
    expect(places["X"]).toBe("n2");
  });

  test("instances of a clone pair up with containers, or are stopped", () => {
    const { places, messages } = assigned({
      resources: image + clone("C", primitive("A")),
      constraints: together("C", "B", "INFINITY") + prefers("B", "n1", BAN),
    });
    expect(places).toEqual({ "B-podman-0": "n2", "B-podman-1": "n3", "A:0": "n2", "A:1": "n3" });
    expect(messages).toEqual([]);
    const none = assigned({
      resources: image + clone("C", primitive("A")),
      constraints: together("C", "B", "INFINITY") + prefers("B", "n1", BAN),
      nodes: { n1: {} },
    });
    expect(none.messages).toEqual([
      "notice (pcmk__bundle_apply_coloc_score) A:0 cannot run because there is no compatible instance of B to colocate with",
    ]);
  });
});

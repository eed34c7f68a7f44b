import { describe, expect, test } from "vitest";
import { assigned, bundle, clone, group, prefers, primitive, primitives, resourceOf, tableOf, together } from "../support.ts";

const BAN = "-INFINITY";

describe("a primitive", () => {
  test("goes to the best node, of equal ones to that with the fewest resources, then by name", () => {
    const { places } = assigned({
      resources: primitives("A", "B", "D", "E"),
      constraints: prefers("D", "node10", 5) + prefers("D", "node9", 5),
      nodes: { node10: {}, node9: {}, node8: {} },
    });
    expect(places).toEqual({ A: "node10", B: "node8", D: "node9", E: "node10" });
  });

  test("stays where it is, if that is as good as any with a positive score", () => {
    const constraints = prefers("A", "n1", 5) + prefers("A", "n2", 5);
    const resources = primitives("Z", "A");
    const nodes = { n1: {}, n2: { active: ["A", "Z"] } };
    expect(assigned({ resources, nodes, constraints: constraints + prefers("Z", "n2", 1) }).places["A"]).toBe("n2");
    expect(assigned({ resources, nodes, constraints: prefers("Z", "n2", 1) }).places["A"]).toBe("n1");
  });

  test("tells when several nodes have an infinite score", () => {
    const constraints = prefers("A", "n1", "INFINITY") + prefers("A", "n2", "INFINITY");
    const { messages } = assigned({ resources: primitive("A"), constraints, nodes: { n1: {}, n2: { active: ["A"] } } });
    expect(messages).toEqual(["warning (assign_best_node) Chose n2 for A from 2 nodes with score INFINITY"]);
  });

  test("counts unavailable nodes among these unless a lower score comes before them", () => {
    const constraints = ["n1", "n2", "n3"].map((node) => prefers("A", node, "INFINITY")).join("");
    const countWith = (more: Record<string, object>): string | undefined => {
      const nodes = { n1: {}, n2: { active: ["A"] }, n3: { offline: true }, ...more };
      return assigned({ resources: primitive("A"), constraints, nodes }).messages[0]?.replace(/.*from /, "");
    };
    expect(countWith({})).toBe("3 nodes with score INFINITY");
    expect(countWith({ n4: {} })).toBe("2 nodes with score INFINITY");
  });

  test("that is not managed stays, however bad the node is, and runs nowhere if it is inactive", () => {
    const meta = { "is-managed": "false" };
    const { places } = assigned({
      resources: primitive("A", { meta }) + primitive("B", { meta }),
      constraints: prefers("A", "n1", BAN),
      nodes: { n1: { active: ["A"] }, n2: {} },
    });
    expect(places).toEqual({ A: "n1" });
  });

  test("is left alone if there is fencing without any fence device", () => {
    const situation = { resources: primitives("A", "B"), nodes: { n1: { active: ["A"] }, n2: {} }, options: { "stonith-enabled": "true" } };
    expect(assigned(situation).places).toEqual({ A: "n1" });
  });

  test("goes nowhere if all resources are to be stopped", () => {
    expect(assigned({ resources: primitive("A"), options: { "stop-all-resources": "true" } }).places).toEqual({});
  });

  test("that is to be stopped is banned everywhere, and allowed nodes come to be by that", () => {
    const { run } = assigned({
      resources: primitive("A", { meta: { "target-role": "Stopped" } }),
      options: { "symmetric-cluster": "false" },
    });
    expect(tableOf(run, "A")).toBe(`${BAN}, ${BAN}, ${BAN}`);
  });

  test("is not elevated in a frozen partition", () => {
    const { messages } = assigned({
      resources: clone("C", primitive("A"), { promotable: "true", "target-role": "Unpromoted" }),
      options: { "no-quorum-policy": "freeze" },
      quorum: false,
      nodes: { n1: {} },
    });
    expect(messages).toEqual([
      "notice (pcmk__primitive_assign) Resource A:0 cannot be elevated from Stopped to Unpromoted due to no-quorum-policy=freeze",
    ]);
  });
});

describe("a Pacemaker Remote node", () => {
  test("can be used by what is assigned after its connection", () => {
    const { places, run } = assigned({
      resources: primitive("remote1", { type: "remote" }) + primitive("A"),
      constraints: prefers("A", "remote1", 5) + prefers("remote1", "n2", 1),
    });
    expect(places).toEqual({ remote1: "n2", A: "remote1" });
    expect(run.cluster.nodes.at(-1)).toMatchObject({ name: "remote1", online: true, shutdown: false });
  });

  test("is shut down if its connection runs nowhere", () => {
    const { run } = assigned({ resources: primitive("remote1", { type: "remote", meta: { "target-role": "Stopped" } }) });
    expect(run.cluster.nodes.at(-1)).toMatchObject({ name: "remote1", shutdown: true });
  });

  test("that is a guest comes after what it lives in", () => {
    const { scores, places } = assigned({
      resources: primitive("vm", { meta: { "remote-node": "g1" } }) + primitive("A"),
      constraints: prefers("A", "g1", 100) + prefers("vm", "n2", 3),
    });
    expect(scores("primitive")).toEqual([
      `vm: ${BAN}, 0, 3, 0`,
      `g1: ${BAN}, ${BAN}, 0, ${BAN}`,
      "A: 100, 0, 0, 0",
    ]);
    expect(places).toEqual({ vm: "n2", g1: "n2", A: "g1" });
  });
});

describe("a group", () => {
  test("goes where its first member does, which minds the stickiness of all", () => {
    const member = (id: string, stickiness: number): string => primitive(id, { meta: { "resource-stickiness": stickiness } });
    const { scores } = assigned({
      resources: group("G", member("A", 10) + member("B", 20)),
      nodes: { n1: { active: ["A", "B"] }, n2: {}, n3: {} },
      constraints: prefers("G", "n2", 50),
    });
    expect(scores("group")).toEqual(["G: 0, 50, 0", "A: 10, 50, 0", "B: 20, 0, 0"]);
    expect(scores("primitive")).toEqual(["A: 30, 50, 0", `B: ${BAN}, 0, ${BAN}`]);
  });

  test("leaves out what comes after a member that cannot run", () => {
    const resources = group("G", primitive("A") + primitive("B", { meta: { "target-role": "Stopped" } }) + primitive("D"));
    expect(assigned({ resources }).places).toEqual({ A: "n1" });
  });
});

describe("a clone", () => {
  test("spreads its instances evenly, and takes no more than wanted", () => {
    const { places } = assigned({ resources: clone("C", primitive("A"), { "clone-max": 2 }), constraints: prefers("C", "n1", -1) });
    expect(places).toEqual({ "A:0": "n2", "A:1": "n3" });
  });

  test("that is unique can have several on a node, up to a limit", () => {
    const meta = { "globally-unique": "true", "clone-max": 5, "clone-node-max": 2 };
    const { places } = assigned({ resources: clone("C", primitive("A"), meta), nodes: { n1: {}, n2: {} } });
    expect(places).toEqual({ "A:0": "n1", "A:1": "n2", "A:2": "n1", "A:3": "n2" });
  });

  test("keeps an instance where it is if enough are left for its node after those that are better", () => {
    const nodes = { n1: { active: ["A:0"] }, n2: { active: ["A:1"] }, n3: {} };
    const constraints = prefers("C", "n3", 100) + prefers("C", "n2", 50);
    const { scores, places } = assigned({ resources: clone("C", primitive("A"), { "clone-max": 2 }), nodes, constraints });
    expect(scores("clone")).toEqual(["C: 0, 50, 100", "A:0: 1, 50, 100", "A:1: 0, 51, 100"]);
    expect(scores("primitive")).toEqual([
      "A:0: 1, 50, 100",
      `A:0: 1, 50, ${BAN}`,
      "A:1: 0, 51, 100",
      `A:1: 0, 51, ${BAN}`,
      `A:0: 1, ${BAN}, 100`,
    ]);
    expect(places).toEqual({ "A:0": "n3", "A:1": "n2" });
  });

  test("of groups does not try the members again if they were placed nowhere in the first pass", () => {
    const { scores, places } = assigned({
      resources: clone("C", group("G", primitive("A", { meta: { "target-role": "Stopped" } }) + primitive("B")), { "clone-max": 1 }),
      nodes: { n1: { active: ["A", "B"] }, n2: {} },
    });
    expect(scores("group").filter((line) => line.startsWith("G:0"))).toHaveLength(2);
    expect(scores("primitive").filter((line) => line.startsWith("A:0"))).toHaveLength(1);
    expect(places).toEqual({});
  });

  test("tells that an instance is where the clone may not be, and why a node cannot be used", () => {
    const { messages } = assigned({
      resources: clone("C", primitive("A", { meta: { "resource-stickiness": 0 } })),
      nodes: { n1: { active: ["A"] }, n2: {} },
      constraints: prefers("C", "n2", 5),
      options: { "symmetric-cluster": "false" },
    });
    expect(messages).toEqual(["notice (pcmk__assign_instances) A:0 is running on n1 which is no longer allowed"]);
    const allowed = assigned({
      resources: clone("C", primitive("A"), { "clone-max": 1, "is-managed": "false" }),
      nodes: { n1: { active: ["A"] }, n2: {} },
      options: { "symmetric-cluster": "false" },
    });
    expect(allowed.messages).toEqual(["warning (can_run_instance) A:0 cannot run on n1: node not allowed"]);
  });

  test("assigns what it depends on first", () => {
    const { lines } = assigned({ resources: clone("C", primitive("A")) + primitive("X"), constraints: together("C", "X", 10) });
    expect(lines.findIndex((line) => line.includes("X alloc"))).toBeLessThan(lines.findIndex((line) => line.includes("C alloc")));
  });
});

describe("a bundle", () => {
  test("places its containers, then what is inside them", () => {
    const { places, scores, run } = assigned({ resources: bundle("B", 2, primitive("A")) });
    expect(places).toEqual({
      "B-podman-0": "n1",
      "B-podman-1": "n2",
      "B-0": "n1",
      "B-1": "n2",
      "A:0": "B-0",
      "A:1": "B-1",
    });
    expect(scores("primitive", "A:0")).toEqual(["A:0: INFINITY"]);
    expect(tableOf(run, "B-clone")).toBe("0, 0, -INFINITY, -INFINITY, -INFINITY");
  });

  test("is shown as often as its assignment is asked for", () => {
    const resources = clone("C", primitive("X")) + bundle("B", 1);
    const { lines } = assigned({ resources, constraints: together("C", "B", 10) });
    expect(lines.filter((line) => line.startsWith("pcmk__bundle_assign: B allocation score on n1"))).toHaveLength(2);
  });

  test("keeps no instance where its primitive failed too often", () => {
    const { run } = assigned({
      resources: bundle("B", 1, primitive("A", { meta: { "migration-threshold": 1 } })),
      nodes: { n1: { active: ["B-podman-0", "B-0"] }, "B-0": { active: ["A"], transient: { "fail-count-A#monitor_10000": 1 }, more: { type: "remote" } } },
    });
    expect(tableOf(run, "A:0")).toBe("-INFINITY, -");
  });
});

test("what is not shown is what was removed", () => {
  const nodes = { n1: { active: ["A", "gone"] }, n2: { active: ["A"] } };
  const { lines, run } = assigned({ resources: clone("C", primitive("A"), { "clone-max": 1 }), nodes });
  expect(resourceOf(run, "A:1")).toBeDefined();
  expect(lines.filter((line) => /\b(A:1|gone) /.test(line))).toEqual([]);
});

test("scores are shown by name of node, digits as numbers; names that differ in case only in the order of the table", () => {
  const names = ["node10", "node9", "N1", "n1", "x", "X", "xx", "XX", "Xx"];
  const { lines } = assigned({ resources: primitive("A"), nodes: Object.fromEntries(names.map((name) => [name, {}])) });
  const shown = lines.flatMap((line) => / on (\S+): /.exec(line)?.[1] ?? []).filter((name) => name !== "capacity");
  expect(shown.slice(0, 9)).toEqual(["n1", "N1", "node9", "node10", "x", "X", "Xx", "XX", "xx"]);
});

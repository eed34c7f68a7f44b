import { describe, expect, test } from "vitest";
import { assigned, bundle, clone, element, group, prefers, primitive, primitives, promotable, resourceOf, tableOf } from "./support.ts";

describe("location preferences", () => {
  test.each([
    [[999_999, 5, -10], "999994"],
    [[-10, 5, 999_999], "INFINITY"],
  ])("the last one applies first: %s", (scores, result) => {
    const constraints = scores.map((score) => prefers("A", "n1", score)).join("");
    expect(assigned({ resources: primitive("A"), constraints }).scores("primitive")).toEqual([`A: ${result}, 0, 0`]);
  });

  test("in an asymmetric cluster allow the node, with their score as its score", () => {
    const { run, places } = assigned({
      resources: primitives("A", "B"),
      constraints: prefers("A", "n2", -1) + prefers("A", "n3", 7),
      options: { "symmetric-cluster": "false" },
    });
    expect([tableOf(run, "A"), tableOf(run, "B")]).toEqual(["-, -1, 7", "-, -, -"]);
    expect(places).toEqual({ A: "n3" });
  });

  test("of a colocated group count once, with its first member", () => {
    const situation = { resources: group("G", primitives("A", "B")), constraints: prefers("G", "n2", 50) };
    expect(assigned(situation).scores("group")).toEqual(["G: 0, 50, 0", "A: 0, 50, 0", "B: 0, 0, 0"]);
  });

  test("of a group that is not colocated count with every member", () => {
    const resources = group("G", primitives("A", "B"), { collocated: "false" });
    const situation = { resources, constraints: prefers("G", "n2", 50) };
    expect(assigned(situation).scores("group")).toEqual(["G: 0, 50, 0", "A: 0, 50, 0", "B: 0, 50, 0"]);
  });

  test("of a clone count with each instance", () => {
    const situation = { resources: clone("C", primitive("A"), { "clone-max": 2 }), constraints: prefers("C", "n2", 5) };
    expect(assigned(situation).scores("clone")).toEqual(["C: 0, 5, 0", "A:0: 0, 5, 0", "A:1: 0, 5, 0"]);
  });

  test("of a bundle count with containers, not with connections", () => {
    const { lines } = assigned({ resources: bundle("B", 1, primitive("A")), constraints: prefers("B", "n2", 5) });
    expect(lines).toContain("pcmk__bundle_assign: B-podman-0 allocation score on n2: 5");
    expect(lines).toContain("pcmk__bundle_assign: B-0 allocation score on n2: 0");
  });

  test("for the promoted role leave scores alone, as nothing is to be promoted yet", () => {
    const resources = promotable("C", primitive("A"), { "clone-max": 1 });
    const { scores } = assigned({ resources, constraints: prefers("C", "n2", 5, { role: "Promoted" }) });
    expect(scores("clone")).toEqual(["C: 0, 0, 0", "A:0: 0, 0, 0"]);
  });

  test("for the promoted role of a bundle are kept by the clone inside", () => {
    const resources = bundle("B", 1, primitive("A"), { "promoted-max": 1 });
    const { run } = assigned({ resources, constraints: prefers("B", "n2", 5, { role: "Promoted" }) }, "criteria");
    expect(resourceOf(run, "B-master").locations.map(({ nodes }) => nodes[0]!.score)).toEqual([5]);
  });

  test("for the stopped role count for what is to be stopped", () => {
    const { run } = assigned(
      {
        resources: primitive("A", { meta: { "target-role": "Stopped" } }) + primitive("B"),
        constraints: prefers("A", "n2", 5, { role: "Stopped" }) + prefers("B", "n2", 5, { role: "Stopped" }),
      },
      "criteria",
    );
    expect([tableOf(run, "A"), tableOf(run, "B")]).toEqual(["0, 5, 0", "0, 0, 0"]);
  });
});

describe("exclusive discovery", () => {
  test("bans the resource from all nodes that no constraint names for it", () => {
    const constraints = prefers("A", "n2", 5, { "resource-discovery": "exclusive" });
    expect(tableOf(assigned({ resources: primitive("A"), constraints }, "criteria").run, "A")).toBe("-INFINITY, 5, -INFINITY");
  });

  test("bans it from every node if the rule matches none", () => {
    const constraints = element(
      "rsc_location",
      { id: "l", rsc: "A", "resource-discovery": "exclusive" },
      element("rule", { id: "r", score: 5 }, element("expression", { id: "e", attribute: "no", operation: "defined" })),
    );
    const { run } = assigned({ resources: primitive("A"), constraints }, "criteria");
    expect(tableOf(run, "A")).toBe("-INFINITY, -INFINITY, -INFINITY");
  });

  test("of a group holds for its members", () => {
    const constraints = prefers("G", "n2", 5, { "resource-discovery": "exclusive" });
    const { run } = assigned({ resources: group("G", primitives("A", "B")), constraints }, "criteria");
    expect([tableOf(run, "A"), tableOf(run, "B")]).toEqual(["-INFINITY, 5, -INFINITY", "-INFINITY, 0, -INFINITY"]);
  });
});

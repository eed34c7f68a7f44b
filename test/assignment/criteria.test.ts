import { describe, expect, test } from "vitest";
import type { Resource } from "../../src/model/resource.ts";
import { assigned, clone, group, prefers, primitive, promotable, resourceOf, tableOf, together, type Situation } from "./support.ts";

function tablesOf(situation: Situation, ...ids: readonly string[]): readonly string[] {
  const { run } = assigned(situation, "criteria");
  return ids.map((id) => tableOf(run, id));
}

describe("stickiness", () => {
  const sticky = primitive("A", { meta: { "resource-stickiness": 10 } });

  test("is added where the resource is active", () => {
    expect(tablesOf({ resources: sticky, nodes: { n1: {}, n2: { active: ["A"] } } }, "A")).toEqual(["0, 10"]);
  });

  test.each([0, -5])("has no effect if it is %s", (value) => {
    const resources = primitive("A", { meta: { "resource-stickiness": value } });
    expect(tablesOf({ resources, nodes: { n1: {}, n2: { active: ["A"] } } }, "A")).toEqual(["0, 0"]);
  });

  test("is not added to what is active on two nodes", () => {
    expect(tablesOf({ resources: sticky, nodes: { n1: { active: ["A"] }, n2: { active: ["A"] } } }, "A")).toEqual(["0, 0"]);
  });

  test("does not allow a node in an asymmetric cluster", () => {
    const options = { "symmetric-cluster": "false" };
    const nodes = { n1: {}, n2: { active: ["A"] } };
    expect(tablesOf({ resources: sticky, nodes, options }, "A")).toEqual(["-, -"]);
    expect(tablesOf({ resources: sticky, nodes, options, constraints: prefers("A", "n2", 1) }, "A")).toEqual(["-, 11"]);
  });

  test("is 1 for instances of a clone that says nothing about it, and each member's own in a group", () => {
    const resources =
      clone("C", primitive("A")) + group("G", primitive("B") + sticky.replaceAll('"A', '"D'), { "resource-stickiness": 20 });
    const nodes = { n1: { active: ["A", "B", "D"] }, n2: {} };
    expect(tablesOf({ resources, nodes }, "C", "A:0", "G", "B", "D")).toEqual(["0, 0", "1, 0", "0, 0", "20, 0", "10, 0"]);
  });
});

describe("failures", () => {
  const nodes = { n1: { active: ["A"], transient: { "fail-count-A#monitor_10000": 2 } }, n2: {} };

  test("ban a resource from a node where it reached its threshold", () => {
    const resources = primitive("A", { meta: { "migration-threshold": 2 } });
    const { run, messages } = assigned({ resources, nodes }, "criteria");
    expect(tableOf(run, "A")).toBe("-INFINITY, 0");
    expect(messages).toContain(
      "processing-warning (pcmk__threshold_reached) A cannot run on n1 due to reaching migration threshold (clean up resource to allow again) | failures=2 migration-threshold=2",
    );
  });

  test("of one instance ban the whole anonymous clone", () => {
    const resources = clone("C", primitive("A", { meta: { "migration-threshold": 2 } }));
    expect(tablesOf({ resources, nodes }, "C", "A:0", "A:1")).toEqual(["-INFINITY, 0", "-INFINITY, 0", "-INFINITY, 0"]);
  });
});

test("node health counts for each top-level resource, and is applied last", () => {
  const { run } = assigned(
    {
      resources: primitive("A") + primitive("B", { meta: { "allow-unhealthy-nodes": "true" } }),
      constraints: prefers("A", "n1", 5),
      nodes: { n1: { transient: { "#health-disk": "-7" } }, n2: { transient: { "#health-disk": "3" } }, n3: {} },
      options: { "node-health-strategy": "custom" },
    },
    "criteria",
  );
  expect([tableOf(run, "A"), tableOf(run, "B")]).toEqual(["-2, 3, 0", "0, 3, 0"]);
  expect(run.locations.map(({ id, resource }) => `${id} ${resource.id}`).slice(0, 3)).toEqual(["custom A", "custom A", "custom B"]);
});

describe("shutdown locks", () => {
  const options = { "shutdown-lock": "true" };
  const leaving = { active: ["A"], transient: { shutdown: "1699999990" } };

  test("keep what runs on a leaving node from going elsewhere", () => {
    const { run, places } = assigned({ resources: primitive("A"), nodes: { n1: leaving, n2: {} }, options });
    expect(tableOf(run, "A")).toBe("0, -INFINITY");
    expect(resourceOf(run, "A")).toMatchObject({ lockNode: { name: "n1" }, lockTime: 1_699_999_990 });
    expect(places).toEqual({});
  });

  test("expire, which another run is proposed for", () => {
    const situation = { resources: primitive("A"), nodes: { n1: leaving, n2: {} } };
    const { run } = assigned({ ...situation, options: { ...options, "shutdown-lock-limit": "60s" } });
    expect(run.recheckBy).toBe(1_699_999_990 + 60 + 1);
  });

  test("take members of groups, but not instances of clones", () => {
    const resources = group("G", primitive("A")) + clone("C", primitive("B"));
    const { run } = assigned({ resources, nodes: { n1: { ...leaving, active: ["A", "B"] }, n2: {} }, options }, "criteria");
    expect([tableOf(run, "A"), tableOf(run, "B:0")]).toEqual(["0, -INFINITY", "1, 0"]);
  });

  test("begin now if the node does not say when it began to leave", () => {
    const nodes = { n1: { ...leaving, transient: { shutdown: "soon" } }, n2: {} };
    const { run, messages } = assigned({ resources: primitive("A"), nodes, options }, "criteria");
    expect(resourceOf(run, "A").lockTime).toBe(1_700_000_000);
    expect(messages).toContain("warning (shutdown_time) Ignoring invalid value 'soon' for n1 shutdown attribute: Bad input value provided");
  });
});

describe("the ledger", () => {
  const promoted = promotable("C", primitive("A"), { "clone-max": 2 });

  test.each<[string, Situation]>([
    [
      "colocations and promotion",
      {
        resources: promoted + primitive("B") + group("G", primitive("D") + primitive("E")),
        constraints: prefers("B", "n2", 5) + together("B", "G", 20) + together("C", "B", "-INFINITY"),
        nodes: { n1: { active: ["A", "D"], transient: { "master-A": 10 } }, n2: {}, n3: { active: ["B"] } },
      },
    ],
    [
      "instances that are tried in vain where they are",
      {
        resources: clone("C", primitive("A"), { "clone-max": 2 }),
        constraints: prefers("C", "n3", 100) + prefers("C", "n2", 50),
        nodes: { n1: { active: ["A:0"] }, n2: { active: ["A:1"] }, n3: {} },
      },
    ],
    [
      "wishes that leave no node",
      { resources: primitive("A") + primitive("B"), constraints: together("B", "A", -100) + prefers("B", "n1", 7), nodes: { n1: {} } },
    ],
  ])("ends with the score of each table: %s", (_, situation) => {
    const { run } = assigned(situation, "assignment", { ledger: true });
    // what was never changed has the node's score, 0
    const last = new Map(run.ledger!.map(({ resource, node, score }) => [`${resource} ${node}`, score]));
    const check = (resource: Resource): void => {
      for (const { node, score } of resource.allowedNodes.values()) {
        expect.soft([resource.id, node.name, last.get(`${resource.id} ${node.name}`) ?? 0]).toEqual([resource.id, node.name, score]);
      }
      for (const child of resource.children) check(child);
    };
    for (const resource of run.cluster.resources) check(resource);
  });

  test("has causes in terms of what a user wrote", () => {
    const constraints = `<rsc_location id="here" rsc="B" node="n2" score="5"/><rsc_colocation id="near" rsc="B" with-rsc="A" score="20"/>`;
    const { run } = assigned({ resources: primitive("A") + primitive("B"), constraints }, "assignment", { ledger: true });
    expect(run.ledger!.map(({ resource, node, delta, cause }) => ({ resource, node, delta, cause }))).toEqual([
      { resource: "B", node: "n2", delta: 5, cause: { kind: "location", constraint: "here" } },
      { resource: "A", node: "n2", delta: 1, cause: { kind: "colocation", constraint: "near", with: "B" } },
      { resource: "B", node: "n2", delta: 20, cause: { kind: "colocation", constraint: "near", with: "A" } },
    ]);
  });
});

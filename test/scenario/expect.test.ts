import { describe, expect, test } from "vitest";
import type { ClusterOutline, Expectation } from "../../src/index.ts";
import { dummy, monitored, onlyCheck, told } from "./support.ts";

const cluster: ClusterOutline = {
  resources: [
    monitored("a"),
    { group: "g", members: [dummy("g1"), dummy("g2")] },
    { clone: "c", meta: { promotable: true, "clone-max": 2 }, of: { primitive: "db", agent: "ocf:pacemaker:Stateful" } },
    dummy("stopped", { meta: { "target-role": "Stopped" } }),
  ],
  constraints: [
    { location: "a", node: "n1", score: 50 },
    { colocation: ["g", "a"] },
    { location: "c", node: "n3" },
    { location: "c", node: "n2" },
    { location: "c", node: "n2", role: "Promoted", score: 10 },
    { order: ["promote c", "start a"] },
    { order: ["a", "g"] },
  ],
};

describe("what can be expected of a cluster where a and g run on n1, db on n2 (promoted) and n3", () => {
  test.each<[Expectation, string, string, string]>([
    [{ resource: "a", on: "n1" }, "a runs on n1", "n2", "a runs on n1"],
    [{ resource: "a", "not-on": ["n2", "n3"] }, "a does not run on n2 or n3", "n1", "a runs on n1"],
  ])("%j, and fails for another node", (expectation, expected, other, instead) => {
    const right = onlyCheck(told(cluster, { expect: [expectation] }));
    expect(right).toMatchObject({ expected, passed: true, instead: [], causes: [], explanations: [] });
    const word = expectation.on === undefined ? "not-on" : "on";
    const wrong = onlyCheck(told(cluster, { expect: [{ ...expectation, [word]: other }] }));
    expect(wrong).toMatchObject({ passed: false, instead: [instead], causes: ["Start a on n1"] });
  });

  test.each<Expectation>([
    { resource: "c", on: ["n2", "n3"] },
    { resource: "db", on: ["n3", "n2"] },
    { resource: "g", on: "n1" },
    { resource: "stopped", on: [] },
    { resource: "c", role: "Promoted", on: "n2" },
    { resource: "c", role: "Unpromoted", on: "n3" },
    { resource: "c", role: "Promoted", "not-on": "n3" },
    { resource: "c", role: "Promoted" },
    { resource: "a", role: "Started" },
    { resource: "stopped", role: "Stopped" },
    { resource: "a", running: true },
    { resource: "g", running: true },
    { resource: "stopped", running: false },
    { resource: "c", instances: 2 },
    { resource: "db", instances: 2 },
    { resource: "c", role: "Promoted", instances: 1 },
    { resource: "stopped", instances: 0 },
    { resource: "g", with: "a" },
    { resource: "a", "apart-from": "c" },
    { resource: "a", score: 50, at: "n1" },
    { resource: "a", score: ">= 50", at: "n1" },
    { resource: "a", score: "< 51", at: "n1" },
    { resource: "g2", score: "-INFINITY", at: "n3" },
    { happens: "start a" },
    { happens: "start a on n1" },
    { happens: "monitor a" },
    { happens: "probe a on n3" },
    { happens: "start g" },
    { happens: "promote c on n2" },
    { happens: "promote db" },
    { never: "start stopped" },
    { never: "start a on n2" },
    { never: "fence n1" },
    { order: ["promote c", "start a", "start g1", "start g2"] },
    { order: ["probe a", "start a", "monitor a"] },
    { fenced: [] },
    { settled: false },
  ])("%j", (expectation) => {
    expect(onlyCheck(told(cluster, { expect: [expectation] }))).toMatchObject({ passed: true, instead: [] });
  });

  test.each<[Expectation, string, readonly string[]]>([
    [{ resource: "c", on: "n2" }, "c runs on n2", ["c runs on n2 (Promoted) and n3 (Unpromoted)"]],
    [{ resource: "c", role: "Promoted", on: "n3" }, "c is Promoted on n3", ["c runs on n2 (Promoted) and n3 (Unpromoted)"]],
    [{ resource: "c", role: "Started" }, "c is Started", ["c runs on n2 (Promoted) and n3 (Unpromoted)"]],
    [{ resource: "a", role: "Stopped" }, "a is Stopped", ["a runs on n1"]],
    [{ resource: "stopped", running: true }, "stopped runs", ["stopped is stopped"]],
    [{ resource: "stopped", on: "n1" }, "stopped runs on n1", ["stopped is stopped"]],
    [{ resource: "a", running: false }, "a does not run", ["a runs on n1"]],
    [{ resource: "c", instances: 3 }, "3 instances of c run", ["c runs on n2 (Promoted) and n3 (Unpromoted)", "it is 2"]],
    [{ resource: "c", role: "Promoted", instances: 2 }, "2 instances of c are Promoted", ["c runs on n2 (Promoted) and n3 (Unpromoted)", "it is 1"]],
    [{ resource: "a", with: "c" }, "a runs where c runs", ["a runs on n1", "c runs on n2 (Promoted) and n3 (Unpromoted)"]],
    [{ resource: "stopped", with: "a" }, "stopped runs where a runs", ["stopped is stopped", "a runs on n1"]],
    [{ resource: "g", "apart-from": "a" }, "g runs nowhere where a runs", ["g runs on n1", "a runs on n1"]],
    [{ resource: "a", score: "> 50", at: "n1" }, "the score of a on n1 is > 50", ["it is 50"]],
    [{ resource: "a", score: "INFINITY", at: "n1" }, "the score of a on n1 is INFINITY", ["it is 50"]],
    [{ happens: "stop a" }, "stop a happens", ["what happens to it is monitor a on n1 every 10s, start a on n1, probe a on n3, probe a on n2, probe a on n1"]],
    [{ happens: "move a" }, "move a happens", ["what happens to it is monitor a on n1 every 10s, start a on n1, probe a on n3, probe a on n2, probe a on n1"]],
    [{ happens: "start a on n2" }, "start a on n2 happens", ["what happens to it is monitor a on n1 every 10s, start a on n1, probe a on n3, probe a on n2, probe a on n1"]],
    [{ never: "start a" }, "start a never happens", ["it does: start a on n1"]],
    [{ order: ["start a", "promote c"] }, "in this order: start a, promote c", ["promote db:0 on n2 is before start a on n1"]],
    [{ order: ["stop a", "start a"] }, "in this order: stop a, start a", ["stop a does not happen"]],
    [{ fenced: "n2" }, "n2 is fenced, nothing else", ["no node is fenced"]],
    [{ resource: "aa", running: true }, "there is a resource aa", ["There is no resource 'aa'; did you mean 'a'?"]],
    [{ resource: "a", "not-on": "n4" }, "a does not run on n4", ["There is no node 'n4'; did you mean 'n1'?"]],
    [{ resource: "a", score: 1, at: "m" }, "the score of a on m is 1", ["There is no node 'm' (there is n1, n2, n3)"]],
    [{ never: "stop aa" }, "stop aa never happens", ["There is no resource 'aa'; did you mean 'a'?"]],
    [{ never: "stop a on m" }, "stop a on m never happens", ["There is no node 'm' (there is n1, n2, n3)"]],
    [{ never: "fence m" }, "fence m never happens", ["There is no node 'm' (there is n1, n2, n3)"]],
  ])("%j fails", (expectation, expected, instead) => {
    expect(onlyCheck(told(cluster, { expect: [expectation] }))).toMatchObject({ expected, passed: false, instead });
  });

  test("an order that nothing guarantees is not one", () => {
    const unordered = { resources: [dummy("a"), dummy("b")] };
    expect(onlyCheck(told(unordered, { expect: [{ order: ["start a", "start b"] }] })).instead).toEqual([
      "start b on n2 does not wait for start a on n1",
    ]);
  });

  test("a failure says what was decided, and what the scores are made of", () => {
    const check = onlyCheck(told(cluster, { expect: [{ resource: "a", on: "n2" }] }));
    const { resource, next, nodes } = check.explanations[0]!;
    expect([resource, next]).toEqual(["a", "n1"]);
    expect(nodes.map(({ node, chosen, score }) => [node, chosen, score])).toEqual([["n1", true, 50], ["n2", false, 0]]);
    expect(nodes[0]!.causes).toContainEqual({ resource: "a", node: "n1", delta: 50, score: 50, cause: { kind: "location", constraint: "location-a-n1" } });
  });

  test("a failure says why a resource could not start", () => {
    const check = onlyCheck(told({ options: { "stonith-enabled": true }, resources: [dummy("a")] }, { expect: [{ resource: "a", running: true }] }));
    expect(check.passed).toBe(false);
    expect(check.instead).toEqual(["a is stopped"]);
    expect(check.causes).toContainEqual(expect.stringMatching(/^Resource start-up disabled since no fencing resources/));
  });
});

test("a failure says that there is no quorum", () => {
  const result = told({ resources: [dummy("a")] }, { do: [{ quorum: false }], expect: [{ resource: "a", running: true }] });
  expect(onlyCheck(result).causes).toContain("The cluster has no quorum");
});

describe("fencing", () => {
  const fenced: ClusterOutline = {
    options: { "stonith-enabled": true },
    resources: [{ primitive: "device", agent: "stonith:fence_dummy" }, dummy("a")],
    constraints: [{ location: "device", node: "n3" }, { location: "a", node: "n1", score: 9 }],
  };
  const after = (expectation: Expectation): ReturnType<typeof onlyCheck> =>
    onlyCheck(told(fenced, {}, { do: [{ "node-fail": "n1" }], expect: [expectation] }));

  test.each<Expectation>([
    { fenced: "n1" },
    { happens: "fence n1" },
    { never: "fence n2" },
    { order: ["fence n1", "start a on n2"] },
  ])("of a lost node: %j", (expectation) => {
    expect(after(expectation).passed).toBe(true);
  });

  test("that was not expected comes with its reason", () => {
    expect(after({ fenced: [] })).toMatchObject({
      expected: "no node is fenced",
      instead: ["fenced: n1"],
      causes: ["Fence (reboot) n1, due to peer is no longer part of the cluster"],
    });
    expect(after({ never: "fence n1" }).causes).toEqual(["Fence (reboot) n1, due to peer is no longer part of the cluster"]);
  });
});

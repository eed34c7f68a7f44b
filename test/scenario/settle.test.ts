import { expect, test } from "vitest";
import { dummy, monitored, problemOf, told } from "./support.ts";

test("a step goes on until nothing is left to do", () => {
  const result = told({ resources: [dummy("a")] }, { do: [{ "op-fail": "start a" }] }, {});
  expect(result.steps.map(({ end, transitions }) => [end, transitions.length])).toEqual([["settled", 4], ["settled", 0]]);
});

test("what leaves no trace in a simulated cluster is done once, and is no unrest, then or later", () => {
  const result = told(
    { resources: [monitored("a")] },
    {},
    { do: [{ edit: { remove: "a-monitor-10s" } }], expect: [{ settled: false }] },
    { expect: [{ settled: true }] },
    { do: [{ "node-standby": "n1" }], expect: [{ resource: "a", on: "n2" }] },
  );
  expect(result.passed).toBe(true);
  expect(result.steps.map(({ end }) => end)).toEqual(["settled", "repeating", "repeating", "settled"]);
});

test("a cluster that tries the same for ever is told of", () => {
  const forever = told(
    { options: { "stonith-enabled": false, "start-failure-is-fatal": false }, resources: [dummy("a")] },
    { do: [{ "op-fail": "start a" }] },
  );
  expect(problemOf(forever)).toBe(
    "The cluster does not come to rest: after 50 transitions there is still start a on n1, stop a on n1; say after how many to look with 'transitions'",
  );
  expect(forever.steps[0]!.end).toBe("restless");
});

test("failures count, so that trying again is no circle", () => {
  const result = told(
    {
      options: { "stonith-enabled": false, "start-failure-is-fatal": false },
      nodes: ["n1"],
      resources: [dummy("a", { meta: { "migration-threshold": 4 } })],
    },
    { do: [{ "op-fail": "start a" }], expect: [{ resource: "a", running: false }] },
  );
  const starts = result.steps[0]!.transitions.flatMap(({ actions }) => actions.filter(({ verb }) => verb === "start"));
  expect([result.passed, starts.length]).toEqual([true, 4]);
});

test("a transition that is broken off tells only what was done of it", () => {
  const result = told(
    { nodes: ["n1"], resources: [{ group: "g", members: [dummy("a"), dummy("b")] }] },
    { do: [{ "op-fail": "start a" }], transitions: 1, expect: [{ happens: "start a" }, { never: "start b" }] },
  );
  expect(result.passed).toBe(true);
});

test("the CIB at the end is what the next scenario can start from", () => {
  const { cib } = told({ resources: [dummy("a")] }, { expect: [{ resource: "a", on: "n1" }] });
  expect(cib!.root.name).toBe("cib");
});

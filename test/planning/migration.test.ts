import { describe, expect, test } from "vitest";
import { actions, connection, messages, op, planned, primitive, relations, synapses, type Situation } from "./model.ts";

const resources = primitive("A", { meta: { "allow-migrate": "true" }, operations: op("A-m", "monitor", "10s") });
const constraints = '<rsc_location id="there" rsc="A" node="n2" score="INFINITY"/>';
const states = { n1: { knows: { A: "start monitor/10000" } }, n2: { knows: { A: "monitor=7" } } };
const moving: Situation = { resources, constraints, states };

describe("a resource that moves and may migrate", () => {
  test("is told on both nodes, before it stops on one and counts as started on the other", () => {
    const steps = synapses(moving);
    expect(Object.values(steps).map(({ text }) => text)).toEqual([
      "2 A_stop_0 n1 after 6",
      "3 (A_start_0) after 2 6",
      "4 A_monitor_10000 n2 after 3",
      "5 A_migrate_to_0 n1",
      "6 A_migrate_from_0 n2 after 5",
    ]);
    const ends = { migrate_source: "n1", migrate_target: "n2" };
    expect(steps[5]!.attributes).toMatchObject({ ...ends, "record_pending": "true" });
    expect(steps[6]!.attributes).toMatchObject(ends);
    expect(steps[6]!.attributes["record_pending"]).toBeUndefined();
  });

  test("has the steps of its migration ordered so that an obstacle undoes them all", () => {
    expect(relations(planned(moving), /^\[|lrm|^A_(stop|start|reload)/)).toEqual([
      "A_monitor_0 → A_migrate_to_0 Ordered",
      "A_migrate_to_0 → A_migrate_from_0 Ordered UnmigratableThenBlocks",
      "A_migrate_from_0 → A_stop_0 Ordered UnmigratableThenBlocks",
      "A_migrate_from_0 → A_start_0 Ordered UnmigratableThenBlocks FirstElseThen",
    ]);
  });

  test("needs for the first step what its start needs", () => {
    const run = planned(moving, "actions");
    const needs = Object.fromEntries(run.actions.map((action) => [action.key, action.needs]));
    expect(needs).toMatchObject({ A_start_0: "quorum", A_migrate_to_0: "quorum", A_migrate_from_0: "nothing" });
  });
});

describe("a resource that moves but must not migrate", () => {
  test.each<[string, Partial<Situation>]>([
    ["because it may not", { resources: primitive("A") }],
    ["because it failed", { states: { ...states, n1: { knows: { A: "start monitor/10000=1" } } } }],
    ["because it is still starting", { states: { ...states, n1: { knows: { A: "start~" } } } }],
  ])("%s is stopped and started", (_, change) => {
    const keys = planned({ ...moving, ...change }, "actions").actions.map(({ key }) => key);
    expect(keys).toContain("A_stop_0");
    expect(keys).not.toContain("A_migrate_to_0");
  });
});

describe("a migration that has begun", () => {
  const half = { n1: { knows: { A: "start migrate_to" } }, n2: { knows: { A: "monitor=7" } } };

  test("is completed without being told the source again", () => {
    expect(actions(planned({ ...moving, states: half }, "actions")).map((text) => text.split(" ").slice(0, 2).join(" "))).toEqual([
      "A_stop_0 n1",
      "A_start_0 n2",
      "A_monitor_10000 n2",
      "A_migrate_from_0 n2",
    ]);
    expect(relations(planned({ ...moving, states: half }))).toContain("A_monitor_0 → A_migrate_from_0 Ordered");
  });

  test("is given up if the resource is to be elsewhere, with a full recovery", () => {
    const back = { ...moving, constraints: '<rsc_location id="here" rsc="A" node="n1" score="INFINITY"/>', states: half };
    expect(messages(planned(back), "pcmk__primitive_create_actions")).toEqual([
      "Forcing recovery of A because it can no longer migrate from n1 to n2",
    ]);
    const keys = actions(planned(back, "actions"));
    expect(keys).toContain("A_stop_0 n1 required");
    expect(keys).toContain("A_stop_0 n2 required");
  });
});

test("a migration is given up if the resource is active on a third node", () => {
  const situation: Situation = {
    ...moving,
    nodes: ["n1", "n2", "n3"],
    states: { n1: { knows: { A: "start migrate_to" } }, n2: { knows: { A: "monitor=7" } }, n3: { knows: { A: "start" } } },
  };
  expect(messages(planned(situation), "pcmk__primitive_create_actions")).toEqual([
    "Forcing recovery of A because it is migrating from n1 to n2 and possibly active elsewhere",
  ]);
});

test("the connection of a remote node migrates without being marked as pending", () => {
  const steps = synapses({
    resources: connection("r1"),
    constraints: '<rsc_location id="there" rsc="r1" node="n2" score="INFINITY"/>',
    states: {
      n1: { knows: { r1: "start monitor/10000 @ocf:pacemaker:remote" } },
      n2: { knows: { r1: "monitor=7 @ocf:pacemaker:remote" } },
      r1: { remote: true },
    },
  });
  const to = Object.values(steps).find(({ action }) => action.head.task === "migrate_to")!;
  expect(to.attributes["migrate_target"]).toBe("n2");
  expect(to.attributes["record_pending"]).toBeUndefined();
});

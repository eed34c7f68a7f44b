import { describe, expect, test } from "vitest";
import {
  actions,
  clone,
  device,
  linksBefore,
  messages,
  op,
  planned,
  primitive,
  synapses,
  type Situation,
  type Step,
} from "../model.ts";
import { buildGraph } from "../../../src/graph/index.ts";
import { Role } from "../../../src/values/role.ts";

const notify = { notify: "true" };
const oneRuns = { n1: { knows: { A: "start" } }, n2: { knows: { A: "monitor=7" } } };
const situation: Situation = { resources: clone("C", primitive("A"), notify), states: oneRuns };

function texts(steps: Readonly<Record<number, Step>>): string[] {
  return Object.values(steps).map(({ text }) => text);
}

/** The data of notifications at an action, without the prefix, and without lists that are empty. */
function data(step: Step): Record<string, string> {
  const pairs = Object.entries(step.attributes).filter(([name, value]) => name.startsWith("notify_") && value !== " ");
  return Object.fromEntries(pairs.map(([name, value]) => [name.slice("notify_".length), value]));
}

describe("a clone that starts an instance", () => {
  test("tells the others before, and all afterwards", () => {
    expect(texts(synapses(situation))).toEqual([
      "3 A:1_start_0 n2 after 4",
      "4 (C_start_0) after 9",
      "5 (C_running_0) after 3 4",
      "8 (C_pre_notify_start_0)",
      "9 (C_confirmed-pre_notify_start_0) after 8 16",
      "10 (C_post_notify_running_0) after 5 9",
      "11 (C_confirmed-post_notify_running_0) after 10 17 18",
      "16 A:0_pre_notify_start_0 n1 after 8",
      "17 A:0_post_notify_start_0 n1 after 10",
      "18 A:1_post_notify_start_0 n2 after 10",
    ]);
  });

  test("says what is, and what will be or was done", () => {
    const steps = synapses(situation);
    const lists = {
      active_resource: "A:0",
      active_uname: "n1",
      all_uname: "n1 n2",
      available_uname: "n1 n2",
      inactive_resource: "A:1",
      start_resource: "A:1",
      start_uname: "n2",
    };
    const before = { key_operation: "start", key_type: "pre", operation: "start", type: "pre" };
    const after = { key_operation: "running", key_type: "post", operation: "start", type: "post" };
    expect(data(steps[16]!)).toEqual({ ...lists, ...before });
    expect(data(steps[17]!)).toEqual({ ...lists, ...after });
    expect(data(steps[3]!)).toEqual(lists);
    expect(data(steps[11]!)).toEqual({ ...after, key_type: "confirmed-post" });
  });

  test("has all lists in the data, a single blank for an empty one", () => {
    const names = Object.keys(synapses(situation)[3]!.attributes).filter((name) => name.startsWith("notify_"));
    expect(names.map((name) => name.slice("notify_".length))).toEqual([
      "active_resource",
      "active_uname",
      "all_uname",
      "available_uname",
      "demote_resource",
      "demote_uname",
      "inactive_resource",
      "master_resource",
      "master_uname",
      "promote_resource",
      "promote_uname",
      "promoted_resource",
      "promoted_uname",
      "slave_resource",
      "slave_uname",
      "start_resource",
      "start_uname",
      "stop_resource",
      "stop_uname",
      "unpromoted_resource",
      "unpromoted_uname",
    ]);
    expect(synapses(situation)[3]!.attributes["notify_stop_uname"]).toBe(" ");
  });

  test("gives what comes afterwards the highest priority", () => {
    const first = Object.values(synapses(situation)).filter(({ priority }) => priority === 1_000_000);
    expect(first.map(({ action }) => action.head.id)).toEqual([5, 10, 11, 17, 18]);
  });
});

test("instances are listed in the order of their names as bytes", () => {
  const nodes = Array.from({ length: 11 }, (_, i) => `n${i + 1}`);
  const states = Object.fromEntries(nodes.map((name) => [name, { knows: { A: "monitor=7" } }]));
  const steps = synapses({ resources: clone("C", primitive("A"), notify), nodes, states });
  const start = Object.values(steps).find(({ action }) => action.head.task === "start")!;
  expect(start.attributes["notify_start_resource"]).toBe("A:0 A:1 A:10 A:2 A:3 A:4 A:5 A:6 A:7 A:8 A:9");
});

test("without notifications there are none of these points", () => {
  const run = planned({ ...situation, resources: clone("C", primitive("A")) });
  buildGraph(run);
  expect(run.actions.filter(({ task }) => task.startsWith("notif"))).toEqual([]);
});

test("an instance that is stopped is told before, the others also afterwards", () => {
  const states = { n1: { knows: { A: "start" } }, n2: { knows: { A: "start" } } };
  const steps = texts(synapses({ resources: clone("C", primitive("A"), { ...notify, "clone-max": "1" }), states }));
  expect(steps.filter((text) => / A:\d_.*notify/.test(text)).map((text) => text.split(" ").slice(1, 3).join(" "))).toEqual([
    "A:0_pre_notify_stop_0 n1",
    "A:0_post_notify_stop_0 n1",
    "A:1_pre_notify_stop_0 n2",
  ]);
});

test("recurring operations wait until all were told", () => {
  const resources = clone("C", primitive("A", { operations: op("A-m", "monitor", "10s") }), notify);
  const states = { n1: { knows: { A: "monitor=7" } }, n2: { knows: { A: "monitor=7" } } };
  const monitors = texts(synapses({ resources, states })).filter((text) => text.includes("monitor_10000"));
  const told = texts(synapses({ resources, states })).find((text) => text.includes("(C_confirmed-post_notify_running_0)"))!;
  const id = told.split(" ")[0]!;
  expect(monitors.length).toBe(2);
  expect(monitors.every((text) => text.split(" after ")[1]!.split(" ").includes(id))).toBe(true);
});

describe("a promotable clone", () => {
  const resources = clone("C", primitive("A", { agent: "ocf:pacemaker:Stateful" }), { ...notify, promotable: "true" });
  const agent = "@ocf:pacemaker:Stateful";
  const states = {
    n1: { knows: { A: `start ${agent}` }, attributes: { "master-A": "10" } },
    n2: { knows: { A: `start promote ${agent}` }, attributes: { "master-A": "5" } },
  };

  test("has its notifications ordered: stops, starts and demotes before promotes", () => {
    const run = planned({ resources, states }, "actions");
    expect(linksBefore(run, "C_pre_notify_promote_0")).toEqual([
      "C_confirmed-post_notify_stopped_0 Ordered",
      "C_confirmed-post_notify_running_0 Ordered",
      "C_confirmed-post_notify_demoted_0 Ordered",
    ]);
    expect(linksBefore(run, "C_pre_notify_start_0")).toEqual([
      "C_confirmed-post_notify_stopped_0 Ordered",
      "C_confirmed-post_notify_demoted_0 Ordered",
    ]);
    expect(linksBefore(run, "C_pre_notify_stop_0")).toEqual(["C_confirmed-post_notify_demoted_0 Ordered"]);
  });

  test("tells all active instances before and after a demote, and a promotion of the one that is promoted", () => {
    const constraints = '<rsc_location id="l" rsc="C" node="n2" score="-INFINITY"/>';
    const keys = texts(synapses({ resources, states, constraints })).map((text) => text.split(" ").slice(1, 3).join(" "));
    expect(keys.filter((key) => /^A:\d_(pre|post)_notify_(demote|promote)/.test(key)).toSorted()).toEqual([
      "A:0_post_notify_demote_0 n1",
      "A:0_post_notify_promote_0 n1",
      "A:0_pre_notify_demote_0 n1",
      "A:0_pre_notify_promote_0 n1",
      "A:1_post_notify_demote_0 n2",
      "A:1_pre_notify_demote_0 n2",
    ]);
  });
});

test("the stop that fencing implies is told to the other instances after the fencing", () => {
  const resources = device("F") + clone("C", primitive("A"), notify);
  const states = {
    n1: { knows: { A: "start", F: "start @stonith:fence_dummy" } },
    n2: { knows: { A: "start" }, lost: true },
  };
  const run = planned({ resources, states, options: { "fencing-enabled": "true" } }, "fencing");
  const points = actions(run).filter((text) => text.includes("stonith_0") || text.includes("notify_stop_0 n"));
  expect(points).toEqual([
    "A:1_post_notify_stonith_0 - required pseudo",
    "A:1_confirmed-post_notify_stonith_0 - required pseudo",
    "A:0_post_notify_stop_0 n1 required",
  ]);
  expect(linksBefore(run, "A:1_post_notify_stonith_0")).toEqual(["stonith-n2-reboot n2 FirstImpliesThen"]);
  const told = run.actions.find(({ key }) => key === "A:0_post_notify_stop_0")!;
  expect([...told.meta.unordered()].filter(([name]) => name.startsWith("notify_stop"))).toEqual([
    ["notify_stop_resource", "A:1"],
    ["notify_stop_uname", "n2"],
  ]);
});

test("a clone that looks to hosts says where its nodes really are", () => {
  const steps = synapses({
    resources:
      primitive("vm", { meta: { "remote-node": "g1" } }) +
      clone("C", primitive("A"), { ...notify, "container-attribute-target": "host" }),
    states: {
      n1: { knows: { A: "monitor=7", vm: "monitor=7" } },
      n2: { knows: { A: "monitor=7", vm: "start", g1: "start @ocf:pacemaker:remote" } },
      g1: { remote: true, knows: { A: "monitor=7" } },
    },
  });
  const start = Object.values(steps).find(({ action }) => action.head.task === "start")!;
  expect(start.attributes).toMatchObject({ notify_all_uname: "g1 n1 n2", notify_all_hosts: "n2 n1 n2" });
});

test("an instance in a role that cannot be told is an error, once for each operation", () => {
  const run = planned(situation);
  run.cluster.resources[0]!.children[0]!.originalRole = Role.Unknown;
  buildGraph(run);
  expect(messages(run, "collect_resource_data")).toEqual([
    "Resource A:0 role on n1 (Unknown) is not supported for notifications (bug?)",
    "Resource A:0 role on n1 (Unknown) is not supported for notifications (bug?)",
  ]);
});

test("an instance that is to be active but has no node is an error", () => {
  const run = planned(situation);
  const instance = run.cluster.resources[0]!.children.find(({ id }) => id === "A:1")!;
  instance.assignedNode = null;
  buildGraph(run);
  expect(messages(run, "create_notify_actions")).toContain("Next role 'Started' but A:1 is not allocated");
});

import { describe, expect, test } from "vitest";
import {
  actions,
  clone,
  device,
  messages,
  op,
  planned,
  primitive,
  relations,
  synapses,
  transition,
  type Situation,
} from "../model.ts";

const monitored = primitive("A", { operations: op("A-m", "monitor", "10s") });
const stoppedOnBoth = { n1: { knows: { A: "monitor=7" } }, n2: { knows: { A: "monitor=7" } } };
const runningOnFirst = { n1: { knows: { A: "start monitor/10000" } }, n2: { knows: { A: "monitor=7" } } };
const elsewhere = '<rsc_location id="away" rsc="A" node="n2" score="INFINITY"/>';

describe("a fresh resource", () => {
  test("is probed everywhere before it is started and monitored", () => {
    expect(transition({ resources: monitored })).toEqual([
      "1 A_monitor_0 n1",
      "2 A_monitor_0 n2",
      "3 A_start_0 n1 after 1 2",
      "4 A_monitor_10000 n1 after 3",
    ]);
  });

  test("has its relations numbered in the order of stages", () => {
    expect(relations(planned({ resources: monitored }))).toEqual([
      "A_stop_0 → A_start_0 Ordered FirstImpliesThen IntermediateStop",
      "A_lrm_delete_0 → A_monitor_0 IfOnSameNode ThenCancelsFirst",
      "[A_monitor_0 n1] → A_start_0 Ordered",
      "[A_monitor_0 n1] → A_reload-agent_0 Ordered",
      "[A_monitor_0 n2] → A_start_0 Ordered",
      "[A_monitor_0 n2] → A_reload-agent_0 Ordered",
      "A_start_0 → [A_monitor_10000 n1] FirstImpliesThen UnrunnableFirstBlocks",
      "A_reload-agent_0 → [A_monitor_10000 n1] FirstImpliesThen UnrunnableFirstBlocks",
    ]);
  });

  test("is not started without quorum, nor monitored", () => {
    const run = planned({ resources: monitored, states: stoppedOnBoth, quorum: false }, "actions");
    expect(actions(run)).toEqual([
      "A_start_0 n1 optional unrunnable (no quorum)",
      "A_monitor_10000 n1 required unrunnable",
    ]);
  });
});

describe("a resource that stays", () => {
  test("has an optional stop and start, created after what history left", () => {
    expect(actions(planned({ resources: monitored, states: runningOnFirst }, "actions"))).toEqual([
      "A_monitor_10000 n1 optional",
      "A_stop_0 n1 optional",
      "A_start_0 n1 optional",
    ]);
  });

  test("is stopped and started where it failed", () => {
    const states = { ...runningOnFirst, n1: { knows: { A: "start monitor/10000=1" } } };
    expect(transition({ resources: monitored, states })).toEqual([
      "1 A_monitor_10000 n1 after 3",
      "2 A_stop_0 n1",
      "3 A_start_0 n1 after 2",
    ]);
  });

  test("has a start in the graph, although optional, while one is in progress", () => {
    const states = { ...runningOnFirst, n1: { knows: { A: "start~" } } };
    expect(transition({ resources: primitive("A"), states })).toContain("1 A_start_0 n1");
  });
});

describe("a resource that goes away", () => {
  test("is stopped on one node and started on the other", () => {
    expect(transition({ resources: monitored, states: runningOnFirst, constraints: elsewhere })).toEqual([
      "2 A_stop_0 n1",
      "3 A_start_0 n2 after 2",
      "4 A_monitor_10000 n2 after 3",
    ]);
  });

  test("is stopped for lack of a node, whatever else the stop is told", () => {
    const constraints =
      '<rsc_location id="not1" rsc="A" node="n1" score="-INFINITY"/><rsc_location id="not2" rsc="A" node="n2" score="-INFINITY"/>';
    const run = planned({ resources: primitive("A"), states: { n1: { knows: { A: "start" } } }, constraints }, "actions");
    expect(actions(run)).toContain("A_stop_0 n1 required (node availability)");
  });

  test("is stopped before its node is shut down", () => {
    const states = { n1: { knows: { A: "start" }, attributes: { shutdown: "1" } }, n2: { knows: { A: "monitor=7" } } };
    const steps = synapses({ resources: primitive("A"), states });
    expect(Object.values(steps).map(({ text }) => text)).toEqual([
      "1 A_stop_0 n1",
      "2 A_start_0 n2 after 1",
      "3 do_shutdown-n1 n1 after 1",
    ]);
    expect(steps[3]!.attributes["op_no_wait"]).toBe("true");
  });
});

describe("a resource that is active on two nodes", () => {
  const twice = { n1: { knows: { A: "start monitor/10000" } }, n2: { knows: { A: "monitor=0" } } };
  const active = (policy?: string): Situation => ({
    resources: primitive("A", {
      operations: op("A-m", "monitor", "10s"),
      ...(policy === undefined ? {} : { meta: { "multiple-active": policy } }),
    }),
    states: twice,
  });

  test("is stopped on both and started on one", () => {
    expect(transition(active())).toEqual([
      "1 A_monitor_10000 n1 after 4",
      "2 A_stop_0 n1",
      "3 A_stop_0 n2",
      "4 A_start_0 n1 after 2 3",
    ]);
  });

  test("is left alone where it is expected, if only unexpected instances are to be stopped", () => {
    const run = planned(active("stop_unexpected"));
    expect(actions(run).filter((text) => text.startsWith("A_stop"))).toEqual([
      "A_stop_0 n2 required (being multiply active)",
    ]);
    expect(transition(active("stop_unexpected"))).toEqual([
      "1 A_monitor_10000 n1 after 3",
      "2 A_stop_0 n2",
      "3 (A_start_0) after 2",
    ]);
  });

  test.each([
    [undefined, "attempting recovery"],
    ["stop_unexpected", "stopping unexpected instances"],
    ["block", "waiting for an administrator"],
    ["stop_only", "shutting it down"],
  ])("is reported with the policy %s", (policy, text) => {
    expect(messages(planned(active(policy)), "pcmk__primitive_create_actions")).toEqual([
      `ocf resource A might be active on 2 nodes (${text})`,
      'For more information, see "What are multiply active resources?" at https://projects.clusterlabs.org/w/clusterlabs/faq/',
    ]);
  });
});

describe("an unmanaged resource", () => {
  test("gets its monitor where it runs and a watch elsewhere, without any orderings", () => {
    const resources = primitive("A", {
      meta: { "is-managed": "false" },
      operations: op("A-m", "monitor", "10s") + op("A-w", "monitor", "11s", { role: "Stopped" }),
    });
    const states = { n1: { knows: { A: "start" } }, n2: { knows: { A: "monitor=7" } } };
    const steps = synapses({ resources, states });
    expect(Object.values(steps).map(({ text }) => text)).toEqual(["3 A_monitor_10000 n1", "4 A_monitor_11000 n2"]);
    expect(steps[4]!.attributes["op_target_rc"]).toBe("7");
    expect(actions(planned({ resources, states }, "actions")).slice(0, 2)).toEqual([
      "A_stop_0 n1 optional unrunnable",
      "A_start_0 n1 optional",
    ]);
    expect(relations(planned({ resources, states }))).toEqual([]);
  });
});

describe("a resource that needs unfencing", () => {
  const resources = device("F", { provides: "unfencing" }) + primitive("A", { meta: { requires: "unfencing" } });
  const options = { "fencing-enabled": "true" };

  test("is started after the unfencing of its node, which is triggered if it is due", () => {
    const run = planned({ resources, options }, "actions");
    expect(actions(run).filter((text) => text.startsWith("stonith"))).toContain(
      "stonith-n1-on n1 required (required by F monitor)",
    );
  });

  test("that must stop until its node is unfenced is an error", () => {
    const states = {
      n1: { knows: { A: "start", F: "monitor=7 @stonith:fence_dummy" } },
      n2: { knows: { A: "monitor=7", F: "monitor=7 @stonith:fence_dummy" } },
    };
    expect(messages(planned({ resources, options, states }), "stop_resource")).toEqual([
      "Stopping A until n1 can be unfenced",
    ]);
  });
});

test("a promoted instance that stays has its start created first, then what takes it down and up again", () => {
  const stateful = primitive("A", { agent: "ocf:pacemaker:Stateful" });
  const states = {
    n1: { knows: { A: "start promote @ocf:pacemaker:Stateful" }, attributes: { "master-A": "10" } },
    n2: { knows: { A: "monitor=7 @ocf:pacemaker:Stateful" } },
  };
  const resources = clone("C", stateful, { promotable: "true", "clone-max": "1" });
  const run = planned({ resources, states }, "actions");
  expect(actions(run).filter((text) => text.startsWith("A:0"))).toEqual([
    "A:0_start_0 n1 optional",
    "A:0_demote_0 n1 optional",
    "A:0_stop_0 n1 optional",
    "A:0_promote_0 n1 optional",
  ]);
});

import { describe, expect, test } from "vitest";
import { actions, clone, op, planned, primitive, relations, synapses, transition, type Situation } from "../model.ts";

const stateful = primitive("A", {
  agent: "ocf:pacemaker:Stateful",
  operations: op("A-u", "monitor", "10s", { role: "Unpromoted" }) + op("A-p", "monitor", "9s", { role: "Promoted" }),
});
const agent = "@ocf:pacemaker:Stateful";

function ofClone(situation: Situation): string[] {
  return actions(planned(situation, "actions")).filter((text) => text.startsWith("C_"));
}

describe("the points in time of a clone", () => {
  test("are optional while nothing happens", () => {
    const states = { n1: { knows: { A: "start" } }, n2: { knows: { A: "start" } } };
    expect(ofClone({ resources: clone("C", primitive("A")), states })).toEqual([
      "C_start_0 - optional pseudo",
      "C_running_0 - optional pseudo",
      "C_stop_0 - optional migratable pseudo",
      "C_stopped_0 - optional pseudo",
    ]);
  });

  test("of starts are required if an instance starts", () => {
    expect(ofClone({ resources: clone("C", primitive("A")) }).slice(0, 2)).toEqual([
      "C_start_0 - required pseudo",
      "C_running_0 - required pseudo",
    ]);
  });

  test("include no completion of starts if nothing is active or can start", () => {
    expect(ofClone({ resources: clone("C", primitive("A")), quorum: false }).slice(0, 2)).toEqual([
      "C_start_0 - optional pseudo",
      "C_running_0 - optional unrunnable pseudo",
    ]);
  });

  test("include a stop that cannot be part of a migration if one and the same instance is restarted", () => {
    const resources = clone("C", primitive("A", { operations: op("A-m", "monitor", "10s") }));
    const states = { n1: { knows: { A: "start monitor/10000=1" } }, n2: { knows: { A: "start" } } };
    expect(ofClone({ resources, states }).slice(2)).toEqual([
      "C_stop_0 - required pseudo",
      "C_stopped_0 - required pseudo",
    ]);
  });

  test("have completions that come first where the cluster can choose", () => {
    const steps = Object.values(synapses({ resources: clone("C", primitive("A")) }));
    const first = steps.filter(({ priority }) => priority === 1_000_000).map(({ action }) => action.head.key);
    expect(first).toEqual(["C_running_0"]);
  });
});

describe("a promotable clone", () => {
  const states = {
    n1: { knows: { A: `monitor=7 ${agent}` }, attributes: { "master-A": "10" } },
    n2: { knows: { A: `monitor=7 ${agent}` }, attributes: { "master-A": "5" } },
  };

  test("starts all instances before it promotes one", () => {
    const steps = synapses({ resources: clone("C", stateful, { promotable: "true" }), states });
    expect(Object.values(steps).map(({ text }) => text)).toEqual([
      "1 A:0_start_0 n1 after 6",
      "2 A:0_promote_0 n1 after 1 10",
      "3 A:0_monitor_9000 n1 after 1 2",
      "4 A:1_start_0 n2 after 6",
      "5 A:1_monitor_10000 n2 after 4",
      "6 (C_start_0)",
      "7 (C_running_0) after 1 4 6",
      "10 (C_promote_0) after 7",
      "11 (C_promoted_0) after 2",
    ]);
    expect(steps[3]!.attributes["op_target_rc"]).toBe("8");
  });

  test("demotes after the promoted role's monitor is cancelled, and records that twice", () => {
    const running = {
      n1: { knows: { A: `start promote monitor/9000=8 ${agent}` }, attributes: { "master-A": "10" } },
      n2: { knows: { A: `start monitor/10000 ${agent}` }, attributes: { "master-A": "5" } },
    };
    const situation: Situation = {
      resources: clone("C", stateful, { promotable: "true", "target-role": "Unpromoted" }),
      states: running,
    };
    expect(transition(situation)).toEqual([
      "1 A:0_monitor_9000 n1",
      "4 A:0_demote_0 n1 after 1 15",
      "6 A:0_monitor_10000 n1 after 4",
      "15 (C_demote_0)",
      "16 (C_demoted_0) after 4 15",
    ]);
    const run = planned(situation, "actions");
    expect(actions(run).slice(0, 8)).toEqual([
      "A:0_monitor_9000 n1 required",
      "A:1_monitor_10000 n2 optional",
      "A:0_start_0 n1 optional",
      "A:0_demote_0 n1 required",
      "A:0_stop_0 n1 optional",
      "A:0_monitor_10000 n1 required",
      "A:1_start_0 n2 optional",
      "A:1_stop_0 n2 optional",
    ]);
    const cancels = relations(run).filter((text) => text.startsWith("[A:0_monitor_9000 n1]"));
    expect(cancels).toEqual([
      "[A:0_monitor_9000 n1] → A:0_demote_0 UnrunnableFirstBlocks",
      "[A:0_monitor_9000 n1] → A:0_demote_0 UnrunnableFirstBlocks",
    ]);
  });

  test("gives its own priority to the instances, whatever ranked them", () => {
    const resources = clone("C", stateful, { promotable: "true", priority: "7" });
    const steps = Object.values(synapses({ resources, states }));
    expect(steps.filter(({ text }) => text.includes("A:")).map(({ priority }) => priority)).toEqual([7, 7, 7, 7, 7]);
  });
});

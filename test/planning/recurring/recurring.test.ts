import { describe, expect, test } from "vitest";
import {
  actions,
  clone,
  connection,
  messages,
  op,
  planned,
  primitive,
  relations,
  synapses,
  transition,
  type Situation,
} from "../model.ts";

const watch = op("A-w", "monitor", "11s", { role: "Stopped" });
const monitor = op("A-m", "monitor", "10s");
const known = { n1: { knows: { A: "monitor=7" } }, n2: { knows: { A: "monitor=7" } } };

function steps(situation: Situation): string[] {
  return transition(situation);
}

describe("where a resource is to be active", () => {
  test("a monitor that runs already is left alone", () => {
    const situation: Situation = {
      resources: primitive("A", { operations: monitor }),
      states: { n1: { knows: { A: "start monitor/10000" } }, n2: { knows: { A: "monitor=7" } } },
    };
    expect(steps(situation)).toEqual([]);
  });

  test("a monitor that does not run is started", () => {
    const situation: Situation = {
      resources: primitive("A", { operations: monitor }),
      states: { n1: { knows: { A: "start" } }, n2: { knows: { A: "monitor=7" } } },
    };
    expect(steps(situation)).toEqual(["3 A_monitor_10000 n1"]);
  });

  test("an operation for another role is not started", () => {
    const operations = op("A-p", "monitor", "10s", { role: "Promoted" }) + op("A-s", "monitor", "12s", { role: "Started" });
    expect(steps({ resources: primitive("A", { operations }), states: known })).toEqual([
      "1 A_start_0 n1",
      "2 A_monitor_12000 n1 after 1",
    ]);
  });

  test("an operation with role Started does not suit what can be promoted", () => {
    const operations = op("A-s", "monitor", "12s", { role: "Started" }) + monitor;
    const resources = clone("C", primitive("A", { operations, agent: "ocf:pacemaker:Stateful" }), {
      promotable: "true",
      "promoted-max": "0",
    });
    const keys = actions(planned({ resources }, "actions")).map((text) => text.split(" ")[0]);
    expect(keys).toContain("A:0_monitor_10000");
    expect(keys).not.toContain("A:0_monitor_12000");
  });

  test("nothing recurs in maintenance, except what history says", () => {
    const resources = primitive("A", { operations: monitor, meta: { maintenance: "true" } });
    const states = { n1: { knows: { A: "start" } }, n2: { knows: { A: "monitor=7" } } };
    expect(actions(planned({ resources, states }, "actions"))).toEqual([
      "A_stop_0 n1 optional unrunnable",
      "A_start_0 n1 optional",
    ]);
  });

  test("a monitor waits for promotion, and expects its result", () => {
    const operations = op("A-p", "monitor", "9s", { role: "Promoted" });
    const resources = clone("C", primitive("A", { operations, agent: "ocf:pacemaker:Stateful" }), {
      promotable: "true",
      "clone-max": "1",
    });
    const states = {
      n1: { knows: { A: "start @ocf:pacemaker:Stateful" }, attributes: { "master-A": "10" } },
      n2: { knows: { A: "monitor=7 @ocf:pacemaker:Stateful" } },
    };
    const run = planned({ resources, states }, "actions");
    // once for each time that the instance's actions are created
    expect(relations(run).filter((text) => text.endsWith("[A:0_monitor_9000 n1] Ordered UnrunnableFirstBlocks"))).toEqual([
      "A:0_promote_0 → [A:0_monitor_9000 n1] Ordered UnrunnableFirstBlocks",
      "A:0_promote_0 → [A:0_monitor_9000 n1] Ordered UnrunnableFirstBlocks",
    ]);
    expect(run.actions.find(({ key }) => key === "A:0_monitor_9000")?.meta.get("op_target_rc")).toBe("8");
  });
});

describe("operations with role Stopped", () => {
  test("watch on all nodes but the one where the resource is to be", () => {
    const result = synapses({ resources: primitive("A", { operations: monitor + watch }), states: known });
    expect(Object.values(result).map(({ text }) => text)).toEqual([
      "1 A_start_0 n1",
      "2 A_monitor_10000 n1 after 1",
      "3 A_monitor_11000 n2",
    ]);
    expect(result[3]!.attributes["op_target_rc"]).toBe("7");
    expect(result[2]!.attributes["op_target_rc"]).toBeUndefined();
  });

  test("wait for probes and stops on their node", () => {
    const situation: Situation = {
      resources: primitive("A", { operations: watch }),
      states: { n1: { knows: { A: "start" } } },
      constraints: '<rsc_location id="away" rsc="A" node="n2" score="INFINITY"/>',
    };
    expect(steps(situation)).toEqual([
      "1 A_monitor_0 n2",
      "2 A_stop_0 n1",
      "3 A_start_0 n2 after 1 2",
      "4 A_monitor_11000 n1 after 2",
    ]);
  });

  test("are cancelled where the resource is going to start", () => {
    const states = { n1: { knows: { A: "monitor=7 monitor/11000=7" } }, n2: { knows: { A: "monitor=7" } } };
    const result = synapses({ resources: primitive("A", { operations: watch }), states });
    expect(Object.values(result).map(({ text }) => text)).toEqual([
      "1 A_monitor_11000 n1",
      "2 A_start_0 n1 after 1",
      "3 A_monitor_11000 n2",
    ]);
    expect(result[1]!.action.head.task).toBe("cancel");
    expect(result[1]!.attributes).toMatchObject({ operation: "monitor", interval: "11000", role: "Stopped" });
  });

  test("exist on Pacemaker Remote nodes as well, and cannot run on one that is not connected", () => {
    const run = planned(
      {
        resources: primitive("A", { operations: watch }) + connection("r1", { "target-role": "Stopped" }),
        states: known,
      },
      "actions",
    );
    expect(actions(run).filter((text) => text.startsWith("A_monitor_11000"))).toEqual([
      "A_monitor_11000 n2 required",
      "A_monitor_11000 r1 required unrunnable",
    ]);
  });

  test("are announced where they start", () => {
    const run = planned({ resources: primitive("A", { operations: watch }), states: known });
    expect(messages(run, "recurring_op_for_inactive")).toEqual([
      "Start recurring 11s-interval monitor for Stopped A on n2",
    ]);
  });

  test("are not supported for anonymous clones, since any instance may be on the node", () => {
    const run = planned({ resources: clone("C", primitive("A", { operations: watch }), { "clone-max": "1" }) });
    expect(messages(run, "recurring_op_for_inactive")).toEqual([
      "Ignoring A-w (recurring monitors for Stopped role are not supported for anonymous clones)",
    ]);
    expect(run.actions.some(({ key }) => key.includes("11000"))).toBe(false);
  });
});

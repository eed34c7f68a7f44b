import { describe, expect, test } from "vitest";
import { clone, linksBefore, planned, primitive, relations, type Situation } from "../model.ts";

function order(first: string, next: string, more = ""): string {
  return `<rsc_order id="${first}-${next}" first="${first}" then="${next}" ${more}/>`;
}

/** What comes before an action, of probes only. */
function probesBefore(situation: Situation, key: string, node?: string): string[] {
  return linksBefore(planned(situation), key, node).filter((text) => text.includes("monitor_0"));
}

describe("a probe", () => {
  // B runs on n1 and follows A, which is not known on n2
  const situation: Situation = {
    resources: primitive("A") + primitive("B"),
    states: { n1: { knows: { A: "start", B: "start" } }, n2: { knows: { B: "monitor=7" } } },
    constraints: order("A", "B"),
  };

  test("comes before the stop of what would be restarted with the resource", () => {
    expect(probesBefore(situation, "B_stop_0")).toEqual(["A_monitor_0 n2 Ordered"]);
  });

  test("reaches along a chain of orderings", () => {
    const chain: Situation = {
      ...situation,
      resources: situation.resources + primitive("D"),
      states: { n1: { knows: { A: "start", B: "monitor=7", D: "start" } }, n2: { knows: { B: "monitor=7", D: "monitor=7" } } },
      constraints: order("A", "B") + order("B", "D"),
    };
    expect(probesBefore(chain, "D_stop_0")).toEqual(["A_monitor_0 n2 Ordered"]);
  });

  test("does not reach what need not be restarted", () => {
    const optional: Situation = { ...situation, constraints: order("A", "B", 'kind="Optional"') };
    expect(probesBefore(optional, "B_stop_0")).toEqual([]);
  });

  test("reaches the parts of a clone that follows", () => {
    const followed: Situation = {
      resources: primitive("A") + clone("C", primitive("B")),
      states: { n1: { knows: { A: "start", B: "start" } }, n2: { knows: { B: "start" } } },
      constraints: order("A", "C"),
    };
    expect(probesBefore(followed, "B:0_stop_0")).toEqual(["A_monitor_0 n2 Ordered"]);
    expect(probesBefore(followed, "B:1_stop_0")).toEqual(["A_monitor_0 n2 Ordered"]);
  });

  test("of a clone's instance reaches only the compatible instance of an interleaved clone that follows", () => {
    const interleaved: Situation = {
      resources:
        clone("C", primitive("A"), { interleave: "true" }) + clone("D", primitive("B"), { interleave: "true" }),
      states: { n1: { knows: { A: "start", B: "start" } }, n2: { knows: { B: "start" } } },
      constraints: order("C", "D"),
    };
    expect(probesBefore(interleaved, "B:0_stop_0", "n1")).toEqual([]);
    expect(probesBefore(interleaved, "B:1_stop_0", "n2")).toEqual(["A:1_monitor_0 n2 Ordered"]);
  });
});

describe("what follows the stop of a resource", () => {
  test("follows its probes, too", () => {
    const situation: Situation = {
      resources: primitive("A") + primitive("B"),
      states: { n1: { knows: { B: "monitor=7" } }, n2: { knows: { B: "monitor=7" } } },
      constraints: order("A", "B", 'first-action="stop" then-action="start"'),
    };
    expect(probesBefore(situation, "B_start_0")).toEqual(["A_monitor_0 n1 Ordered", "A_monitor_0 n2 Ordered"]);
  });

  test("follows only the probes on its own node, if that is the shutdown of the node", () => {
    const situation: Situation = {
      resources: primitive("A"),
      nodes: ["n1", "n2", "n3"],
      states: { n1: { knows: { A: "start" }, attributes: { shutdown: "1" } } },
    };
    const run = planned(situation);
    expect(relations(run)).toContain("[A_stop_0 n1] → [do_shutdown-n1 n1] Ordered UnrunnableFirstBlocks");
    expect(linksBefore(run, "do_shutdown-n1")).toEqual(["A_stop_0 n1 Ordered UnrunnableFirstBlocks"]);
  });

  test("does not follow probes of what it launched", () => {
    const situation: Situation = {
      resources: primitive("L") + primitive("K", { meta: { container: "L" } }) + primitive("A"),
      states: { n1: { knows: { L: "start" } } },
    };
    expect(probesBefore(situation, "L_stop_0")).toEqual([]);
  });
});

test("instances that are not active wait for a probe that cannot run", () => {
  const situation: Situation = {
    resources: clone("C", primitive("A")),
    nodes: ["n1", "n2", "n3"],
    states: { n1: { knows: { A: "monitor=7" } }, n2: { knows: { A: "monitor=7" } } },
  };
  const run = planned(situation);
  expect(linksBefore(run, "C_start_0").filter((text) => text.includes("monitor_0"))).toEqual(["A:2_monitor_0 n3 Ordered"]);
});

import { describe, expect, test } from "vitest";
import {
  actions,
  block,
  connection,
  device,
  planned,
  primitive,
  relations,
  clone,
  type Situation,
} from "../model.ts";
import { findResource } from "../../../src/resources/find.ts";
import { findNodeByName } from "../../../src/nodes/find.ts";

const stage = "internal constraints";
const ofA = "A_stop_0 → A_start_0 Ordered FirstImpliesThen IntermediateStop";
const probeOfA = "A_lrm_delete_0 → A_monitor_0 IfOnSameNode ThenCancelsFirst";

function scoreOn(situation: Situation, resource: string, node: string): number | undefined {
  const run = planned(situation, stage);
  return findResource(run, resource)?.allowedNodes.get(findNodeByName(run, node)!)?.score;
}

test("any primitive stops before it starts, and needs no probe where its history is erased", () => {
  expect(relations(planned({ resources: primitive("A") }, stage))).toEqual([ofA, probeOfA]);
});

test("an unmanaged primitive has no orderings", () => {
  expect(relations(planned({ resources: primitive("A", { meta: { "is-managed": "false" } }) }, stage))).toEqual([]);
});

test("an instance that can be promoted is demoted before it stops, and promoted after it starts", () => {
  const resources = clone("C", primitive("A", { agent: "ocf:pacemaker:Stateful" }), {
    promotable: "true",
    "clone-max": "1",
  });
  const ofInstance = relations(planned({ resources }, stage)).filter((text) => !text.includes("C_"));
  expect(ofInstance.slice(0, 4)).toEqual([
    "A:0_stop_0 → A:0_start_0 Ordered FirstImpliesThen IntermediateStop",
    "A:0_demote_0 → A:0_stop_0 PromotedThenImpliesFirst",
    "A:0_start_0 → A:0_promote_0 UnrunnableFirstBlocks",
    "A:0_lrm_delete_0 → A:0_monitor_0 IfOnSameNode ThenCancelsFirst",
  ]);
});

describe("unfencing", () => {
  test("is created for every node by name, between stop and start there", () => {
    const resources =
      device("F", { provides: "unfencing" }) + primitive("A", { meta: { requires: "unfencing" } });
    const run = planned({ resources, nodes: ["n10", "n9"], options: { "fencing-enabled": "true" } }, stage);
    expect(actions(run)).toEqual(["stonith-n9-on n9 optional", "stonith-n10-on n10 optional"]);
    expect(relations(run, /^F_/)).toEqual([
      ofA,
      probeOfA,
      "A_stop_0 → [stonith-n9-on n9] Ordered IfOnSameNode",
      "[stonith-n9-on n9] → A_start_0 FirstImpliesSameNodeThen IfOnSameNode",
      "A_stop_0 → [stonith-n10-on n10] Ordered IfOnSameNode",
      "[stonith-n10-on n10] → A_start_0 FirstImpliesSameNodeThen IfOnSameNode",
    ]);
  });
});

describe("utilization", () => {
  const content = block("utilization", "A-u", { cpu: "1" });
  const resources = primitive("A", { content }) + primitive("B");
  const states = { n1: { knows: { A: "start" } } };

  test("makes what leaves a node leave before anything else arrives", () => {
    const run = planned({ resources, states, options: { "placement-strategy": "utilization" } }, stage);
    expect(actions(run)).toEqual(["load_stopped_n1 n1 required pseudo", "load_stopped_n2 n2 required pseudo"]);
    expect(relations(run, /B_/)).toEqual([
      ofA,
      probeOfA,
      "A_stop_0 → [load_stopped_n1 n1] IfOnSameNodeOrTarget",
      "[load_stopped_n1 n1] → A_start_0 IfOnSameNodeOrTarget",
      "[load_stopped_n1 n1] → A_migrate_to_0 IfOnSameNodeOrTarget",
      "[load_stopped_n2 n2] → A_start_0 IfOnSameNodeOrTarget",
      "[load_stopped_n2 n2] → A_migrate_to_0 IfOnSameNodeOrTarget",
    ]);
  });

  test("orders nothing where capacities do not count, in whatever spelling", () => {
    const run = planned({ resources, states, options: { "placement-strategy": "default" } }, stage);
    expect(actions(run)).toEqual([]);
  });
});

function inContainer(container: string): string {
  return primitive("A", { meta: { container } });
}

describe("a resource with a launcher", () => {
  test("is started after it, stopped before it, and kept with it", () => {
    const run = planned({ resources: primitive("L") + inContainer("L") }, stage);
    expect(relations(run, /^L_.*L_/)).toEqual([
      ofA,
      probeOfA,
      "L_start_0 → A_start_0 FirstImpliesThen UnrunnableFirstBlocks",
      "A_stop_0 → L_stop_0 ThenImpliesFirst",
    ]);
    expect(run.colocations.concat(findResource(run, "A")!.thisWith).map(({ id, score }) => [id, score])).toContainEqual([
      "#resource-with-container",
      1_000_000,
    ]);
  });

  test("may only run on the node that the launcher connects to", () => {
    const situation = { resources: connection("r1") + connection("r2") + inContainer("r1") };
    const scores = ["n1", "n2", "r1", "r2"].map((name) => scoreOn(situation, "A", name));
    expect(scores).toEqual([-1_000_000, -1_000_000, 0, -1_000_000]);
    expect(relations(planned(situation, stage), /r[12]_/)).toEqual([ofA, probeOfA]);
  });

  test("may only run on the guest node that the launcher is", () => {
    const situation = { resources: primitive("vm", { meta: { "remote-node": "g1" } }) + inContainer("vm") };
    expect(["n1", "n2", "g1"].map((name) => scoreOn(situation, "A", name))).toEqual([-1_000_000, -1_000_000, 0]);
  });
});

describe("connections to guest nodes", () => {
  const situation = { resources: connection("r1") + primitive("vm", { meta: { "remote-node": "g1" } }) };

  test("come after the guest's probe and start, and stop before it", () => {
    const run = planned(situation, stage);
    expect(relations(run, /^r1_|^vm_.*→ vm_/)).toEqual([
      "g1_stop_0 → g1_start_0 Ordered FirstImpliesThen IntermediateStop",
      "g1_lrm_delete_0 → g1_monitor_0 IfOnSameNode ThenCancelsFirst",
      "vm_monitor_0 → g1_stop_0 Ordered",
      "vm_start_0 → g1_start_0 FirstImpliesThen UnrunnableFirstBlocks",
      "g1_stop_0 → vm_stop_0 ThenImpliesFirst",
    ]);
  });

  test("keep the guest, and themselves, off Pacemaker Remote nodes", () => {
    expect(scoreOn(situation, "vm", "r1")).toBe(-1_000_000);
    expect(scoreOn(situation, "g1", "r1")).toBe(-1_000_000);
    expect(scoreOn(situation, "vm", "n1")).toBe(0);
  });
});

test("fence devices and connections are kept off Pacemaker Remote nodes, other resources are not", () => {
  const situation = {
    resources: connection("r1") + device("F") + primitive("A"),
    options: { "fencing-enabled": "true" },
  };
  const scores = ["r1", "F", "A"].map((id) => scoreOn(situation, id, "r1"));
  expect(scores).toEqual([-1_000_000, -1_000_000, 0]);
});

import { expect, test } from "vitest";
import { actions, element, planned, primitive } from "../model.ts";

function bundle(promotable: boolean): string {
  const docker = { image: "i", ...(promotable ? { "promoted-max": "1" } : {}) };
  const network = element("network", { "ip-range-start": "10.0.0.1" });
  return element("bundle", { id: "B" }, element("docker", docker) + network + primitive("A", { agent: "ocf:pacemaker:Stateful" }));
}

/** Keys in order of creation, without probes. */
function created(promotable: boolean): string[] {
  return actions(planned({ resources: bundle(promotable), nodes: ["n1"] }, "actions"))
    .map((text) => text.split(" ")[0]!)
    .filter((key) => !key.endsWith("_monitor_0"));
}

const replica = [
  "B-ip-10.0.0.1_start_0",
  "B-ip-10.0.0.1_monitor_60000",
  "B-docker-0_start_0",
  "B-docker-0_monitor_60000",
  "B-0_start_0",
  "B-0_monitor_30000",
];
const own = ["B_start_0", "B_running_0", "B_stop_0", "B_stopped_0"];

test("replicas come first, then the bundle, then what is bundled", () => {
  expect(created(false)).toEqual([
    ...replica,
    ...own,
    "A:0_start_0",
    "B-clone_start_0",
    "B-clone_running_0",
    "B-clone_stop_0",
    "B-clone_stopped_0",
  ]);
});

test("a promotable bundle has points in time for promotion, after those of what is bundled", () => {
  expect(created(true).slice(-8)).toEqual([
    "B-master_promote_0",
    "B-master_promoted_0",
    "B-master_demote_0",
    "B-master_demoted_0",
    "B_promote_0",
    "B_promoted_0",
    "B_demote_0",
    "B_demoted_0",
  ]);
});

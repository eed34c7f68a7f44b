import { describe, expect, test } from "vitest";
import { OrderFlag } from "../../src/actions/action.ts";
import { Role } from "../../src/values/role.ts";
import {
  actionsOf,
  flagsOf,
  messages,
  node,
  primitive,
  recorded,
  resource,
  state,
  unpacked,
  type Definition,
  type Recorded,
} from "./support.ts";

const device = '<primitive id="F" class="stonith" type="fence_x"/>';
const start: Recorded = { task: "start", call: 2, digest: null };
const failure: Recorded = {
  task: "monitor",
  interval: 10000,
  rc: 1,
  call: 3,
  suffix: "last_failure_0",
  digest: null,
};

/** A cluster with fencing and a connection `r1`, whose monitor failed on n1. */
function remote(entries: readonly Recorded[], definition: Definition = {}, fenced = "") {
  return unpacked({
    resources: device + primitive("r1", { type: "remote", ...definition }),
    states: [
      state("n1", { histories: [recorded("r1", entries, { type: "remote" })] }),
      state("n2"),
      `<node_state id="r1" uname="r1" remote_node="true" in_ccm="true"${fenced}/>`,
    ],
    options: { "stonith-enabled": "true" },
  });
}

const reconnecting: Definition = { parameters: { reconnect_interval: "60s" } };

describe("the failed connection of a remote node", () => {
  test("has the remote node fenced and is recovered", () => {
    const run = remote([start, failure]);
    expect(messages(run, "pe_fence_node")).toEqual(["Remote node r1 will be fenced: remote connection is unrecoverable"]);
    expect(flagsOf(run, "r1")).toEqual(["Managed", "Failed", "StopIfFailed"]);
    expect(actionsOf(run)).toContain("r1_stop_0 n1 required");
    // not revoked when the connection starts elsewhere
    expect(node(run, "r1").seen).toBe(true);
  });

  test("with a reconnect interval does not expire until the node has been fenced, and stays down", () => {
    const run = remote([start, failure], reconnecting);
    expect(messages(run, "should_ignore_failure_timeout", "ban_from_all_nodes")).toEqual([
      "Waiting to clear monitor failure for remote node r1 until fencing has occurred",
      "r1 will not be started under current conditions",
    ]);
    expect(resource(run, "r1").nextRole).toBe(Role.Stopped);
  });

  test("expires after that, and is cleared once a fencing that may come is over", () => {
    const run = remote([start, failure], reconnecting, ' node_fenced="17"');
    expect(messages(run, "pe__clear_failcount", "check_operation_expiry", "process_expired_result")).toEqual([
      "Clearing failure of r1 on n1 because reconnect interval is set | r1_clear_failcount_0",
      "Clearing monitor failure will wait until any scheduled fencing of r1 completes",
      "Rescheduling 10s-interval monitor of r1 on n1 after failure expired",
    ]);
    const clear = run.actions.find(({ task }) => task === "clear_failcount");
    expect(clear?.before.map(({ action, flags }) => [action.key, flags])).toEqual([
      ["stonith-r1-reboot", OrderFlag.FirstImpliesThen],
    ]);
  });

  test("is restarted, not reset, if only its start failed", () => {
    const run = remote([{ ...start, rc: 1 }]);
    expect(messages(run, "pe_fence_node")).toEqual([]);
    expect(actionsOf(run)).toEqual(["r1_stop_0 n1 required"]);
  });
});

describe("a failure on a guest node's launcher side", () => {
  const guest = primitive("vm", { meta: { "remote-node": "g1" } });
  const failed: Recorded = { task: "monitor", interval: 30000, rc: 1, call: 3, suffix: "last_failure_0" };

  test("a failed connection has the launcher stopped", () => {
    const run = unpacked({
      resources: guest,
      states: [
        state("n1", { histories: [recorded("vm", [start]), recorded("g1", [start, failed], { type: "remote" })] }),
        state("n2"),
      ],
    });
    expect(flagsOf(run, "g1")).toEqual(["Managed", "Failed", "StopIfFailed"]);
    expect(actionsOf(run)).toContain("vm_stop_0 n1 required");
  });

  test("a bundle's failed connection has its container stopped, where that runs, after all history", () => {
    const run = unpacked({
      resources:
        '<bundle id="b"><docker image="i" replicas="1"/><network control-port="3121" ip-range-start="10.0.0.1"/>' +
        '<primitive id="P" class="ocf" provider="pacemaker" type="Dummy"/></bundle>',
      states: [
        state("n1", { histories: [recorded("b-0", [start, failed], { type: "remote" })] }),
        state("n2", { histories: [recorded("b-docker-0", [start], { type: "docker", provider: "heartbeat" })] }),
      ],
    });
    expect(actionsOf(run).at(-1)).toBe("b-docker-0_stop_0 n2 required");
  });

  test("a failed stop of what was launched is taken as success, as the launcher will stop", () => {
    const run = unpacked({
      resources: primitive("C", { operations: "" }) + primitive("L", { meta: { container: "C" }, operations: "" }),
      states: [
        state("n1", { histories: [recorded("C", [start]), recorded("L", [start, { task: "stop", rc: 1, call: 3 }])] }),
        state("n2"),
      ],
    });
    expect(messages(run, "unpack_rsc_op")).toEqual([
      "Pretending failed stop (Error occurred) of L on n1 at Nov 14 22:13:20 2023 succeeded | L_stop_0",
    ]);
    expect(actionsOf(run)).toEqual(["C_stop_0 n1 required"]);
  });
});

describe("operations that could not be carried out for want of a connection", () => {
  test("mark the connection as failed", () => {
    const run = unpacked({
      resources: primitive("vm", { meta: { "remote-node": "g1" } }) + primitive("A", { operations: "" }),
      states: [
        state("n1", { histories: [recorded("vm", [start]), recorded("g1", [start], { type: "remote" })] }),
        state("n2"),
        `<node_state id="g1" uname="g1" remote_node="true" in_ccm="true"><lrm id="g1"><lrm_resources>${recorded("A", [
          { task: "start", rc: 1, status: 8 },
        ])}</lrm_resources></lrm></node_state>`,
      ],
    });
    expect(flagsOf(run, "g1")).toEqual(["Managed", "Failed", "StopIfFailed"]);
  });
});

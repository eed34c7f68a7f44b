import { describe, expect, test } from "vitest";
import { actions, block, connection, device, op, planned, primitive, relations, synapses, type Situation } from "../model.ts";

const monitored = primitive("A", { operations: op("A-m", "monitor", "10s") });
const agent = "@ocf:pacemaker:remote";
const remoteRuns = {
  n1: { knows: { r1: `start monitor/10000 ${agent}`, A: "monitor=7" } },
  n2: { knows: { r1: `monitor=7 ${agent}`, A: "monitor=7" } },
  r1: { remote: true, knows: { A: "start monitor/10000" } },
};
const move = '<rsc_location id="move" rsc="r1" node="n2" score="INFINITY"/>';

function texts(situation: Situation): string[] {
  return Object.values(synapses(situation)).map(({ text }) => text);
}

/** Relations that come from remote nodes: those with a guest exemption, and what else mentions the connection. */
function ofRemote(situation: Situation): string[] {
  return relations(planned(situation)).filter((text) => text.includes("GuestAllowed"));
}

describe("what runs on a remote node", () => {
  test("is left alone while the connection migrates", () => {
    const situation: Situation = { resources: connection("r1") + monitored, states: remoteRuns, constraints: move };
    expect(texts(situation)).toEqual([
      "3 r1_stop_0 n1 after 7",
      "4 (r1_start_0) after 3 7",
      "5 r1_monitor_10000 n2 after 4",
      "6 r1_migrate_to_0 n1",
      "7 r1_migrate_from_0 n2 after 6",
    ]);
    expect(ofRemote(situation)).toContain(
      "r1_start_0 → [A_monitor_10000 r1] FirstImpliesThen UnrunnableFirstBlocks GuestAllowed",
    );
  });

  test("stops before the connection does, and is told so by the node that has it", () => {
    const situation: Situation = { resources: connection("r1", { "target-role": "Stopped" }) + monitored, states: remoteRuns };
    const steps = synapses(situation);
    expect(Object.values(steps).map(({ text }) => text)).toEqual([
      "3 r1_stop_0 n1 after 4",
      "4 A_stop_0 r1",
      "5 A_start_0 n1 after 4",
      "6 A_monitor_10000 n1 after 5",
    ]);
    expect(steps[4]!.action.head.router).toBe("n1");
    expect(ofRemote(situation)).toContain("[A_stop_0 r1] → r1_stop_0 ThenImpliesFirst GuestAllowed");
  });

  test("starts, and is probed, after the connection", () => {
    const situation: Situation = {
      resources: connection("r1") + monitored,
      states: {
        n1: { knows: { r1: `monitor=7 ${agent}`, A: "monitor=7" } },
        n2: { knows: { r1: `monitor=7 ${agent}`, A: "monitor=7" } },
      },
      constraints: `${move}<rsc_location id="a" rsc="A" node="r1" score="INFINITY"/>`,
    };
    expect(texts(situation)).toEqual([
      "1 A_monitor_0 r1 after 2",
      "2 r1_start_0 n2",
      "3 r1_monitor_10000 n2 after 2",
      "4 A_start_0 r1 after 1 2",
      "5 A_monitor_10000 r1 after 2 4",
    ]);
    expect(ofRemote(situation)).toEqual([
      "r1_start_0 → [A_monitor_10000 r1] FirstImpliesThen UnrunnableFirstBlocks GuestAllowed",
      "r1_start_0 → [A_start_0 r1] UnrunnableFirstBlocks GuestAllowed",
      "r1_start_0 → [A_monitor_0 r1] UnrunnableFirstBlocks GuestAllowed",
    ]);
  });

  test("does not stop elsewhere before the connection is up, if it moves to the remote node", () => {
    const situation: Situation = {
      resources: connection("r1") + primitive("A"),
      states: { n1: { knows: { A: "start" } } },
      constraints: '<rsc_location id="a" rsc="A" node="r1" score="INFINITY"/>',
    };
    expect(relations(planned(situation))).toContain("r1_start_0 → [A_stop_0 n1] Ordered");
  });

  test("is fenced with the node if it has to stop and the connection cannot be recovered", () => {
    const situation: Situation = {
      resources: device("F") + connection("r1", { "target-role": "Stopped" }) + primitive("A"),
      options: { "fencing-enabled": "true" },
      states: {
        n1: { knows: { F: "start @stonith:fence_dummy" } },
        n2: { lost: true, knows: { r1: `start ${agent}` } },
        r1: { remote: true, knows: { A: "start" } },
      },
    };
    expect(actions(planned(situation, "remote connections"))).toContain(
      "stonith-r1-reboot r1 optional (resources are active but connection is unrecoverable)",
    );
    expect(actions(planned(situation, "fencing"))).toContain(
      "stonith-r1-reboot r1 required (resources are active but connection is unrecoverable)",
    );
  });
});

test("a connection starts after its fail count is cleared", () => {
  const situation: Situation = {
    resources: primitive("r1", {
      agent: "ocf:pacemaker:remote",
      content: block("instance_attributes", "r1-p", { server: "changed" }),
    }),
    states: { n1: { knows: { r1: `start ${agent}` }, attributes: { "fail-count-r1#monitor_10000": "1" } } },
  };
  expect(relations(planned(situation))).toContain("[r1_clear_failcount_0 n1] → r1_start_0 Ordered");
});

describe("what runs on a guest node", () => {
  const vm = primitive("vm", { meta: { "remote-node": "g1" }, operations: op("vm-m", "monitor", "10s") });
  const prefers = '<rsc_location id="a" rsc="A" node="g1" score="INFINITY"/>';
  const known = { vm: "monitor=7", A: "monitor=7", g1: `monitor=7 ${agent}` };

  /** A must leave the guest node; what the guest did is given. */
  function leavingGuest(guest: string): Situation {
    return {
      resources: vm + monitored,
      states: {
        n1: { knows: { vm: guest, g1: `start monitor/30000 ${agent}` } },
        g1: { remote: true, knows: { A: "start" } },
      },
      constraints: '<rsc_location id="a" rsc="A" node="g1" score="-INFINITY"/>',
    };
  }

  test("starts after guest and connection, which need not be probed there", () => {
    const situation: Situation = {
      resources: vm + monitored,
      states: { n1: { knows: known }, n2: { knows: known } },
      constraints: prefers,
    };
    expect(texts(situation)).toEqual([
      "1 vm_start_0 n1",
      "2 vm_monitor_10000 n1 after 1",
      "3 A_start_0 g1 after 1 5",
      "4 A_monitor_10000 g1 after 3 5",
      "5 g1_start_0 n1 after 1",
      "6 g1_monitor_30000 n1 after 5",
    ]);
    expect(ofRemote(situation)).toEqual([
      "g1_start_0 → [A_monitor_10000 g1] FirstImpliesThen UnrunnableFirstBlocks GuestAllowed",
      "vm_start_0 → [A_start_0 g1] FirstImpliesThen UnrunnableFirstBlocks GuestAllowed",
      "g1_start_0 → [A_start_0 g1] UnrunnableFirstBlocks GuestAllowed",
    ]);
  });

  test("stops before the connection, unless the guest failed", () => {
    const stop = "[A_stop_0 g1] → g1_stop_0 GuestAllowed";
    expect(ofRemote(leavingGuest("start monitor/10000"))).toContain(stop);
    expect(ofRemote(leavingGuest("start monitor/10000=1"))).not.toContain(stop);
  });
});

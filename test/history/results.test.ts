import { describe, expect, test } from "vitest";
import { Role } from "../../src/values/role.ts";
import {
  activeOn,
  actionsOf,
  flagsOf,
  messages,
  primitive,
  recorded,
  resource,
  scoreOn,
  state,
  unpacked,
  type Recorded,
} from "./support.ts";

const INFINITY = 1_000_000;
const noMonitor = { operations: "" };

function withEntry(entry: Recorded, operations = "") {
  return unpacked({
    resources: primitive("A", { operations }),
    states: [
      state("n1", { histories: [recorded("A", [entry])] }),
      state("n2", { histories: [recorded("A", [{ task: "monitor", rc: 7, expected: 7 }])] }),
    ],
  });
}

const probe = (rc: number): Recorded => ({ task: "monitor", rc, expected: 7 });

describe("a single probe that was expected to find nothing", () => {
  test.each<[number, Role, string[], string[]]>([
    [0, Role.Started, ["n1"], ["Managed"]],
    [190, Role.Started, ["n1"], ["Managed"]],
    [7, Role.Stopped, [], ["Managed"]],
    [8, Role.Promoted, ["n1"], ["Managed"]],
    [191, Role.Promoted, ["n1"], ["Managed"]],
    [9, Role.Promoted, ["n1"], ["Managed", "Failed", "StopIfFailed"]],
    [2, Role.Stopped, [], ["Managed"]],
    [5, Role.Stopped, [], ["Managed"]],
    [3, Role.Started, ["n1"], ["Managed", "Failed", "StopIfFailed"]],
    [4, Role.Started, ["n1"], ["Managed", "Failed", "StopIfFailed"]],
    [6, Role.Started, ["n1"], ["Managed", "Failed", "StopIfFailed"]],
    [1, Role.Started, ["n1"], ["Managed", "Failed", "StopIfFailed"]],
    [50, Role.Started, ["n1"], ["Managed", "Failed", "StopIfFailed"]],
    [193, Role.Started, ["n1"], ["Managed", "Failed", "StopIfFailed"]],
  ])("result %i", (rc, role, active, flags) => {
    const run = withEntry(probe(rc));
    expect(resource(run, "A").originalRole).toBe(role);
    expect(activeOn(run, "A")).toEqual(active);
    expect(flagsOf(run, "A")).toEqual(flags);
  });

  test.each([
    [2, [-INFINITY, 0]],
    [5, [-INFINITY, 0]],
    [3, [-INFINITY, 0]],
    [4, [-INFINITY, 0]],
    [6, [-INFINITY, -INFINITY]],
    [1, [0, 0]],
    [0, [0, 0]],
  ])("result %i leaves these scores", (rc, scores) => {
    const run = withEntry(probe(rc));
    expect([scoreOn(run, "A", "n1"), scoreOn(run, "A", "n2")]).toEqual(scores);
  });

  test.each([
    [0, "Probe found A active on n1 at Nov 14 22:13:20 2023"],
    [8, "Probe found A active and promoted on n1 at Nov 14 22:13:20 2023"],
  ])("result %i is good news", (rc, text) => {
    expect(messages(withEntry(probe(rc)), "remap_operation")).toEqual([text]);
  });

  test("a degraded service is listed among the failures, but is none", () => {
    const run = withEntry(probe(190));
    expect(run.failedOperations).toHaveLength(1);
    expect(messages(run, "unpack_rsc_op_failure")).toEqual([]);
  });

  test("a missing agent is taken as not running", () => {
    const run = withEntry(probe(5));
    expect(messages(run, "mask_probe_failure")).toEqual(["Treating probe result 'Not installed' for A on n1 as 'not running'"]);
    expect(run.failedOperations.map(({ nodeName, resourceId }) => [nodeName, resourceId])).toEqual([["n1", "A"]]);
  });

  test("a failed probe hints at resource discovery", () => {
    expect(messages(withEntry(probe(1)), "unpack_rsc_op_failure")).toEqual([
      "Unexpected result (Error occurred) was recorded for probe of A on n1 at Nov 14 22:13:20 2023 | exit-status=1 id=A_monitor_0",
      "If it is not possible for A to run on n1, see the resource-discovery option for location constraints",
    ]);
  });

  test("an ignored failure leaves the state unknown, so that it is probed again", () => {
    const run = withEntry(probe(1), '<op id="p" name="monitor" interval="0" on-fail="ignore"/>');
    expect(resource(run, "A").originalRole).toBe(Role.Stopped);
    expect(flagsOf(run, "A")).toEqual(["Managed", "IgnoreFailure"]);
    expect([...resource(run, "A").probedNodes].map(({ name }) => name)).toEqual(["n2"]);
    expect(messages(run, "unpack_rsc_op")).toEqual([
      "Pretending failed monitor (Error occurred) of A on n1 at Nov 14 22:13:20 2023 succeeded | A_monitor_0",
    ]);
  });
});

const start = (status: number): Recorded => ({ task: "start", rc: 1, status, more: { "exit-reason": "no disk" } });

describe("a failed start, by how its execution ended", () => {
  test.each([
    [2, 0],
    [3, 0],
    [4, 0],
    [8, 0],
    [9, 0],
    [5, -INFINITY],
    [7, -INFINITY],
    [10, -INFINITY],
    [11, -INFINITY],
    [6, -INFINITY],
  ])("status %i", (status, score) => {
    const run = withEntry(start(status));
    expect(flagsOf(run, "A")).toEqual(["Managed", "Failed", "StopIfFailed"]);
    expect(actionsOf(run)).toEqual(["A_stop_0 n1 required"]);
    expect(scoreOn(run, "A", "n1")).toBe(score);
  });

  test("a hard failure says so", () => {
    expect(messages(withEntry(start(5)), "unpack_rsc_op")).toEqual([
      "Preventing A from restarting on n1 because of hard failure (Error occurred: no disk) | A_start_0",
    ]);
  });

  test("a fatal failure says so", () => {
    expect(messages(withEntry(start(6)), "unpack_rsc_op")).toEqual([
      "Preventing A from restarting anywhere because of fatal failure (Error occurred: no disk) | A_start_0",
    ]);
  });

  test("a missing agent cannot be ignored", () => {
    const run = withEntry(start(7), '<op id="s" name="start" interval="0" on-fail="ignore"/>');
    expect(messages(run, "unpack_rsc_op")).toEqual([
      "Cannot ignore failed start of A on n1: Resource agent doesn't exist | status=7 rc=1 id=A_start_0",
    ]);
  });

  test("a start in progress makes the resource active", () => {
    const run = withEntry({ task: "start", rc: 193, status: -1, call: -1 });
    expect(flagsOf(run, "A")).toEqual(["Managed", "StartPending"]);
    expect(activeOn(run, "A")).toEqual(["n1"]);
    expect(resource(run, "A").pendingTask).toBe("start");
  });
});

describe("entries that do not count", () => {
  test.each<[string, Recorded, string[]]>([
    ["no ID", { task: "start", more: { id: null } }, ["Ignoring resource history entry for A on n1 without ID"]],
    ["no operation", { task: "start", more: { operation: null } }, ["Ignoring resource history entry A_start_0 for A on n1 without operation"]],
    ["another task", { task: "notify", status: 44 }, []],
    ["no status", { task: "start", more: { "op-status": null } }, ["Ignoring resource history entry A_start_0 for A on n1 with invalid op-status ''"]],
    ["cancelled", { task: "start", status: 1 }, ["Ignoring resource history entry A_start_0 for A on n1 with invalid op-status '1'"]],
    ["unknown status", { task: "start", status: 12 }, ["Ignoring resource history entry A_start_0 for A on n1 with invalid op-status '12'"]],
    ["no result", { task: "start", more: { "rc-code": "x" } }, ["Ignoring resource history entry A_start_0 for A on n1 with invalid rc-code 'x'"]],
    ["impossible result", { task: "start", rc: 256 }, ["Ignoring resource history entry A_start_0 for A on n1 with invalid rc-code '256'"]],
  ])("%s", (_, entry, texts) => {
    const run = withEntry(entry);
    expect(messages(run, "unpack_rsc_op", "unpack_action_result")).toEqual(texts);
    expect(activeOn(run, "A")).toEqual([]);
  });

  test("a resource entry without ID", () => {
    const run = unpacked({ resources: primitive("A", noMonitor), states: [state("n1", { histories: ["<lrm_resource/>"] })] });
    expect(messages(run, "unpack_lrm_resource")).toEqual(["Ignoring invalid lrm_resource entry: No id"]);
  });
});

test("an unknown result is a failure, even where it was expected", () => {
  const run = withEntry({ task: "start", rc: 50, expected: 50 });
  expect(messages(run, "remap_operation")).toEqual([
    "Treating unknown exit status 50 from start of A on n1 at Nov 14 22:13:20 2023 as failure",
  ]);
  expect(flagsOf(run, "A")).toEqual(["Managed", "Failed", "StopIfFailed"]);
});

test.each([
  [5, "notice"],
  [4, "error"],
])("a start that cannot work on the node with result %i is told as %s", (rc, kind) => {
  const told = withEntry({ task: "start", rc }).diagnostics.filter(({ origin }) => origin === "unpack_rsc_op");
  expect(told.map((diagnostic) => diagnostic.kind)).toEqual([kind]);
});

test("without the expected result, an operation counts as failed", () => {
  const run = withEntry({ task: "start", more: { "transition-key": null } });
  expect(messages(run, "remap_operation")).toEqual(["Expected result not found for A_start_0 on n1 (corrupt or obsolete CIB?)"]);
});

test("an unusable transition key is reported", () => {
  const run = withEntry({ task: "start", more: { "transition-key": "1:2" } });
  expect(messages(run, "decode_transition_key")).toEqual(["Invalid transition key '1:2'"]);
});

test("a stop that cannot work blocks the resource where the node cannot be fenced", () => {
  const run = withEntry({ task: "stop", rc: 5 });
  expect(messages(run, "block_if_unrecoverable")).toEqual([
    "No further recovery can be attempted for A because stop on n1 failed (Not installed) at Nov 14 22:13:20 2023 | rc=5 id=A_stop_0",
  ]);
  expect(flagsOf(run, "A")).toEqual(["Blocked", "Failed"]);
});

const inProgress = (task: string, more: Partial<Recorded> = {}): Recorded => ({
  task,
  rc: 193,
  status: -1,
  call: -1,
      ...more,
});

const after = (...entries: readonly Recorded[]) =>
  unpacked({ resources: primitive("A"), states: [state("n1", { histories: [recorded("A", entries)] }), state("n2")] });

describe("operations in progress", () => {
  test("a stop of a later transition makes a pending start history, which is still displayed", () => {
    const run = after(inProgress("start", { transition: 5 }), { task: "stop", transition: 6, call: 3 });
    const { originalRole, pendingTask } = resource(run, "A");
    expect([originalRole, pendingTask]).toEqual([Role.Stopped, "start"]);
    expect(flagsOf(run, "A")).toEqual(["Managed", "StartPending"]);
  });

  test("only the first that is no probe is remembered", () => {
    const run = after(inProgress("monitor"), inProgress("stop"), inProgress("start"));
    expect(resource(run, "A").pendingTask).toBe("start");
  });

  test("a recurring monitor that has failed since is not in progress", () => {
    const run = after(
      { task: "start", call: 2 },
      { task: "monitor", interval: 10000, rc: 1, call: 4, suffix: "last_failure_0", time: 1_700_000_100 },
      inProgress("monitor", { interval: 10000, suffix: "monitor_10000", time: 1_700_000_050 }),
    );
    expect(resource(run, "A").pendingTask).toBeNull();
  });

  test("one that began after the failure is", () => {
    const run = after(
      { task: "start", call: 2 },
      { task: "monitor", interval: 10000, rc: 1, call: 4, suffix: "last_failure_0", time: 1_700_000_100 },
      inProgress("monitor", { interval: 10000, suffix: "monitor_10000", time: 1_700_000_101 }),
    );
    expect(resource(run, "A").pendingTask).toBe("monitor");
  });
});

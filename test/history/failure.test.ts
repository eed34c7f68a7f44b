import { describe, expect, test } from "vitest";
import { Role } from "../../src/values/role.ts";
import {
  actionsOf,
  flagsOf,
  messages,
  node,
  primitive,
  recorded,
  resource,
  scoreOn,
  state,
  unpacked,
  type Recorded,
} from "./support.ts";

const INFINITY = 1_000_000;
const start: Recorded = { task: "start", call: 3 };
const monitor: Recorded = { task: "monitor", interval: 10000, call: 4 };
const failure: Recorded = {
  ...monitor,
  rc: 1,
  call: 5,
  time: 1_700_000_100,
  suffix: "last_failure_0",
  more: { "exit-reason": "bad" },
};

function failedMonitor(onFail: string | null, more: readonly Recorded[] = []) {
  // the schema does not know all words as attributes
  const pair = onFail === null ? "" : `<meta_attributes id="A-m"><nvpair id="A-f" name="on-fail" value="${onFail}"/></meta_attributes>`;
  return unpacked({
    resources: primitive("A", { operations: `<op id="A-mon" name="monitor" interval="10s">${pair}</op>` }),
    states: [
      state("n1", {
        histories: [recorded("A", [start, monitor, failure, ...more])],
        attributes: { "fail-count-A#monitor_10000": "1", "last-failure-A#monitor_10000": "1700000100" },
      }),
      state("n2"),
    ],
  });
}

const unexpected =
  "Unexpected result (Error occurred: bad) was recorded for monitor of A on n1 at Nov 14 22:15:00 2023 | exit-status=1 id=A_last_failure_0";

describe("a failed recurring monitor", () => {
  test.each<[string | null, string[], string[], Role]>([
    [null, ["Managed", "Failed", "StopIfFailed"], ["A_stop_0 n1 required"], Role.Unknown],
    ["restart", ["Managed", "Failed", "StopIfFailed"], ["A_stop_0 n1 required"], Role.Unknown],
    ["restart-container", ["Managed", "Failed", "StopIfFailed"], ["A_stop_0 n1 required"], Role.Unknown],
    ["block", ["Blocked", "Failed"], [], Role.Unknown],
    ["stop", ["Managed", "Failed", "StopIfFailed"], [], Role.Stopped],
    ["fence", ["Managed", "Failed", "StopIfFailed"], [], Role.Stopped],
    ["standby", ["Managed", "Failed", "StopIfFailed"], [], Role.Unknown],
    ["migrate", ["Managed", "Failed", "StopIfFailed"], [], Role.Unknown],
    ["demote", ["Managed", "Failed", "StopIfFailed"], ["A_stop_0 n1 required"], Role.Unknown],
  ])("on-fail=%s", (onFail, flags, actions, nextRole) => {
    const run = failedMonitor(onFail);
    expect(messages(run, "unpack_rsc_op_failure")).toEqual([unexpected]);
    expect(flagsOf(run, "A")).toEqual(flags);
    expect(actionsOf(run)).toEqual(["A_monitor_10000 n1 optional", ...actions]);
    expect(resource(run, "A").nextRole).toBe(nextRole);
    expect(run.failedOperations).toHaveLength(1);
  });

  test("can be ignored", () => {
    const run = failedMonitor("ignore");
    expect(messages(run, "unpack_rsc_op_failure")).toEqual([]);
    expect(messages(run, "unpack_rsc_op")).toEqual([
      "Pretending failed monitor (Error occurred: bad) of A on n1 at Nov 14 22:15:00 2023 succeeded | A_last_failure_0",
    ]);
    expect(flagsOf(run, "A")).toEqual(["Managed", "IgnoreFailure"]);
    expect(actionsOf(run)).toEqual(["A_monitor_10000 n1 optional"]);
    expect(run.failedOperations).toHaveLength(1);
  });

  test("can put the node in standby", () => {
    const run = failedMonitor("standby");
    const { standby, standbyOnFail } = node(run, "n1");
    expect([standby, standbyOnFail]).toEqual([true, true]);
  });

  test("can ban the resource from the node", () => {
    const run = failedMonitor("migrate");
    expect([scoreOn(run, "A", "n1"), scoreOn(run, "A", "n2")]).toEqual([-INFINITY, 0]);
  });

  test("can keep the resource stopped everywhere", () => {
    const run = failedMonitor("stop");
    expect([scoreOn(run, "A", "n1"), scoreOn(run, "A", "n2")]).toEqual([-INFINITY, -INFINITY]);
    expect(messages(run, "ban_from_all_nodes")).toEqual(["A will not be started under current conditions"]);
  });

  test.each<[string, string[]]>([
    ["restart", ["Managed"]],
    ["stop", ["Managed", "Failed", "StopIfFailed"]],
    ["migrate", ["Managed", "Failed", "StopIfFailed"]],
    ["block", ["Managed"]],
  ])("with on-fail=%s is, or is not, overcome by a later start", (onFail, flags) => {
    const run = failedMonitor(onFail, [{ task: "stop", call: 6 }, { task: "start", call: 7 }]);
    expect(flagsOf(run, "A")).toEqual(flags);
  });

  test("is reported after what is wrong with its on-fail, once for each look at it", () => {
    const run = failedMonitor("demote");
    const wrong = "Resetting 'on-fail' for A monitor action to default value because 'demote' is not allowed for it";
    expect(messages(run, "validate_on_fail", "unpack_rsc_op_failure")).toEqual([wrong, wrong, unexpected, wrong]);
  });

  test("with fencing asked for where there is none", () => {
    const run = failedMonitor("fence");
    const wrong = "Resetting 'on-fail' for monitor of A to 'stop' because 'fence' is not valid when fencing is disabled";
    expect(messages(run, "pcmk__parse_on_fail", "unpack_rsc_op_failure")).toEqual([wrong, unexpected, wrong]);
  });
});

const clone = (inner: string) =>
  `<clone id="C">${'<meta_attributes id="C-m"><nvpair id="C-p" name="promotable" value="true"/></meta_attributes>'}${inner}</clone>`;

const promotable = (entries: readonly Recorded[], operations = "") =>
  unpacked({
    resources: clone(primitive("A", { operations, type: "Stateful" })),
    states: [state("n1", { histories: [recorded("A", entries, { type: "Stateful" })] }), state("n2")],
  });

const failed = (task: string, rc = 1): Recorded => ({ task, rc, call: 5, suffix: "last_failure_0" });

describe("a failed operation of another kind", () => {
  test("a stop with fencing disabled blocks the resource and bans it from the node", () => {
    const run = unpacked({
      resources: primitive("A"),
      states: [state("n1", { histories: [recorded("A", [start, failed("stop")])] }), state("n2")],
    });
    expect(flagsOf(run, "A")).toEqual(["Blocked", "Failed"]);
    expect([scoreOn(run, "A", "n1"), scoreOn(run, "A", "n2")]).toEqual([-INFINITY, 0]);
  });

  test("a promotion leaves the instance promoted, to be demoted", () => {
    const run = promotable([start, failed("promote")]);
    const { originalRole, nextRole } = resource(run, "A:0");
    expect([originalRole, nextRole]).toEqual([Role.Promoted, Role.Unpromoted]);
  });

  test("a demotion leaves the instance unpromoted", () => {
    expect(resource(promotable([start, failed("demote")]), "A:0").originalRole).toBe(Role.Unpromoted);
  });

  test("a demotion that found the instance stopped leaves it stopped, then active for lack of knowledge", () => {
    expect(resource(promotable([start, failed("demote", 7)]), "A:0").originalRole).toBe(Role.Unpromoted);
  });

  test("a demotion with on-fail=block leaves the instance promoted and stops it", () => {
    const run = promotable([start, failed("demote")], '<op id="d" name="demote" interval="0" on-fail="block"/>');
    const { originalRole, nextRole } = resource(run, "A:0");
    expect([originalRole, nextRole]).toEqual([Role.Promoted, Role.Stopped]);
  });

  test("a failed instance of an anonymous clone bans the whole clone", () => {
    const run = promotable([{ ...start, rc: 6 }]);
    expect(scoreOn(run, "C", "n2")).toBe(-INFINITY);
    expect(messages(run, "unpack_rsc_op")).toEqual([
      "Preventing C from restarting anywhere because of fatal failure (Not configured) | A_start_0",
    ]);
  });
});

describe("the list of failed operations", () => {
  test("has an operation once, as it was read first", () => {
    const run = unpacked({
      resources: primitive("A"),
      states: [
        state("n1", {
          histories: [
            recorded("A", [
              { task: "start", rc: 1, call: 3 },
              { task: "start", rc: 1, call: 2, suffix: "last_failure_0" },
            ]),
          ],
        }),
        state("n2"),
      ],
    });
    expect(run.failedOperations.map(({ element }) => element.attributes[1])).toEqual(["A_last_failure_0"]);
    expect(run.marks.map(({ element, attributes }) => [element.attributes[1], attributes])).toEqual([
      ["A_last_failure_0", ["uname", "n1", "rsc-id", "A"]],
    ]);
  });

  test("has nothing of nodes that are offline", () => {
    const run = unpacked({
      resources: primitive("A"),
      states: [state("n1", { online: false, histories: [recorded("A", [{ task: "start", rc: 1 }])] }), state("n2")],
      options: { "shutdown-lock": "true" },
    });
    expect(messages(run, "unpack_rsc_op_failure")).toHaveLength(1);
    expect(run.failedOperations).toEqual([]);
  });
});

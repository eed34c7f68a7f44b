import { describe, expect, test } from "vitest";
import { actionsOf, flagsOf, messages, primitive, recorded, resource, state, unpacked, type Recorded } from "./support.ts";

const FAILED_AT = 1_700_000_100;
const start: Recorded = { task: "start", call: 3 };
const monitor: Recorded = { task: "monitor", interval: 10000, call: 4 };
const failure: Recorded = {
  ...monitor,
  rc: 1,
  call: 5,
  time: FAILED_AT,
  suffix: "last_failure_0",
  more: { "exit-reason": "bad" },
};
const counted = {
  "fail-count-A#monitor_10000": "1",
  "last-failure-A#monitor_10000": String(FAILED_AT),
};

interface Case {
  readonly now?: number;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly entries?: readonly Recorded[];
  readonly onFail?: string;
  readonly timeout?: string;
}

function after({ now, attributes = counted, entries = [start, monitor, failure], onFail, timeout = "60s" }: Case) {
  const attribute = onFail === undefined ? "" : ` on-fail="${onFail}"`;
  return unpacked(
    {
      resources: primitive("A", {
        meta: { "failure-timeout": timeout },
        operations: `<op id="A-mon" name="monitor" interval="10s"${attribute}/>`,
      }),
      states: [
        state("n1", { histories: [recorded("A", entries)], attributes }),
        state("n2", { histories: [recorded("A", [{ task: "monitor", rc: 7, expected: 7 }])] }),
      ],
    },
    now,
  );
}

const cleared = "Clearing failure of A on n1 because it expired | A_clear_failcount_0";
const rescheduled = "Rescheduling 10s-interval monitor of A on n1 after failure expired";

describe("long after a failure with a timeout", () => {
  test("each old entry has the fail count cleared, and the failed one is forgotten", () => {
    const run = after({});
    expect(messages(run, "pe__clear_failcount")).toEqual([cleared, cleared, cleared]);
    expect(messages(run, "process_expired_result")).toEqual([rescheduled]);
    expect(flagsOf(run, "A")).toEqual(["Managed"]);
    expect(actionsOf(run)).toEqual(["A_clear_failcount_0 n1 required", "A_monitor_10000 n1 optional"]);
    expect(run.marks.map(({ element, attributes }) => [element.attributes[1], attributes])).toEqual([
      ["A_last_failure_0", ["op-restart-digest", "calculated-failure-timeout"]],
    ]);
  });

  test("a failure that was no recurring operation's is ignored", () => {
    const run = after({ entries: [{ ...failure, task: "start", interval: 0 }] });
    expect(messages(run, "process_expired_result")).toEqual([
      "Ignoring resource history entry A_last_failure_0 for start of A on n1: Expired failure",
    ]);
  });

  test("a failed probe that meant 'not running' has to be repeated", () => {
    const run = after({ entries: [{ task: "monitor", rc: 5, expected: 7, suffix: "last_failure_0" }] });
    expect(messages(run, "mask_probe_failure", "process_expired_result")).toEqual([]);
    expect(resource(run, "A").probedNodes.size).toBe(1);
  });

  test("what a probe found does not expire", () => {
    const run = after({ entries: [{ task: "monitor", rc: 8, expected: 7, suffix: "last_failure_0" }] });
    expect(messages(run, "process_expired_result")).toEqual([]);
    expect(resource(run, "A").activeNodes).toHaveLength(1);
  });

  test("with on-fail=block the failure stays, and the resource loses its timeout", () => {
    const run = after({ onFail: "block" });
    expect(messages(run, "pe__clear_failcount", "pe_get_failcount", "unpack_rsc_op_failure")).toEqual([
      "A has failed 1 time on n1",
      cleared,
      "A has failed 1 time on n1",
      cleared,
      "Ignoring failure timeout (1m) for A because it conflicts with on-fail=block",
      "A has failed 1 time on n1",
      "A has failed 1 time on n1",
      "Unexpected result (Error occurred: bad) was recorded for monitor of A on n1 at Nov 14 22:15:00 2023 | exit-status=1 id=A_last_failure_0",
    ]);
    expect(flagsOf(run, "A")).toEqual(["Blocked", "Failed"]);
    expect(resource(run, "A").failureTimeout).toBe(0);
  });
});

describe("at the boundary", () => {
  const failed = ["Managed", "Failed", "StopIfFailed"];

  test.each<[string, Case, string[]]>([
    ["the entry is old enough, its fail count is not", { now: FAILED_AT + 60 }, failed],
    ["a second later both are", { now: FAILED_AT + 61 }, ["Managed"]],
    ["without a fail count the entry alone counts", { now: FAILED_AT + 60, attributes: {} }, ["Managed"]],
    ["and is not old enough a second earlier", { now: FAILED_AT + 59, attributes: {} }, failed],
    ["a timeout of 0 never ends", { timeout: "0" }, failed],
    ["half a second counts as one", { timeout: "500ms", now: FAILED_AT + 1, attributes: {} }, ["Managed"]],
  ])("%s", (_, facts, flags) => {
    expect(flagsOf(after(facts), "A")).toEqual(flags);
  });

  test("the time of expiry is proposed for the next run", () => {
    expect(after({ now: FAILED_AT + 10 }).recheckBy).toBe(FAILED_AT + 61);
  });

  test("nothing is proposed once the fail count has expired", () => {
    expect(after({}).recheckBy).toBe(0);
  });
});

describe("the failure of an operation that ran with other parameters", () => {
  const changed: Recorded = { ...failure, digest: "0123456789abcdef0123456789abcdef" };

  test("is forgotten, without any timeout", () => {
    const run = after({ timeout: "0", entries: [start, changed] });
    expect(messages(run, "pe__clear_failcount")).toEqual([
      "Clearing failure of A on n1 because resource parameters have changed | A_clear_failcount_0",
    ]);
  });

  test("counts if it is not known what it ran with", () => {
    expect(messages(after({ timeout: "0", entries: [start, { ...failure, digest: null }] }), "pe__clear_failcount")).toEqual([]);
  });

  test("counts if it was neither a start nor a monitor", () => {
    const stop: Recorded = { ...changed, task: "stop", interval: 0 };
    expect(messages(after({ timeout: "0", entries: [start, stop] }), "pe__clear_failcount")).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { findBounds } from "../../src/history/active-operations.ts";
import { readEntry } from "../../src/history/entry.ts";
import { createElement } from "../../src/xml/element.ts";
import { actionsOf, primitive, recorded, state, unpacked, type Recorded } from "./support.ts";

/** Entries written as `task`, `task!` (failed: status 4, code 1) or `task?` (in progress). */
function bounds(...texts: readonly string[]) {
  const entries = texts.map((text) => {
    const failed = text.endsWith("!");
    const pending = text.endsWith("?");
    const status = failed ? "4" : pending ? "-1" : "0";
    const rc = failed ? "1" : pending ? "193" : text === "monitor7" ? "7" : text === "monitor8" ? "8" : "0";
    const attributes = ["operation", text.replace(/[!?78]$/, ""), "op-status", status, "rc-code", rc];
    return readEntry(createElement("lrm_rsc_op", attributes));
  });
  const { start, stop } = findBounds(entries);
  return [start, stop];
}

describe("the last start and the last stop of a history", () => {
  test.each([
    [[], [-1, -1]],
    [["start"], [0, -1]],
    [["start", "stop"], [0, 1]],
    [["start", "stop!"], [0, -1]],
    [["stop", "start!", "migrate_from?"], [2, 0]],
    [["START"], [0, -1]],
    [["monitor", "monitor"], [0, -1]],
    [["monitor", "stop", "monitor8", "monitor"], [2, 1]],
    [["monitor7"], [-1, -1]],
    [["monitor", "promote"], [1, -1]],
    [["stop", "demote"], [1, 0]],
  ])("%j", (texts, expected) => {
    expect(bounds(...texts)).toEqual(expected);
  });
});

const created = (...entries: readonly Recorded[]) =>
  actionsOf(unpacked({ resources: primitive("A"), states: [state("n1", { histories: [recorded("A", entries)] }), state("n2")] }));

describe("recurring operations that are active", () => {
  const start: Recorded = { task: "start", call: 2 };
  const monitor: Recorded = { task: "monitor", interval: 10000, call: 3 };
  test("get an optional action", () => {
    expect(created(start, monitor)).toEqual(["A_monitor_10000 n1 optional"]);
  });

  test("do not survive a stop", () => {
    expect(created(start, monitor, { task: "stop", call: 4 })).toEqual([]);
  });

  test("of before the last start are over", () => {
    expect(created({ ...monitor, call: 1 }, start)).toEqual([]);
  });

  test("do not count while their first run is in progress", () => {
    expect(created(start, { ...monitor, status: -1, rc: 193, call: -1 })).toEqual([]);
  });

  test("count even if they failed", () => {
    const failure: Recorded = { ...monitor, rc: 1, call: 4, suffix: "last_failure_0" };
    expect(created(start, failure)).toEqual(["A_monitor_10000 n1 optional", "A_stop_0 n1 required"]);
  });
});

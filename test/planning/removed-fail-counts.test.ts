import { describe, expect, test } from "vitest";
import { OrderFlag } from "../../src/actions/action.ts";
import { actionsOf, messages, primitive, recorded, scheduled, state } from "../history/support.ts";

const situation = (options: Record<string, string> = {}, online = true) =>
  scheduled(
    {
      resources: primitive("A"),
      states: [
        state("n1", { online, attributes: { "fail-count-R#start_0": "1" } }),
        state("n2", {
          histories: [recorded("R", [{ task: "start" }, { task: "monitor", interval: 10000, call: 2 }])],
          attributes: { "fail-count-R#start_0": "2", "fail-count-A#start_0": "5" },
        }),
      ],
      options: { "enable-startup-probes": "false", ...options },
    },
    "removed fail counts",
  );

describe("a resource that is not configured any more", () => {
  test("has its failures cleared on every node that is online", () => {
    const run = situation();
    expect(messages(run, "pe__clear_failcount")).toEqual([
      "Clearing failure of R on n1 because it is removed | R_clear_failcount_0",
      "Clearing failure of R on n2 because it is removed | R_clear_failcount_0",
    ]);
    expect(messages(situation({}, false), "pe__clear_failcount")).toEqual([
      "Clearing failure of R on n2 because it is removed | R_clear_failcount_0",
    ]);
  });

  test("has them cleared before it is stopped", () => {
    const orders = situation().relations.filter(({ firstAction }) => firstAction?.task === "clear_failcount");
    expect(orders.map(({ thenKey, flags }) => [thenKey, flags])).toEqual([
      ["R_stop_0", OrderFlag.Ordered],
      ["R_stop_0", OrderFlag.Ordered],
    ]);
  });

  test("is announced, and cleaned up", () => {
    const run = situation();
    expect(messages(run, "process_rsc_state", "pcmk__schedule_cleanup")).toEqual([
      "Removed resource R is active on n2 and will be stopped when possible",
      "Scheduling clean-up of R on n2",
    ]);
    expect(actionsOf(run)).toContain("R_delete_0 n2 required");
  });

  test("is left alone if removed resources are not to be stopped", () => {
    const run = situation({ "stop-removed-resources": "false" });
    expect(messages(run, "pe__clear_failcount")).toEqual([]);
    expect(messages(run, "process_rsc_state")).toEqual([
      "Removed resource R must be stopped manually on n2 because stop-removed-resources is set to false",
    ]);
  });
});

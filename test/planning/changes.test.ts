import { describe, expect, test } from "vitest";
import { ActionFlag } from "../../src/actions/action.ts";
import type { Run } from "../../src/run.ts";
import {
  actionsOf,
  flagsOf,
  messages,
  primitive,
  recorded,
  scheduled,
  state,
  type Definition,
  type Recorded,
} from "../history/support.ts";

/** Digest of `fake=1 passwd=x`. */
const BOTH = "e7cf0146201a05c0e042c06e04389075";
/** The same with the monitor's timeout of 15 seconds. */
const BOTH_TIMED = "f29a499f5411a0a2210641b67ef75db9";
/** Digest of `fake=1`. */
const FAKE = "2b1b5ccbabbdb96f3f7edb41b0775563";
const OTHER = "0".repeat(32);

const definition: Definition = {
  parameters: { fake: "1", passwd: "x" },
  operations: '<op id="A-mon" name="monitor" interval="10s" timeout="15s"/>',
};
const start: Recorded = { task: "start", call: 3, digest: BOTH };
const monitor: Recorded = { task: "monitor", interval: 10000, call: 4, digest: BOTH_TIMED };

function checked(entries: readonly Recorded[], facts: Partial<Parameters<typeof scheduled>[0]> = {}, more: Record<string, string> = {}) {
  return scheduled(
    {
      resources: primitive("A", definition),
      states: [state("n1", { histories: [recorded("A", entries, more)] }), state("n2")],
      ...facts,
    },
    "configuration changes",
  );
}

/** Keys of the actions that are required or to be rescheduled. */
function planned(run: Run): string[] {
  const flags = ActionFlag.Optional | ActionFlag.Reschedule;
  return run.actions
    .filter((action) => (action.flags & flags) !== ActionFlag.Optional)
    .map(({ key, node, reason }) => `${key} ${node?.name ?? "-"}${reason === null ? "" : ` (${reason})`}`);
}

const restart = ["A_start_0 - (resource definition change)"];
const reload = ["A_reload-agent_0 n1 (resource definition change)"];
const again = ["A_monitor_10000 n1"];

const only = (text: string) => ({ "op-restart-digest": text, "op-force-restart": " fake " });

describe("parameters that are as recorded, or not", () => {
  test.each<[string, Recorded[], string[]]>([
    ["all as recorded", [start, monitor], []],
    ["start with others", [{ ...start, digest: OTHER }, monitor], restart],
    ["start with others that can be reloaded", [{ ...start, digest: OTHER, more: { "op-restart-digest": BOTH } }, monitor], reload],
    ["start with one that cannot", [{ ...start, more: only(OTHER) }, monitor], restart],
    ["monitor with others", [start, { ...monitor, digest: OTHER }], again],
    ["monitor with one that would need a restart", [start, { ...monitor, more: { "op-restart-digest": OTHER } }], [
      // the one that is known to be active is taken
      "A_monitor_10000 n1 (resource definition change)",
    ]],
    ["nothing recorded about the start", [{ ...start, digest: null }, monitor], restart],
    ["nothing recorded about the monitor", [start, { ...monitor, digest: null }], again],
    ["a promotion with others", [{ ...start, task: "promote", digest: OTHER }, monitor], restart],
    ["a demotion with others", [start, { task: "demote", call: 5, digest: OTHER }, monitor], []],
    ["a start before the last one", [{ ...start, digest: OTHER, call: 1, suffix: "last_0" }, start, monitor], []],
  ])("%s", (_, entries, actions) => {
    expect(planned(checked(entries))).toEqual(actions);
  });

  test("the comparison is logged", () => {
    expect(messages(checked([{ ...start, digest: OTHER }, monitor]), "rsc_action_digest_cmp")).toEqual([
      `Parameters to 0ms-interval start action for A on n1 changed: hash was ${OTHER} vs. now ${BOTH} (reload:3.20.5) 0:0;3:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee`,
    ]);
  });

  test("a reload is ordered so that a stop or a demotion cancels it", () => {
    const run = checked([{ ...start, digest: OTHER, more: { "op-restart-digest": BOTH } }, monitor]);
    const reloaded = run.actions.find(({ task }) => task === "reload-agent");
    expect(run.relations.filter(({ firstAction }) => firstAction === reloaded).map(({ thenKey }) => thenKey)).toEqual([
      "A_stop_0",
      "A_demote_0",
    ]);
  });

  test("operations that bring parameters of their own cannot be reloaded", () => {
    const own = '<instance_attributes id="s-i"><nvpair id="s-x" name="x" value="1"/></instance_attributes>';
    const run = checked([{ ...start, digest: OTHER, more: { "op-restart-digest": BOTH } }], {
      resources: primitive("A", { ...definition, operations: `<op id="s" name="start" interval="0">${own}</op>` }),
    });
    expect(planned(run)).toEqual(restart);
  });

  test("what was worked out for the first entry is used for later ones of the same operation", () => {
    const failure: Recorded = {
      ...monitor,
      rc: 1,
      call: 2,
      suffix: "last_failure_0",
      more: { "op-restart-digest": BOTH_TIMED },
    };
    const later: Recorded = { ...monitor, more: { "op-restart-digest": OTHER } };
    // the older entry says that there is a restart digest; without one there is nothing to compare
    expect(planned(checked([start, { ...failure, more: {} }, later]))).toEqual([]);
  });
});

describe("parameters that may have been taken out of the input", () => {
  const secure = { "op-secure-params": " passwd ", "op-secure-digest": "" };

  test("do not count if the rest is as recorded", () => {
    expect(planned(checked([{ ...start, digest: OTHER, more: secure }, monitor]))).toEqual(restart);
    const more = { ...secure, "op-secure-digest": FAKE };
    const run = checked([{ ...start, digest: OTHER, more }, { ...monitor, digest: OTHER, more }]);
    expect(planned(run)).toEqual([]);
    expect(run.diagnostics.filter(({ kind }) => kind === "output").map(({ text }) => text)).toEqual([
      "Only 'private' parameters to 0s-interval start for A on n1 changed: 0:0;3:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
      "Only 'private' parameters to 10s-interval monitor for A on n1 changed: 0:0;4:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    ]);
  });
});

describe("recurring operations", () => {
  test("that are not configured any more are cancelled", () => {
    const run = checked([start, { ...monitor, interval: 20000 }]);
    expect(messages(run, "pcmk__schedule_cancel")).toEqual(["Recurring 20s-interval monitor for A will be stopped on n1: removed"]);
    const cancel = run.actions.find(({ task }) => task === "cancel");
    expect([cancel?.key, cancel?.cancelTask, cancel?.meta.get("call-id"), cancel?.id]).toEqual(["A_monitor_20000", "monitor", "4", 1]);
  });

  test("stay if removed operations are not to be cancelled", () => {
    const run = checked([start, { ...monitor, interval: 20000 }], { options: { "cancel-removed-actions": "false" } });
    expect(planned(run)).toEqual([]);
  });

  test("of a resource in maintenance are cancelled", () => {
    const run = checked([start, monitor], { options: { "maintenance-mode": "true" } });
    expect(messages(run, "pcmk__schedule_cancel")).toEqual([
      "Recurring 10s-interval monitor for A will be stopped on n1: maintenance mode",
    ]);
  });
});

const failed = (entries: readonly Recorded[]) =>
  checked(entries, {
    states: [state("n1", { histories: [recorded("A", entries)], attributes: { "fail-count-A#monitor_10000": "1" } }), state("n2")],
  });

describe("a fail count", () => {
  test("is cleared when the definition changed", () => {
    expect(messages(failed([start, { ...monitor, digest: OTHER }]), "pe__clear_failcount")).toEqual([
      "Clearing failure of A on n1 because action definition changed | A_clear_failcount_0",
    ]);
  });

  test("stays when nothing changed", () => {
    expect(messages(failed([start, monitor]), "pe__clear_failcount")).toEqual([]);
  });
});

describe("another agent than the recorded one", () => {
  test("stops an active resource and cleans it up", () => {
    const run = checked([start, monitor], {}, { type: "Other", provider: "heartbeat" });
    expect(messages(run, "pcmk__rsc_agent_changed")).toEqual([
      "Forcing restart of A on n1 because type changed from 'Other' to 'Dummy'",
      "Forcing restart of A on n1 because provider changed from 'heartbeat' to 'pacemaker'",
    ]);
    expect(planned(run)).toEqual(["A_stop_0 n1", "A_delete_0 n1"]);
    expect(flagsOf(run, "A")).toEqual(["Managed", "StartPending"]);
  });

  test("only cleans up where the resource is not active", () => {
    const run = checked([{ task: "monitor", rc: 7, expected: 7 }], {}, { class: "lsb" });
    expect(messages(run, "pcmk__rsc_agent_changed")).toEqual([]);
    expect(planned(run)).toEqual(["A_delete_0 n1"]);
  });
});

describe("history that is looked at", () => {
  const changed = [{ ...start, digest: OTHER }];

  test.each<[string, Record<string, string>, string[]]>([
    ["of a node that is shutting down: not", { shutdown: "1700000000" }, []],
    ["of a node in standby: not", { standby: "on" }, []],
    ["of a node in maintenance: yes, but nothing can be done there", { maintenance: "true" }, ["A_start_0 -"]],
  ])("%s", (_, attributes, keys) => {
    const run = checked(changed, { states: [state("n1", { histories: [recorded("A", changed)], attributes }), state("n2")] });
    expect(run.actions.filter(({ task }) => task === "start").map(({ key, node }) => `${key} ${node?.name ?? "-"}`)).toEqual(keys);
  });

  test("is that of all instances which go by the name, the last one first", () => {
    const clone = `<clone id="C">${primitive("A", definition)}</clone>`;
    const run = checked([], {
      resources: clone,
      states: ["n1", "n2"].map((name) => state(name, { histories: [recorded("A", changed)] })),
    });
    // an instance is not active on the other's node, so each is checked once
    expect(planned(run)).toEqual(["A:0_start_0 - (resource definition change)", "A:1_start_0 - (resource definition change)"]);
  });
});

test("a resource that was reloaded once keeps its reason", () => {
  const changed = { digest: OTHER, more: { "op-restart-digest": BOTH } };
  const run = checked([{ ...start, ...changed }, { task: "monitor", call: 5, ...changed }]);
  expect(planned(run)).toEqual(reload);
  expect(actionsOf(run).filter((text) => text.startsWith("A_reload"))).toHaveLength(1);
});

import { expect, test } from "vitest";
import { requestOperation } from "../../src/actions/request.ts";
import { notificationKey, writtenKey } from "../../src/graph/keys.ts";
import { node, operation, primitive, resource, unpacked } from "../orderings/model.ts";

const clone = `<clone id="c">${primitive("p")}</clone>`;

function known(history: string | null) {
  const run = unpacked(clone);
  resource(run, "p:0").historyId = history;
  return run;
}

test("without a name in history the key is the action's own", () => {
  expect(writtenKey(operation(known(null), "p:0", "start"))).toBe("p:0_start_0");
});

test.each(["p", "p:1"])("with name %s in history the key is made from that", (history) => {
  const run = known(history);
  expect(writtenKey(operation(run, "p:0", "start"))).toBe(`${history}_start_0`);
  const monitor = requestOperation(run, resource(run, "p:0"), "monitor", 10_000, node(run, "n1"), false);
  expect(writtenKey(monitor)).toBe(`${history}_monitor_10000`);
});

test("a cancellation is known by what it cancels", () => {
  const run = known("p");
  const cancel = requestOperation(run, resource(run, "p:0"), "monitor", 10_000, node(run, "n1"), false);
  cancel.task = "cancel";
  cancel.cancelTask = "monitor";
  expect(writtenKey(cancel)).toBe("p_monitor_10000");
});

test("a notification names its type and the operation; a drawing may name another one than the transition", () => {
  const run = known("p");
  const notify = operation(run, "p:0", "notify");
  for (const [name, value] of [
    ["notify_type", "post"],
    ["notify_operation", "stop"],
    ["notify_key_type", "post"],
    ["notify_key_operation", "stonith"],
  ] as const) {
    notify.meta.set(name, value);
  }
  expect(writtenKey(notify)).toBe("p_post_notify_stop_0");
  expect(notificationKey("p", notify, "notify_key_type", "notify_key_operation")).toBe("p_post_notify_stonith_0");
  notify.task = "notified";
  expect(writtenKey(notify)).toBe("p_notified_0");
});

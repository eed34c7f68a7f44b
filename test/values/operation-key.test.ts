import { expect, test } from "vitest";
import { notifyKey, operationKey, parseOperationKey } from "../../src/values/operation-key.ts";

test.each([
  ["rsc1_monitor_10000", "rsc1", "monitor", 10_000],
  ["my_rsc_1_start_0", "my_rsc_1", "start", 0],
  ["rsc_migrate_to_0", "rsc", "migrate_to", 0],
  ["a_b_migrate_from_0", "a_b", "migrate_from", 0],
  ["rsc1_post_notify_start_0", "rsc1", "post_notify_start", 0],
  ["rsc1_pre_notify_demote_0", "rsc1", "pre_notify_demote", 0],
  ["rsc1_confirmed-pre_notify_start_0", "rsc1", "confirmed-pre_notify_start", 0],
  ["rsc1_confirmed-post_notify_stop_0", "rsc1", "confirmed-post_notify_stop", 0],
  ["r:0_monitor_4294967295", "r:0", "monitor", 4_294_967_295],
  ["rsc_start_x", "rsc", "start", 0],
  ["rsc_start_4294967296", "rsc", "start", 0],
])("%s names a resource, an action and an interval", (key, resource, action, intervalMs) => {
  expect(parseOperationKey(key)).toEqual({ resource, action, intervalMs });
});

test.each(["", "a_b", "a_b_", "abcdef", "_rsc_0", "rsc_0", "rsc_start_99999999999999999999"])(
  "'%s' is no operation key",
  (key) => {
    expect(parseOperationKey(key)).toBeNull();
  },
);

test("keys are read back as they were made", () => {
  expect(parseOperationKey(operationKey("a_1", "reload-agent", 5))).toEqual({
    resource: "a_1",
    action: "reload-agent",
    intervalMs: 5,
  });
  expect(notifyKey("rsc1", "confirmed-post", "start")).toBe("rsc1_confirmed-post_notify_start_0");
});

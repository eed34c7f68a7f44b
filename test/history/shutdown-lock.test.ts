import { describe, expect, test } from "vitest";
import { ActionFlag } from "../../src/actions/action.ts";
import { LATER, primitive, recorded, resource, state, unpacked, type Recorded } from "./support.ts";

const LOCKED_AT = 1_700_000_000;

function locked(lock: string, entries: readonly Recorded[] = [], options: Record<string, string> = {}) {
  const run = unpacked({
    resources: primitive("A"),
    states: [
      state("n1", { online: false, histories: [recorded("A", entries, { "shutdown-lock": lock })] }),
      state("n2"),
    ],
    options: { "shutdown-lock": "true", ...options },
  });
  const { lockNode, lockTime } = resource(run, "A");
  return { run, lock: lockNode === null ? null : [lockNode.name, lockTime] };
}

describe("a resource that was stopped with its node", () => {
  test.each<[string, string, readonly Recorded[], Record<string, string>, (string | number)[] | null]>([
    ["is locked to it, without any operation on record", String(LOCKED_AT), [], {}, ["n1", LOCKED_AT]],
    ["is locked to it, with some", String(LOCKED_AT), [{ task: "stop" }], {}, ["n1", LOCKED_AT]],
    ["is not without a time", "0", [], {}, null],
    ["is not with a time that is none", "x", [], {}, null],
    ["is not where locks are not in use", String(LOCKED_AT), [], { "shutdown-lock": "false" }, null],
    ["is until the limit", String(LOCKED_AT), [], { "shutdown-lock-limit": "1h" }, ["n1", LOCKED_AT]],
    ["is not after the limit", String(LATER - 3601), [], { "shutdown-lock-limit": "1h" }, null],
  ])("%s", (_, time, entries, options, expected) => {
    expect(locked(time, entries, options).lock).toEqual(expected);
  });

  test("has its lock removed from the history after the limit, first of all", () => {
    const { run } = locked(String(LOCKED_AT), [], { "shutdown-lock-limit": "5m" });
    expect(run.actions.map(({ id, key, node }) => [id, key, node?.name])).toEqual([[1, "A_lrm_delete_0", "n1"]]);
    expect(run.actions[0]!.flags & (ActionFlag.OnDc | ActionFlag.Optional)).toBe(ActionFlag.OnDc);
  });
});

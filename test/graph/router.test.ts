import { describe, expect, test } from "vitest";
import { routerOf } from "../../src/graph/router.ts";
import { node, operation, primitive, resource, unpacked } from "../orderings/model.ts";

const remote = '<primitive id="r" class="ocf" provider="pacemaker" type="remote"/>';

/** An action on remote node `r`, whose connection is and will be on these nodes. */
function router(task: string, began: string | null, ended: string | null, more: { target?: string; about?: string } = {}): string | null {
  const run = unpacked(primitive("a") + remote);
  const connection = resource(run, "r");
  if (began !== null) connection.activeNodes.push(node(run, began));
  if (ended !== null) connection.assignedNode = connection.allowedNodes.request(node(run, ended));
  if (more.target !== undefined) connection.partialMigrationTarget = node(run, more.target);
  const action = operation(run, "a", task, { on: "r" });
  if (more.about !== undefined) action.meta.set("notify_operation", more.about);
  return routerOf(action)?.name ?? null;
}

describe("an action on a remote node is sent to the node with the connection", () => {
  test.each([
    ["start", null, "n2", "n2"],
    ["stop", "n1", null, "n1"],
    ["start", "n1", "n1", "n1"],
    ["start", null, null, null],
  ])("%s, with the connection first on %s and then on %s: %s", (task, began, ended, expected) => {
    expect(router(task, began, ended)).toBe(expected);
  });

  test.each(["stop", "demote", "migrate_to", "migrate_from", "cancel"])("before it moves, for %s", (task) => {
    expect(router(task, "n1", "n2")).toBe("n1");
  });

  test.each(["start", "promote", "monitor"])("after it has moved, for %s", (task) => {
    expect(router(task, "n1", "n2")).toBe("n2");
  });

  test("after it has moved if it is moving already", () => {
    expect(router("stop", "n1", "n2", { target: "n2" })).toBe("n2");
  });

  test("as for the operation that a notification is about", () => {
    expect(router("notify", "n1", "n2", { about: "stop" })).toBe("n1");
    expect(router("notify", "n1", "n2", { about: "start" })).toBe("n2");
  });
});

test("an action on a cluster node is sent nowhere else", () => {
  const run = unpacked(primitive("a"));
  expect(routerOf(operation(run, "a", "start", { on: "n1" }))).toBeNull();
  expect(routerOf(operation(run, "a", "stop"))).toBeNull();
});

import { expect, test } from "vitest";
import { OrderFlag } from "../../src/actions/action.ts";
import { requestFenceAction } from "../../src/actions/fence.ts";
import { nodesTakenDown } from "../../src/graph/downed.ts";
import type { Primitive } from "../../src/model/resource.ts";
import { link, meta, node, operation, primitive, resource, unpacked } from "../orderings/model.ts";

const remote = '<primitive id="r" class="ocf" provider="pacemaker" type="remote"/>';
const host = primitive("vm", meta("vm", { "remote-node": "guest" }));

test.each([
  ["reboot", ["1", "guest"]],
  ["off", ["1", "guest"]],
  ["on", null],
])("fencing with %s takes down the node and the guests there: %o", (task, expected) => {
  const run = unpacked(host);
  node(run, "n1").running.push(resource(run, "vm") as Primitive, resource(run, "guest") as Primitive);
  const action = requestFenceAction(run, node(run, "n1"), task, false, null, false);
  expect(nodesTakenDown(run, action)).toEqual(expected);
});

test("the stop of a connection takes down its node, unless a migration precedes it", () => {
  const run = unpacked(remote);
  const stop = operation(run, "r", "stop", { on: "n1" });
  expect(nodesTakenDown(run, stop)).toEqual(["r"]);
  link(operation(run, "r", "migrate_from", { on: "n2" }), stop, OrderFlag.Ordered);
  expect(nodesTakenDown(run, stop)).toBeNull();
});

test("no other action takes a node down", () => {
  const run = unpacked(primitive("a") + remote);
  expect(nodesTakenDown(run, operation(run, "a", "stop", { on: "n1" }))).toBeNull();
  expect(nodesTakenDown(run, operation(run, "r", "start", { on: "n1" }))).toBeNull();
});

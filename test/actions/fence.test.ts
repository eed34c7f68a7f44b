import { expect, test } from "vitest";
import { requestFenceAction, triggerUnfencing } from "../../src/actions/fence.ts";
import { requestOperation } from "../../src/actions/request.ts";
import { dummies, meta, node, reported, resource, stateOf, unpacked, type Setup } from "./model.ts";

const device = `<primitive id="F" class="stonith" type="fence_dummy"/>`;
const fencing = { "fencing-enabled": "true" };

function cluster(setup: Setup = {}) {
  return unpacked(device + dummies("A"), { ...setup, options: { ...fencing, ...setup.options } });
}

test("fencing is optional until it is required, and the first reason stays", () => {
  const run = cluster();
  const n1 = node(run, "n1");
  const action = requestFenceAction(run, n1, null, true, "it looks odd", false);
  expect([action.key, action.task, action.node?.name]).toEqual(["stonith-n1-reboot", "stonith", "n1"]);
  expect(Object.fromEntries(action.meta.unordered())).toEqual({
    on_node: "n1",
    on_node_uuid: "1",
    stonith_action: "reboot",
  });
  expect(stateOf(action)).toBe("optional runnable because it looks odd");
  expect(requestFenceAction(run, n1, null, false, "node is unclean", false)).toBe(action);
  expect(stateOf(action)).toBe("required runnable because it looks odd");
});

test("a node that cannot be fenced is not", () => {
  const run = unpacked(dummies("A"));
  const action = requestFenceAction(run, node(run, "n1"), null, false, "node is unclean", false);
  expect(stateOf(action)).toBe("optional runnable because node is unclean");
});

test("the cluster decides how to fence", () => {
  const run = cluster({ options: { "fencing-action": "off" } });
  expect(requestFenceAction(run, node(run, "n2"), null, true, null, false).key).toBe("stonith-n2-off");
  expect(requestFenceAction(run, node(run, "n2"), "on", true, null, false).key).toBe("stonith-n2-on");
});

interface Half {
  /** Whether n1, n2, n3 are online. */
  readonly online: readonly boolean[];
  readonly priorities: readonly number[];
}

function delayOf({ online, priorities }: Half, eligible = true): string | undefined {
  const run = cluster({ options: { "priority-fencing-delay": "15s" } });
  for (const [i, name] of ["n1", "n2", "n3"].entries()) {
    node(run, name).online = online[i]!;
    node(run, name).priority = priorities[i]!;
  }
  return requestFenceAction(run, node(run, "n1"), null, true, null, eligible).meta.get("priority-fencing-delay");
}

test("fencing the most important node is delayed for a half that is no majority", () => {
  const alone = [false, false, true];
  expect(delayOf({ online: alone, priorities: [5, 1, 1] })).toBe("15");
  expect(delayOf({ online: alone, priorities: [5, 5, 1] })).toBe("15");
  expect(delayOf({ online: alone, priorities: [3, 5, 1] })).toBe("0");
  expect(delayOf({ online: alone, priorities: [5, 5, 5] })).toBe("0");
  expect(delayOf({ online: [false, true, true], priorities: [5, 1, 1] })).toBe("0");
  expect(delayOf({ online: [true, false, false], priorities: [5, 1, 1] })).toBe("0");
  expect(delayOf({ online: alone, priorities: [5, 1, 1] }, false)).toBeUndefined();
});

test("a delay is worked out anew at each request", () => {
  const run = cluster({ options: { "priority-fencing-delay": "15s" } });
  const [n1, n2] = [node(run, "n1"), node(run, "n2")];
  n1.online = false;
  n1.priority = 5;
  const action = requestFenceAction(run, n1, null, true, null, true);
  expect(action.meta.get("priority-fencing-delay")).toBe("0");
  n2.online = false;
  requestFenceAction(run, n1, null, true, null, false);
  expect(action.meta.get("priority-fencing-delay")).toBe("15");
});

const unfencingDevice = `<primitive id="F" class="stonith" type="fence_dummy">${meta("m", { provides: "unfencing" })}</primitive>`;

test("without unfencing in use nobody is unfenced", () => {
  const run = cluster();
  triggerUnfencing(run, null, node(run, "n1"), "because", null);
  expect(run.actions).toEqual([]);
});

test("a node is unfenced before what depends on it", () => {
  const run = unpacked(unfencingDevice + dummies("A"), { options: fencing });
  run.cluster.unfencing = true;
  const start = requestOperation(run, resource(run, "A"), "start", 0, node(run, "n1"), true);
  triggerUnfencing(run, null, node(run, "n1"), "required by A", start);
  const unfencing = run.singletons.get("stonith-n1-on")!;
  expect(stateOf(unfencing)).toBe("required runnable because required by A");
  expect(start.before.map(({ action }) => action)).toEqual([unfencing]);
  expect(unfencing.meta.get("digests-all")).toMatch(/^F:fence_dummy:[0-9a-f]{32},$/);
});

test("a fence device has all usable nodes that it may run on unfenced, other resources none", () => {
  const run = unpacked(unfencingDevice + dummies("A"), { options: fencing });
  run.cluster.unfencing = true;
  node(run, "n2").unclean = true;
  triggerUnfencing(run, resource(run, "A"), null, "because", null);
  expect(run.actions).toEqual([]);
  triggerUnfencing(run, resource(run, "F"), null, "because", null);
  expect(run.actions.map(({ key }) => key).toSorted()).toEqual(["stonith-n1-on", "stonith-n3-on"]);
});

test("a node whose fence device changed since it was unfenced is unfenced again", () => {
  const run = unpacked(unfencingDevice + dummies("A"), { options: fencing });
  run.cluster.unfencing = true;
  node(run, "n1").attributes.set("#digests-all", "F:fence_dummy:00000000000000000000000000000000,");
  const action = requestFenceAction(run, node(run, "n1"), "on", true, null, false);
  expect(stateOf(action)).toBe("required runnable");
  expect(reported(run)).toContain("Unfencing node n1 because the definition of F changed");
});

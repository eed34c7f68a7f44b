import { expect, test } from "vitest";
import { actionIs, ActionFlag } from "../../src/actions/action.ts";
import { requestCancel } from "../../src/actions/cancel.ts";
import { findActions, findExactActions, firstAction, firstActionByKey } from "../../src/actions/find.ts";
import { requestPseudo, requestResourcePseudo } from "../../src/actions/pseudo.ts";
import { setReason } from "../../src/actions/reason.ts";
import { requestAction, requestOperation } from "../../src/actions/request.ts";
import { clearFlag, ResourceFlag, setFlag } from "../../src/model/resource.ts";
import { Role } from "../../src/values/role.ts";
import { dummies, node, primitive, reported, resource, stateOf, unpacked } from "./model.ts";

const monitored = primitive(
  "A",
  `<operations>
    <op id="a-start" name="start" interval="0"><instance_attributes id="x"><nvpair id="y" name="level" value="3"/></instance_attributes></op>
    <op id="a-mon" name="monitor" interval="10s"/>
  </operations>`,
);

test("the same action is found again, and IDs count creations only", () => {
  const run = unpacked(dummies("A", "B"));
  const [a, b, n1, n2] = [resource(run, "A"), resource(run, "B"), node(run, "n1"), node(run, "n2")];
  const first = requestOperation(run, a, "start", 0, n1, true);
  expect(requestAction(run, a, "a_START_0", "start", n1, true)).toBe(first);
  const elsewhere = requestOperation(run, a, "start", 0, n2, true);
  const other = requestOperation(run, b, "start", 0, n1, true);
  expect([first.id, elsewhere.id, other.id]).toEqual([1, 2, 3]);
  expect(run.actions).toEqual([first, elsewhere, other]);
});

test("a request without node takes the oldest action on any node", () => {
  const run = unpacked(dummies("A"));
  const a = resource(run, "A");
  const first = requestOperation(run, a, "stop", 0, node(run, "n2"), true);
  requestOperation(run, a, "stop", 0, node(run, "n1"), true);
  expect(requestOperation(run, a, "stop", 0, null, true)).toBe(first);
});

test("an action without node cannot run, and is taken over by a request with one", () => {
  const run = unpacked(dummies("A"));
  const a = resource(run, "A");
  const start = requestOperation(run, a, "start", 0, null, false);
  expect(stateOf(start)).toBe("required unrunnable");
  expect(requestOperation(run, a, "start", 0, node(run, "n2"), true)).toBe(start);
  expect(start.node?.name).toBe("n2");
  expect(stateOf(start)).toBe("required runnable");
});

test("looking for all actions on a node gives them that node, looking for exact ones does not", () => {
  const run = unpacked(dummies("A"));
  const a = resource(run, "A");
  const start = requestOperation(run, a, "start", 0, null, true);
  expect(findExactActions(a, "A_start_0", node(run, "n1"))).toEqual([]);
  expect(findExactActions(a, "A_start_0", null)).toEqual([]);
  expect(firstAction(a, "start", node(run, "n1"))).toBeNull();
  expect(findActions(a, "A_start_0", node(run, "n1"))).toEqual([start]);
  expect(start.node?.name).toBe("n1");
});

test("all matching actions come oldest first, the first matching one is the newest", () => {
  const run = unpacked(dummies("A"));
  const a = resource(run, "A");
  const [one, two] = ["n1", "n2"].map((name) => requestOperation(run, a, "monitor", 0, node(run, name), true));
  expect(findActions(a, "A_monitor_0", null)).toEqual([one, two]);
  expect(firstAction(a, "MONITOR", null)).toBe(two);
  expect(firstActionByKey(a, "A_monitor_0", node(run, "n1"))).toBe(one);
});

test("a request can make an action required, never optional again", () => {
  const run = unpacked(dummies("A"));
  const request = (optional: boolean) => requestOperation(run, resource(run, "A"), "stop", 0, node(run, "n1"), optional);
  expect(stateOf(request(true))).toBe("optional runnable");
  expect(stateOf(request(false))).toBe("required runnable");
  expect(stateOf(request(true))).toBe("required runnable");
});

test("what is unmanaged need not be done, unless it recurs", () => {
  const run = unpacked(monitored);
  const a = resource(run, "A");
  clearFlag(a, ResourceFlag.Managed);
  expect(stateOf(requestOperation(run, a, "stop", 0, node(run, "n1"), false))).toBe("optional runnable");
  expect(stateOf(requestOperation(run, a, "monitor", 10_000, node(run, "n1"), false))).toBe("required runnable");
  expect(stateOf(requestOperation(run, a, "start", 0, null, false))).toBe("required unrunnable");
});

test("what needs nothing gets runnable again, and loses its reason, at each request", () => {
  const run = unpacked(dummies("A"));
  const request = () => requestOperation(run, resource(run, "A"), "stop", 0, node(run, "n1"), false);
  const stop = request();
  stop.flags &= ~ActionFlag.Runnable;
  setReason(stop, "node availability", true);
  expect(stateOf(request())).toBe("required runnable");
});

test("a start keeps its reason, as it needs quorum", () => {
  const run = unpacked(dummies("A"));
  const request = () => requestOperation(run, resource(run, "A"), "start", 0, node(run, "n1"), false);
  const start = request();
  expect(start.needs).toBe("quorum");
  setReason(start, "resource definition change", true);
  expect(stateOf(request())).toBe("required runnable because resource definition change");
});

test.each([
  ["stop", "required unrunnable because no quorum"],
  ["freeze", "required unrunnable because quorum freeze"],
  ["ignore", "required runnable"],
  ["demote", "required unrunnable because no quorum"],
])("without quorum, no-quorum-policy=%s leaves the start of an inactive resource %s", (policy, state) => {
  const run = unpacked(dummies("A"), { quorum: false, options: { "no-quorum-policy": policy } });
  expect(stateOf(requestOperation(run, resource(run, "A"), "start", 0, node(run, "n1"), false))).toBe(state);
});

test("without quorum, demoting lets a promoted resource go on unpromoted", () => {
  const run = unpacked(dummies("A"), { quorum: false, options: { "no-quorum-policy": "demote" } });
  const a = resource(run, "A");
  a.originalRole = Role.Promoted;
  a.nextRole = Role.Promoted;
  expect(stateOf(requestOperation(run, a, "start", 0, node(run, "n1"), false))).toBe("required runnable");
  expect(a.nextRole).toBe(Role.Unpromoted);
});

test("a stop on an offline node cannot run, and has the node fenced right after it took its ID", () => {
  const run = unpacked(dummies("A"), { options: { "fencing-enabled": "true" } });
  const n1 = node(run, "n1");
  n1.online = false;
  const stop = requestOperation(run, resource(run, "A"), "stop", 0, n1, false);
  expect(stateOf(stop)).toBe("required unrunnable");
  expect(run.actions.map(({ key }) => key)).toEqual(["A_stop_0", "stonith-n1-reboot"]);
  expect(run.actions[1]!.reason).toBe("stop is unrunnable");
  expect(reported(run)).toContain("A_stop_0 on n1 is unrunnable (node is offline)");
});

test("a history entry can be deleted without the node, and nothing else can run on one that is still joining", () => {
  const run = unpacked(dummies("A"));
  const a = resource(run, "A");
  const n1 = node(run, "n1");
  n1.pending = true;
  expect(stateOf(requestOperation(run, a, "monitor", 0, n1, false))).toBe("required unrunnable");
  expect(reported(run)).toEqual(["Action A_monitor_0 on n1 is unrunnable (node is pending)"]);
  n1.online = false;
  expect(stateOf(requestOperation(run, a, "lrm_delete", 0, n1, false))).toBe("required runnable");
});

test("parameters of the operation itself are evaluated once the node is known", () => {
  const run = unpacked(monitored);
  const a = resource(run, "A");
  const start = requestOperation(run, a, "start", 0, null, true);
  expect(start.extra).toBeNull();
  requestOperation(run, a, "start", 0, node(run, "n1"), true);
  expect([...start.extra!.entries()]).toEqual([["level", "3"]]);
});

test("a point in time of the cluster is optional and runnable", () => {
  const run = unpacked(dummies("A"));
  const point = requestPseudo(run, "load_stopped_n1");
  expect(stateOf(point)).toBe("optional runnable pseudo");
  point.flags &= ~ActionFlag.Runnable;
  expect(requestPseudo(run, "load_stopped_n1")).toBe(point);
  expect(stateOf(point)).toBe("optional unrunnable pseudo");
});

test("a point in the life of a resource runs only if that is asked for", () => {
  const run = unpacked(dummies("A"));
  const a = resource(run, "A");
  expect(stateOf(requestResourcePseudo(run, a, "running", true, false))).toBe("optional unrunnable pseudo");
  expect(stateOf(requestResourcePseudo(run, a, "running", false, true))).toBe("required runnable pseudo");
});

test("cancelling turns the recurring action into its cancellation", () => {
  const run = unpacked(monitored);
  const a = resource(run, "A");
  const n1 = node(run, "n1");
  const monitor = requestOperation(run, a, "monitor", 10_000, n1, true);
  requestOperation(run, a, "monitor", 0, n1, true);
  expect(requestCancel(run, a, "monitor", 10_000, n1)).toBe(monitor);
  expect([monitor.task, monitor.cancelTask, monitor.key]).toEqual(["cancel", "monitor", "A_monitor_10000"]);
  expect([monitor.meta.get("operation"), monitor.meta.get("interval")]).toEqual(["monitor", "10000"]);
  expect(actionIs(monitor, ActionFlag.Optional)).toBe(false);
  expect(firstAction(a, "cancel", n1)).toBe(monitor);
  expect(firstAction(a, "monitor", n1)?.key).toBe("A_monitor_0");
});

test("what a start or promote needs follows from the resource, other operations need nothing", () => {
  const run = unpacked(dummies("A"));
  const a = resource(run, "A");
  const needs = (task: string) => requestOperation(run, a, task, 0, node(run, "n1"), true).needs;
  expect([needs("start"), needs("promote"), needs("stop"), needs("demote")]).toEqual(["quorum", "quorum", "nothing", "nothing"]);
  setFlag(a, ResourceFlag.NeedsFencing);
  expect(requestOperation(run, a, "start", 0, node(run, "n2"), true).needs).toBe("fencing");
});

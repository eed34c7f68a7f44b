import { expect, test } from "vitest";
import { OnFail } from "../../src/actions/action.ts";
import { roleAfterFailure } from "../../src/actions/on-fail.ts";
import { requestOperation } from "../../src/actions/request.ts";
import { clearFlag, ResourceFlag } from "../../src/model/resource.ts";
import { Role } from "../../src/values/role.ts";
import { meta, node, primitive, reported, resource, unpacked } from "./model.ts";

function configured(task: string, value: string, options: Record<string, string> = {}) {
  const run = unpacked(primitive("A", `<operations><op id="o" name="${task}" on-fail="${value}"/></operations>`), {
    options,
    unvalidated: true,
  });
  return { run, action: requestOperation(run, resource(run, "A"), task, 0, node(run, "n1"), true) };
}

test.each([
  ["block", OnFail.Block],
  ["Standby", OnFail.Standby],
  ["ignore", OnFail.Ignore],
  ["nothing", OnFail.Ignore],
  ["migrate", OnFail.Ban],
  ["stop", OnFail.Stop],
  ["restart", OnFail.Restart],
  ["restart-container", OnFail.Restart],
])("on-fail=%s of a start", (value, expected) => {
  expect(configured("start", value).action.onFail).toBe(expected);
});

test("fencing is a response only where fencing is enabled", () => {
  expect(configured("start", "fence", { "fencing-enabled": "true" }).action.onFail).toBe(OnFail.Fence);
  const { run, action } = configured("start", "fence");
  expect(action.onFail).toBe(OnFail.Stop);
  expect(reported(run)).toEqual([
    "Resetting 'on-fail' for start of A to 'stop' because 'fence' is not valid when fencing is disabled",
  ]);
});

test("an unknown value gives the default", () => {
  const { run, action } = configured("start", "panic");
  expect(action.onFail).toBe(OnFail.Restart);
  expect(reported(run)).toEqual(["Using default 'on-fail' for start of A because 'panic' is not valid"]);
});

test.each(["standby", "demote", "stop", "Stop"])("on-fail=%s is not for stops", (value) => {
  const { run, action } = configured("stop", value);
  expect(action.onFail).toBe(OnFail.Block);
  expect(action.meta.has("on-fail")).toBe(false);
  expect(reported(run)).toEqual([
    `Resetting 'on-fail' for A stop action to default value because '${value}' is not allowed for stop`,
  ]);
});

test.each([
  ["true", OnFail.Fence],
  ["false", OnFail.Block],
])("by default a failed stop is fenced, or blocks where there is no fencing", (fencing, expected) => {
  const run = unpacked(primitive("A"), { options: { "fencing-enabled": fencing } });
  expect(requestOperation(run, resource(run, "A"), "stop", 0, node(run, "n1"), true).onFail).toBe(expected);
});

test("a demote takes the last promoted monitor's response that is not demote", () => {
  const monitors = [
    ["10s", "block"],
    ["11s", "standby"],
    ["12s", "demote"],
  ].map(([interval, value]) => `<op id="m${interval}" name="monitor" interval="${interval}" role="Promoted" on-fail="${value}"/>`);
  const run = unpacked(primitive("A", `<operations>${monitors.join("")}</operations>`));
  const demote = requestOperation(run, resource(run, "A"), "demote", 0, node(run, "n1"), true);
  expect(demote.meta.get("on-fail")).toBe("standby");
  expect(demote.onFail).toBe(OnFail.Standby);
});

test("demoting is a response for promotes and promoted monitors only", () => {
  expect(configured("promote", "demote").action.onFail).toBe(OnFail.Demote);
  const { run, action } = configured("start", "demote");
  expect(action.onFail).toBe(OnFail.Restart);
  expect(reported(run)).toEqual([
    "Resetting 'on-fail' for A start action to default value because 'demote' is not allowed for it",
  ]);
});

test("demoting as a default names no operation where there is no op", () => {
  const run = unpacked(primitive("A"), { opDefaults: meta("d", { "on-fail": "demote" }) });
  requestOperation(run, resource(run, "A"), "start", 0, node(run, "n1"), true);
  expect(reported(run)).toEqual([
    "Resetting 'on-fail' for A (null) action to default value because 'demote' is not allowed for it",
  ]);
});

test("failing to delete a history entry is ignored", () => {
  const run = unpacked(primitive("A"));
  expect(requestOperation(run, resource(run, "A"), "lrm_delete", 0, node(run, "n1"), true).onFail).toBe(OnFail.Ignore);
});

const remote = `<primitive id="R" class="ocf" provider="pacemaker" type="remote"><operations>
  <op id="m" name="monitor" interval="10s" on-fail="ignore"/></operations></primitive>`;

test("failures of a remote connection, except probes and starts, reset the remote node", () => {
  const run = unpacked(remote);
  const r = resource(run, "R");
  const onFail = (task: string, interval = 0) => requestOperation(run, r, task, interval, node(run, "n1"), true).onFail;
  expect([onFail("stop"), onFail("monitor"), onFail("start")]).toEqual([OnFail.ResetRemote, OnFail.Restart, OnFail.Restart]);
  expect(onFail("monitor", 10_000)).toBe(OnFail.Ignore);
});

test("an unmanaged remote connection disregards what is configured, and stops", () => {
  const run = unpacked(remote);
  const r = resource(run, "R");
  clearFlag(r, ResourceFlag.Managed);
  expect(requestOperation(run, r, "monitor", 10_000, node(run, "n1"), true).onFail).toBe(OnFail.Stop);
});

test("a failure leaves the resource stopped, unpromoted, or says nothing special", () => {
  const run = unpacked(remote);
  const r = resource(run, "R");
  expect(roleAfterFailure(r, "monitor", OnFail.Stop)).toBe(Role.Stopped);
  expect(roleAfterFailure(r, "promote", OnFail.Restart)).toBe(Role.Unpromoted);
  expect(roleAfterFailure(r, "monitor", OnFail.ResetRemote)).toBe(Role.Started);
  r.reconnectInterval = 60_000;
  expect(roleAfterFailure(r, "monitor", OnFail.ResetRemote)).toBe(Role.Stopped);
});

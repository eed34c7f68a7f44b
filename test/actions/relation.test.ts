import { expect, test } from "vitest";
import { ActionFlag, OrderFlag } from "../../src/actions/action.ts";
import { requestCleanup } from "../../src/actions/cleanup.ts";
import { requestClearFailCount } from "../../src/actions/fail-count.ts";
import { linkActions } from "../../src/actions/link.ts";
import { clearBecause } from "../../src/actions/reason.ts";
import { MAX_RELATIONS, orderOperations, recordRelation } from "../../src/actions/relation.ts";
import { scheduleReload } from "../../src/actions/reload.ts";
import { requestOperation } from "../../src/actions/request.ts";
import { requestPseudo } from "../../src/actions/pseudo.ts";
import { cancelRecorded } from "../../src/actions/cancel.ts";
import { requestShutdown } from "../../src/actions/shutdown.ts";
import { clearFlag, hasFlag, ResourceFlag, setFlag } from "../../src/model/resource.ts";
import { arrowsOf, dummies, node, primitive, relationsOf, reported, resource, stateOf, unpacked } from "./model.ts";

test("a side takes its resource and key from the action, and a side with neither makes no relation", () => {
  const run = unpacked(dummies("A", "B"));
  const start = requestOperation(run, resource(run, "A"), "start", 0, node(run, "n1"), true);
  recordRelation(run, { action: start }, { resource: resource(run, "B"), key: "B_start_0" }, OrderFlag.Ordered);
  recordRelation(run, { action: start }, { key: "B_start_0" }, OrderFlag.Ordered);
  recordRelation(run, {}, { action: start }, OrderFlag.Ordered);
  expect(relationsOf(run)).toEqual(["A_start_0 -> B_start_0: Ordered"]);
  expect(run.relations[0]!.firstResource?.id).toBe("A");
});

const flags = OrderFlag.Ordered | OrderFlag.FirstImpliesThen;

/** The relations that an ordering of A and B brings along, with those of the two that are named migratable. */
function equivalents(migratable: string, firstTask: string, thenTask: string, partial = false): string[] {
  const run = unpacked(dummies("A", "B"));
  const [a, b] = [resource(run, "A"), resource(run, "B")];
  for (const id of migratable) setFlag(resource(run, id), ResourceFlag.Migratable);
  if (partial) b.partialMigrationTarget = node(run, "n2");
  orderOperations(run, a, firstTask, b, thenTask, flags);
  return relationsOf(run).slice(1);
}

test("orderings have equivalents for live migrations", () => {
  expect(equivalents("AB", "start", "start")).toEqual([
    "A_migrate_from_0 -> B_migrate_to_0: Ordered",
    "A_start_0 -> B_migrate_to_0: Ordered+IfFirstUnmigratable",
  ]);
  expect(equivalents("B", "start", "start")).toEqual(["A_start_0 -> B_migrate_to_0: Ordered"]);
  expect(equivalents("A", "start", "start")).toEqual([]);
  expect(equivalents("B", "stop", "stop")).toEqual(["A_stop_0 -> B_migrate_to_0: Ordered"]);
  expect(equivalents("AB", "stop", "stop", true)).toEqual([
    "A_stop_0 -> B_migrate_to_0: Ordered+IfFirstUnmigratable",
    "A_stop_0 -> B_migrate_from_0: Ordered+IfFirstUnmigratable",
  ]);
  expect(equivalents("AB", "promote", "start")).toEqual(["A_promote_0 -> B_migrate_to_0: Ordered"]);
  expect(equivalents("B", "demote", "stop", true)).toEqual([
    "A_demote_0 -> B_migrate_to_0: Ordered",
    "A_demote_0 -> B_migrate_from_0: Ordered",
  ]);
  expect(equivalents("AB", "start", "stop")).toEqual([]);
});

test("what is inside a group has no equivalents with the group", () => {
  const run = unpacked(`<group id="G">${dummies("A", "B")}</group>`);
  setFlag(resource(run, "A"), ResourceFlag.Migratable);
  orderOperations(run, resource(run, "G"), "start", resource(run, "A"), "start", flags);
  expect(run.relations).toHaveLength(1);
});

function points(count: number) {
  const run = unpacked("");
  return Array.from({ length: count }, (_, i) => requestPseudo(run, `point-${i}`));
}

test("links that share a flag are the same link, and what else the second one says is lost", () => {
  const [a, b] = points(2);
  expect(linkActions(a!, b!, OrderFlag.Ordered)).toBe(true);
  expect(linkActions(a!, b!, OrderFlag.Ordered | OrderFlag.FirstImpliesThen)).toBe(false);
  expect(linkActions(a!, b!, OrderFlag.FirstImpliesThen)).toBe(true);
  expect(a!.after.map(({ flags: f }) => f)).toEqual([OrderFlag.Ordered, OrderFlag.FirstImpliesThen]);
  expect(b!.before.map(({ action }) => action)).toEqual([a, a]);
});

test("a link that was disabled still prevents an equal one", () => {
  const [a, b] = points(2);
  linkActions(a!, b!, OrderFlag.Ordered);
  b!.before[0]!.flags = 0;
  expect(linkActions(a!, b!, OrderFlag.Ordered)).toBe(false);
  expect(a!.after[0]!.flags).toBe(OrderFlag.Ordered);
});

test("there is no link without flags, without an action, or from an action to itself", () => {
  const [a, b] = points(2);
  expect([linkActions(a!, b!, 0), linkActions(a!, null, 1), linkActions(null, b!, 1), linkActions(a!, a!, 1)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("long lists know their links too", () => {
  const [hub, ...rest] = points(60);
  for (const action of rest) expect(linkActions(hub!, action, OrderFlag.Ordered)).toBe(true);
  for (const action of rest) expect(linkActions(hub!, action, OrderFlag.Ordered)).toBe(false);
  for (const action of rest) expect(linkActions(hub!, action, OrderFlag.Serialize)).toBe(true);
  for (const action of rest) expect(linkActions(hub!, action, OrderFlag.Serialize | OrderFlag.Asymmetric)).toBe(false);
  expect(hub!.after).toHaveLength(118);
});

test("the first cause of a change is the reason, unless it is of the same resource", () => {
  const run = unpacked(dummies("A", "B"));
  const request = (id: string, task: string) => requestOperation(run, resource(run, id), task, 0, node(run, "n1"), true);
  const [aStart, aStop, bStart] = [request("A", "start"), request("A", "stop"), request("B", "start")];
  clearBecause(aStop, ActionFlag.Optional, aStart);
  expect(stateOf(aStop)).toBe("required runnable");
  clearBecause(bStart, ActionFlag.Optional, aStart);
  clearBecause(bStart, ActionFlag.Runnable, aStop);
  expect(stateOf(bStart)).toBe("required unrunnable because required A start");
  const point = requestPseudo(run, "one-or-more:s1");
  clearBecause(aStart, ActionFlag.Migratable, point);
  expect(aStart.reason).toBeNull();
  clearBecause(aStart, ActionFlag.Runnable, point);
  expect(aStart.reason).toBe("unrunnable one-or-more:s1");
});

test("a shutdown makes the stops on its node required, newest first, and waits for them", () => {
  const run = unpacked(dummies("A", "B", "C", "D"));
  const n1 = node(run, "n1");
  const [a, b, c, d] = ["A", "B", "C", "D"].map((id) => resource(run, id));
  const stops = [a!, b!, c!].map((r) => requestOperation(run, r, "stop", 0, n1, true));
  requestOperation(run, d!, "stop", 0, node(run, "n2"), true);
  clearFlag(b!, ResourceFlag.Managed);
  setFlag(b!, ResourceFlag.Blocked);
  setFlag(c!, ResourceFlag.Maintenance);
  const shutdown = requestShutdown(run, n1);
  expect(stateOf(shutdown)).toBe("required runnable");
  expect(shutdown.meta.get("op_no_wait")).toBe("true");
  expect(stops.map(stateOf)).toEqual(["required runnable", "required runnable", "optional runnable"]);
  expect(relationsOf(run)).toEqual([
    "B_stop_0 -> do_shutdown-n1: Ordered+UnrunnableFirstBlocks",
    "A_stop_0 -> do_shutdown-n1: Ordered+UnrunnableFirstBlocks",
  ]);
});

test("a recorded operation is cancelled after the stop, with its call ID", () => {
  const run = unpacked(dummies("A"));
  cancelRecorded(run, resource(run, "A"), "17", "monitor", 10_000, node(run, "n1"), "removed");
  expect(arrowsOf(run)).toEqual(["A_stop_0 -> A_monitor_10000"]);
  expect(run.actions[0]!.meta.get("call-id")).toBe("17");
  expect(reported(run)).toEqual(["Recurring 10s-interval monitor for A will be stopped on n1: removed"]);
});

test("a clean-up comes between stop and start", () => {
  const run = unpacked(dummies("A"));
  const a = resource(run, "A");
  requestCleanup(run, a, node(run, "n1"), false);
  requestCleanup(run, a, node(run, "n2"), true);
  expect(run.actions.map(({ key, task }) => `${key} ${task}`)).toEqual(["A_delete_0 delete", "A_delete_0 delete"]);
  expect(relationsOf(run)).toEqual([
    "A_stop_0 -> A_delete_0: Ordered",
    "A_delete_0 -> A_start_0: Ordered",
    "A_stop_0 -> A_delete_0: FirstImpliesThen",
    "A_delete_0 -> A_start_0: FirstImpliesThen",
  ]);
  expect(reported(run)).toEqual(["Scheduling clean-up of A on n1", "Scheduling clean-up of A on n2"]);
});

test("nothing is cleaned up after a failure, or where it cannot be", () => {
  const run = unpacked(dummies("A"));
  const a = resource(run, "A");
  node(run, "n1").online = false;
  node(run, "n2").unclean = true;
  setFlag(a, ResourceFlag.Failed);
  for (const name of ["n1", "n2", "n3"]) requestCleanup(run, a, node(run, name), false);
  clearFlag(a, ResourceFlag.Failed);
  for (const name of ["n1", "n2"]) requestCleanup(run, a, node(run, name), false);
  expect(run.actions).toEqual([]);
});

test("clearing a fail count does not wait", () => {
  const run = unpacked(dummies("A"));
  const action = requestClearFailCount(run, resource(run, "A"), node(run, "n1"), "it is removed");
  expect([action.key, action.task, action.meta.get("op_no_wait")]).toEqual(["A_clear_failcount_0", "clear_failcount", "true"]);
  expect(reported(run)).toEqual(["Clearing failure of A on n1 because it is removed | A_clear_failcount_0"]);
});

test("a reload is taken back by a stop or demote", () => {
  const run = unpacked(`<group id="G">${primitive("A")}</group>`);
  scheduleReload(run, resource(run, "G"), node(run, "n1"));
  const [reload] = run.actions;
  expect([reload!.key, reload!.task]).toEqual(["A_reload-agent_0", "reload-agent"]);
  expect(stateOf(reload!)).toBe("required runnable because resource definition change");
  expect(hasFlag(resource(run, "A"), ResourceFlag.Reloading)).toBe(true);
  expect(relationsOf(run)).toEqual([
    "A_reload-agent_0 -> A_stop_0: Ordered+ThenCancelsFirst",
    "A_reload-agent_0 -> A_demote_0: Ordered+ThenCancelsFirst",
  ]);
});

test("what is to start anyway is stopped instead of reloaded, and what is failed or unmanaged is left alone", () => {
  const run = unpacked(dummies("A", "B", "C"));
  setFlag(resource(run, "A"), ResourceFlag.StartPending);
  setFlag(resource(run, "B"), ResourceFlag.Failed);
  clearFlag(resource(run, "C"), ResourceFlag.Managed);
  for (const id of ["A", "B", "C"]) scheduleReload(run, resource(run, id), node(run, "n1"));
  expect(run.actions.map(({ key }) => key)).toEqual(["A_stop_0"]);
});

test("more relations than fit into memory are an error", () => {
  const run = unpacked(dummies("A", "B"));
  const record = () => orderOperations(run, resource(run, "A"), "start", resource(run, "B"), "start", OrderFlag.Ordered);
  run.relations.length = MAX_RELATIONS - 1;
  record();
  expect(record).toThrow(expect.objectContaining({ code: "limit-elements" }));
});

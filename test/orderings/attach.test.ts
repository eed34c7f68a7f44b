import { describe, expect, test } from "vitest";
import { ActionFlag, OrderFlag, type Action } from "../../src/actions/action.ts";
import { requestPseudo } from "../../src/actions/pseudo.ts";
import { recordRelation } from "../../src/actions/relation.ts";
import { attachRelations } from "../../src/orderings/attach.ts";
import { Role } from "../../src/values/role.ts";
import { operation, primitive, resource, stateOf, unpacked } from "./model.ts";

const { Ordered, FirstImpliesThen, UnrunnableFirstBlocks } = OrderFlag;

const two = () => unpacked(primitive("a") + primitive("b"));
const linksOf = (action: Action) => action.before.map((link) => [link.action.key, link.flags]);

test("a relation by keys links all actions with these keys, the oldest first", () => {
  const run = two();
  const firsts = ["n1", "n2"].map((on) => operation(run, "a", "stop", { on }));
  const thens = ["n1", "n2"].map((on) => operation(run, "b", "start", { on }));
  recordRelation(run, { resource: resource(run, "a"), key: "a_stop_0" }, { resource: resource(run, "b"), key: "b_start_0" }, Ordered);
  attachRelations(run);
  expect(firsts.map(({ after }) => after.map((link) => link.action.id))).toEqual([
    [thens[0]!.id, thens[1]!.id],
    [thens[0]!.id, thens[1]!.id],
  ]);
});

test("a relation with one action links that one only", () => {
  const run = two();
  const [here, there] = ["n1", "n2"].map((on) => operation(run, "a", "stop", { on }));
  const then = operation(run, "b", "start", { on: "n1" });
  recordRelation(run, { action: there! }, { action: then }, Ordered);
  attachRelations(run);
  expect(here!.after).toEqual([]);
  expect(linksOf(then)).toEqual([["a_stop_0", Ordered]]);
});

test("a key that belongs to another resource stands for the same operation", () => {
  const run = two();
  const first = operation(run, "a", "start", { on: "n1" });
  const then = operation(run, "b", "start", { on: "n1" });
  recordRelation(run, { resource: resource(run, "a"), key: "x_y_start_0" }, { resource: resource(run, "b"), key: "z_start_0" }, Ordered);
  attachRelations(run);
  expect(first.after[0]?.action).toBe(then);
});

describe("a first action that does not exist", () => {
  const attached = (task: string, role: Role, then = "b") => {
    const run = two();
    resource(run, "a").originalRole = role;
    operation(run, then, "start", { on: "n1" });
    const first = { resource: resource(run, "a"), key: `a_${task}_0` };
    recordRelation(run, first, { resource: resource(run, then), key: `${then}_start_0` }, Ordered);
    attachRelations(run);
    return resource(run, "a").actions.filter((action) => action.task === task);
  };

  test("is created, optional and unrunnable, and takes an ID", () => {
    const [created] = attached("stop", Role.Started);
    expect(stateOf(created!)).toBe("optional unrunnable");
    expect(created!.node).toBeNull();
    expect(created!.id).toBe(2);
    expect(created!.after).toHaveLength(1);
  });

  test.each([
    ["stop", Role.Stopped],
    ["demote", Role.Unpromoted],
  ])("is not created where %s would be pointless", (task, role) => {
    expect(attached(task, role)).toEqual([]);
  });

  test("is not created for the sake of its own resource", () => {
    expect(attached("stop", Role.Started, "a")).toEqual([]);
  });

  test("is created even by a relation that means nothing", () => {
    const run = two();
    const then = operation(run, "b", "start", { on: "n1" });
    recordRelation(run, { resource: resource(run, "a"), key: "a_start_0" }, { action: then }, 0);
    attachRelations(run);
    expect(resource(run, "a").actions).toHaveLength(1);
    expect(then.before).toEqual([]);
  });
});

test("an action that is created is found by the relations that follow", () => {
  const run = two();
  operation(run, "b", "start", { on: "n1" });
  const start = { resource: resource(run, "a"), key: "a_start_0" };
  recordRelation(run, start, { resource: resource(run, "a"), key: "a_promote_0" }, Ordered);
  recordRelation(run, start, { resource: resource(run, "b"), key: "b_start_0" }, Ordered);
  recordRelation(run, { resource: resource(run, "b"), key: "b_start_0" }, start, UnrunnableFirstBlocks);
  attachRelations(run);
  const [created] = resource(run, "a").actions;
  expect(linksOf(created!)).toEqual([["b_start_0", UnrunnableFirstBlocks]]);
});

test("actions without resource are linked from both sides", () => {
  const run = two();
  const gate = requestPseudo(run, "gate");
  const stop = operation(run, "a", "stop", { on: "n1" });
  recordRelation(run, { resource: resource(run, "a"), key: "a_stop_0" }, { action: gate }, Ordered);
  recordRelation(run, { action: gate }, { resource: resource(run, "a"), key: "a_stop_0" }, UnrunnableFirstBlocks);
  attachRelations(run);
  expect(linksOf(gate)).toEqual([["a_stop_0", Ordered]]);
  expect(linksOf(stop)).toEqual([["gate", UnrunnableFirstBlocks]]);
});

test("the stop that ends a dangling migration does not force a start of its resource", () => {
  const run = two();
  const stop = operation(run, "a", "stop", { on: "n1" });
  stop.flags |= ActionFlag.MigrationAbort;
  const own = operation(run, "a", "start", { on: "n1" });
  const other = operation(run, "b", "start", { on: "n1" });
  const first = { resource: resource(run, "a"), key: "a_stop_0" };
  recordRelation(run, first, { resource: resource(run, "a"), key: "a_start_0" }, Ordered | FirstImpliesThen);
  recordRelation(run, first, { resource: resource(run, "b"), key: "b_start_0" }, Ordered | FirstImpliesThen);
  attachRelations(run);
  expect(linksOf(own)).toEqual([["a_stop_0", Ordered]]);
  expect(linksOf(other)).toEqual([["a_stop_0", Ordered | FirstImpliesThen]]);
});

test("a key that cannot be taken apart creates nothing", () => {
  const run = two();
  operation(run, "b", "start", { on: "n1" });
  recordRelation(run, { resource: resource(run, "a"), key: "a__0" }, { resource: resource(run, "b"), key: "b_start_0" }, Ordered);
  attachRelations(run);
  expect(resource(run, "a").actions).toEqual([]);
});

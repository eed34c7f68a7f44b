import { describe, expect, test } from "vitest";
import { ActionFlag } from "../../src/actions/action.ts";
import { isWritten } from "../../src/graph/written.ts";
import { ResourceFlag } from "../../src/model/resource.ts";
import { node, operation, primitive, resource, unpacked, type Shape } from "../orderings/model.ts";

function setup(task: string, shape: Shape = { on: "n1" }) {
  const run = unpacked(primitive("a"));
  return { run, action: operation(run, "a", task, shape), n1: node(run, "n1"), a: resource(run, "a") };
}

describe("an action", () => {
  test("is written if it is required and can run", () => {
    const { run, action } = setup("start");
    expect(isWritten(run, action)).toBe(true);
  });

  test.each<Shape>([{ on: "n1", unrunnable: true }, { on: "n1", optional: true }])("is not if it is like %o", (shape) => {
    const { run, action } = setup("start", shape);
    expect(isWritten(run, action)).toBe(false);
    expect(run.diagnostics.filter(({ code }) => code === "graph-action-skipped")).toEqual([]);
  });

  test("is written even if optional where others ask for that", () => {
    const { run, action } = setup("start", { on: "n1", optional: true });
    action.flags |= ActionFlag.AlwaysInGraph;
    expect(isWritten(run, action)).toBe(true);
  });

  test.each([
    [{}, "not assigned to a node (bug?)", () => undefined],
    [{ on: "n1" }, "scheduled for offline node (bug?)", (n1: { online: boolean }) => void (n1.online = false)],
    [{ on: "n1" }, "scheduled for unclean node (bug?)", (n1: { unclean: boolean }) => void (n1.unclean = true)],
  ])("like %o that makes no sense is left out, which is reported: %s", (shape, because, spoil) => {
    const { run, action, n1 } = setup("start", shape);
    spoil(n1);
    expect(isWritten(run, action)).toBe(false);
    expect(run.diagnostics.at(-1)).toMatchObject({
      kind: "processing-error",
      text: `Skipping action a_start_0 (1) because it was ${because}`,
    });
  });

  test("that needs no agent is written wherever it is", () => {
    const { run, action, n1 } = setup("stop");
    n1.unclean = true;
    action.flags |= ActionFlag.Pseudo;
    expect(isWritten(run, action)).toBe(true);
  });

  test("that the DC can carry out is written for a node that is gone", () => {
    const { run, action, n1 } = setup("lrm_delete");
    n1.online = false;
    expect(isWritten(run, action)).toBe(true);
  });
});

describe("of an unmanaged resource", () => {
  test.each([
    ["start", undefined, false],
    ["stop", "0", false],
    ["monitor", undefined, true],
    ["cancel", "10000", true],
  ])("%s with interval %s", (task, interval, expected) => {
    const { run, action, a } = setup(task);
    a.flags &= ~ResourceFlag.Managed;
    if (interval !== undefined) action.meta.set("interval", interval);
    expect(isWritten(run, action)).toBe(expected);
  });

  test("even points in time are left out", () => {
    const { run, action, a } = setup("stop");
    a.flags &= ~ResourceFlag.Managed;
    action.flags |= ActionFlag.Pseudo;
    expect(isWritten(run, action)).toBe(false);
  });
});

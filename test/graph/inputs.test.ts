import { describe, expect, test } from "vitest";
import { ActionFlag, OrderFlag, type Action } from "../../src/actions/action.ts";
import { countsInGraph, mergeInputs } from "../../src/graph/inputs.ts";
import { ResourceFlag } from "../../src/model/resource.ts";
import type { Run } from "../../src/run.ts";
import { link, node, operation, point, primitive, resource, unpacked, type Shape } from "../orderings/model.ts";

const {
  Ordered,
  FirstImpliesThen,
  FirstImpliesThenGraphed,
  ThenImpliesFirstGraphed,
  UnrunnableFirstBlocks,
  UnmigratableThenBlocks,
  MinRunnable,
  IfFirstUnmigratable,
  IfOnSameNodeOrTarget,
  IfRequiredOnSameNode,
} = OrderFlag;

const three = () => unpacked(["a", "b", "c"].map((id) => primitive(id)).join(""));

interface Pair {
  readonly run: Run;
  readonly first: Action;
  readonly second: Action;
}

function pair(flags: number, shape: Shape = {}, task = "start"): Pair {
  const run = three();
  const first = operation(run, "a", task, { on: "n1", ...shape });
  const second = operation(run, "b", "start", { on: "n1" });
  if (flags !== 0) link(first, second, flags);
  return { run, first, second };
}

function counts({ run, second }: Pair): boolean {
  return countsInGraph(run, second, second.before[0]!);
}

describe("merging", () => {
  test("sorts by the ID of the first action and joins the flags of equal ones", () => {
    const run = three();
    const [a, b, c] = ["a", "b", "c"].map((id) => operation(run, id, "start"));
    link(b!, c!, Ordered);
    link(a!, c!, FirstImpliesThen);
    link(b!, c!, FirstImpliesThen);
    mergeInputs(c!);
    // walked backwards, as everywhere
    expect(c!.before.map(({ action, flags }) => [action.key, flags])).toEqual([
      ["b_start_0", Ordered | FirstImpliesThen],
      ["a_start_0", FirstImpliesThen],
    ]);
  });

  test("brings a disabled link back with what another one means", () => {
    const run = three();
    const [a, b] = ["a", "b"].map((id) => operation(run, id, "start"));
    link(a!, b!, Ordered);
    link(a!, b!, FirstImpliesThen);
    b!.before[1]!.flags = 0;
    mergeInputs(b!);
    expect(b!.before.map(({ flags }) => flags)).toEqual([Ordered]);
  });

  test("happens once: what is added later comes first", () => {
    const run = three();
    const [a, b, c] = ["a", "b", "c"].map((id) => operation(run, id, "start"));
    link(b!, c!, Ordered);
    mergeInputs(c!);
    link(a!, c!, Ordered);
    link(b!, c!, FirstImpliesThen);
    mergeInputs(c!);
    expect(c!.before.map(({ action }) => action.key)).toEqual(["b_start_0", "a_start_0", "b_start_0"]);
  });
});

describe("an input", () => {
  test.each([
    ["that is merely ordered", Ordered, {}, true],
    ["that is disabled", 0, {}, false],
    ["that cannot run and is merely ordered", Ordered, { unrunnable: true }, false],
    ["that cannot run and only matters for being written", Ordered | FirstImpliesThenGraphed | ThenImpliesFirstGraphed, { unrunnable: true }, false],
    ["that cannot run and should block", Ordered | UnrunnableFirstBlocks, { unrunnable: true }, true],
    ["that cannot run and is one of several", MinRunnable | UnrunnableFirstBlocks, { unrunnable: true }, false],
    ["that can run and is one of several", MinRunnable, {}, true],
    ["that cannot run and belongs to a migration", UnmigratableThenBlocks, { unrunnable: true }, false],
    ["that migrates and must not", Ordered | IfFirstUnmigratable, { migratable: true }, false],
    ["that does not migrate and must not", Ordered | IfFirstUnmigratable, {}, true],
    ["that is optional", FirstImpliesThen, { optional: true }, false],
  ] as const)("%s", (_, flags, shape, expected) => {
    const given = pair(flags === 0 ? Ordered : flags, shape);
    given.second.before[0]!.flags = flags;
    expect(counts(given)).toBe(expected);
  });

  test("that is optional counts if it is written all the same", () => {
    const given = pair(Ordered, { optional: true });
    given.first.flags |= ActionFlag.AlwaysInGraph;
    expect(counts(given)).toBe(true);
  });

  test("that is a migrating stop counts unless it is merely ordered", () => {
    expect(counts(pair(Ordered, { migratable: true }, "stop"))).toBe(false);
    expect(counts(pair(Ordered | FirstImpliesThen, { migratable: true }, "stop"))).toBe(true);
  });

  test("that was found to count still does", () => {
    const given = pair(Ordered, { optional: true });
    given.second.before[0]!.graphed = true;
    expect(counts(given)).toBe(true);
  });
});

describe("an input for the same node", () => {
  const flagsAfter = (given: Pair): number => {
    counts(given);
    return given.second.before[0]!.flags;
  };

  test.each([
    [IfOnSameNodeOrTarget, { on: "n1" }, true],
    [IfOnSameNodeOrTarget, { on: "n2" }, false],
    [IfOnSameNodeOrTarget, { on: "n1", optional: true }, false],
    [IfRequiredOnSameNode, { on: "n1" }, true],
    [IfRequiredOnSameNode, { on: "n2" }, false],
    [IfRequiredOnSameNode, { on: "n1", optional: true }, false],
  ])("with flag %i, from an action like %o", (flags, shape, expected) => {
    expect(counts(pair(flags, shape))).toBe(expected);
    expect(flagsAfter(pair(flags, shape))).toBe(expected ? flags : 0);
  });

  test("counts from an action without node only if being required is what matters", () => {
    for (const [flags, expected] of [[IfOnSameNodeOrTarget, false], [IfRequiredOnSameNode, true]] as const) {
      const given = pair(flags);
      given.first.node = null;
      expect(counts(given)).toBe(expected);
    }
  });

  test("of a migration counts on its target, optional or not", () => {
    const run = three();
    const gate = operation(run, "a", "stop", { on: "n2", optional: true });
    const migration = operation(run, "b", "migrate_to", { on: "n1" });
    const b = resource(run, "b");
    link(gate, migration, IfOnSameNodeOrTarget);
    b.assignedNode = b.allowedNodes.request(node(run, "n2"));
    expect(countsInGraph(run, migration, migration.before[0]!)).toBe(true);
    b.assignedNode = b.allowedNodes.request(node(run, "n1"));
    expect(countsInGraph(run, migration, migration.before[0]!)).toBe(false);
    expect(migration.before[0]!.flags).toBe(0);
  });

  test("is no different from others if it means something else, too", () => {
    expect(counts(pair(IfOnSameNodeOrTarget | Ordered, { on: "n2" }))).toBe(true);
  });
});

test("a clone does not wait for the stop of what is failed and unmanaged", () => {
  const run = unpacked(`${primitive("a")}<clone id="c">${primitive("p")}</clone>`);
  const stop = operation(run, "a", "stop", { on: "n1" });
  const cloneStop = point(run, "c", "stop");
  link(stop, cloneStop, Ordered);
  const a = resource(run, "a");
  a.flags |= ResourceFlag.Failed;
  expect(countsInGraph(run, cloneStop, cloneStop.before[0]!)).toBe(true);
  a.flags &= ~ResourceFlag.Managed;
  expect(countsInGraph(run, cloneStop, cloneStop.before[0]!)).toBe(false);
  expect(run.diagnostics.at(-1)).toMatchObject({
    kind: "warning",
    text: "Ignoring requirement that a_stop_0 complete before c_stop_0: unmanaged failed resources cannot prevent clone shutdown",
  });
});

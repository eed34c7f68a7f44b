import { describe, expect, test } from "vitest";
import { ActionFlag, OrderFlag, type Action } from "../../src/actions/action.ts";
import { requestPseudo } from "../../src/actions/pseudo.ts";
import { ResourceFlag } from "../../src/model/resource.ts";
import { Role } from "../../src/values/role.ts";
import { link, meta, node, operation, point, primitive, propagated, resource, stateOf, unpacked } from "./model.ts";

const { Ordered, FirstImpliesThen, ThenImpliesFirst, UnrunnableFirstBlocks, IntermediateStop } = OrderFlag;
const mandatory = Ordered | FirstImpliesThen | UnrunnableFirstBlocks;

describe("a mandatory ordering", () => {
  test("keeps the dependent from starting, and says why", () => {
    const run = unpacked(primitive("a") + primitive("b"));
    const a = operation(run, "a", "start", { optional: true, unrunnable: true });
    const b = operation(run, "b", "start", { on: "n1" });
    link(a, b, mandatory);
    propagated(run);
    expect(stateOf(b)).toBe("required unrunnable (unrunnable a start)");
  });

  test("restarts an active dependent of what must start", () => {
    const run = unpacked(primitive("a") + primitive("b"));
    const aStart = operation(run, "a", "start", { on: "n1" });
    const bStop = operation(run, "b", "stop", { on: "n1", optional: true });
    const bStart = operation(run, "b", "start", { on: "n1", optional: true });
    link(bStop, bStart, Ordered | FirstImpliesThen | IntermediateStop);
    link(aStart, bStart, mandatory);
    propagated(run);
    expect(stateOf(bStart)).toBe("required runnable (required a start)");
    expect(stateOf(bStop)).toBe("required runnable");
  });

  test("stops an active dependent of what cannot start any more", () => {
    const run = unpacked(primitive("a") + primitive("b"));
    const aStop = operation(run, "a", "stop", { on: "n1" });
    const bStop = operation(run, "b", "stop", { on: "n1", optional: true });
    const bStart = operation(run, "b", "start", { on: "n1", optional: true });
    const aStart = operation(run, "a", "start", { optional: true, unrunnable: true });
    const restart = Ordered | FirstImpliesThen | IntermediateStop;
    link(aStop, aStart, restart);
    link(bStop, bStart, restart);
    link(aStart, bStart, mandatory);
    link(bStop, aStop, Ordered | ThenImpliesFirst);
    propagated(run);
    expect(stateOf(aStart)).toBe("required unrunnable");
    expect(stateOf(bStart)).toBe("required unrunnable (required a start)");
    expect(stateOf(bStop)).toBe("required runnable");
  });

  test("leaves a dependent alone while what it follows migrates", () => {
    const run = unpacked(primitive("a") + primitive("b"));
    const a = operation(run, "a", "start", { on: "n1", migratable: true });
    const b = operation(run, "b", "start", { on: "n1", optional: true });
    link(a, b, mandatory);
    propagated(run);
    expect(stateOf(b)).toBe("optional runnable");
  });
});

test("what cannot start here is stopped at least", () => {
  const run = unpacked(primitive("a"));
  const stop = operation(run, "a", "stop", { on: "n1", optional: true });
  const start = operation(run, "a", "start", { on: "n1", optional: true, unrunnable: true });
  link(stop, start, IntermediateStop);
  propagated(run);
  expect(stateOf(stop)).toBe("required runnable");
});

test("what follows from a change of a part comes before the next part is looked at", () => {
  const run = unpacked(`${primitive("x")}<group id="g">${primitive("m1")}${primitive("m2")}</group>`);
  const first = operation(run, "x", "start", { on: "n1" });
  const stop = operation(run, "m1", "stop", { on: "n1", optional: true });
  const [start1, start2] = ["m1", "m2"].map((id) => operation(run, id, "start", { on: "n1", optional: true }));
  const group = point(run, "g", "start", { optional: true });
  link(first, group, mandatory);
  link(stop, start1!, IntermediateStop);
  link(stop, start2!, FirstImpliesThen);
  propagated(run);
  expect([stop, start1!, start2!].map(stateOf)).toEqual([
    "required runnable",
    "required runnable (required x start)",
    "required runnable (required m1 stop)",
  ]);
});

test("the newest link is looked at first, so its cause is the one that is kept", () => {
  const run = unpacked(["a", "b", "c"].map((id) => primitive(id)).join(""));
  const a = operation(run, "a", "start", { optional: true, unrunnable: true });
  const b = operation(run, "b", "start", { optional: true, unrunnable: true });
  const c = operation(run, "c", "start", { on: "n1" });
  link(a, c, mandatory);
  link(b, c, mandatory);
  propagated(run);
  expect(stateOf(c)).toBe("required unrunnable (unrunnable b start)");
});

test("an optional or serialising ordering changes nothing", () => {
  const run = unpacked(["a", "b", "c"].map((id) => primitive(id)).join(""));
  const a = operation(run, "a", "start", { unrunnable: true });
  const b = operation(run, "b", "start", { optional: true });
  const c = operation(run, "c", "start", { optional: true });
  link(a, b, Ordered);
  link(a, c, OrderFlag.Serialize);
  propagated(run);
  expect([stateOf(b), stateOf(c)]).toEqual(["optional runnable", "optional runnable"]);
});

describe("a minimum of runnable actions", () => {
  test.each([
    [1, 2, "optional runnable"],
    [0, 1, "optional unrunnable"],
    [1, 1, "optional runnable"],
    [2, 3, "optional runnable"],
  ])("with %i of %i runnable, at least one or two wanted", (runnable, count, expected) => {
    const run = unpacked(["p0", "p1", "p2"].map((id) => primitive(id)).join(""));
    const gate = requestPseudo(run, "one-or-more:s");
    gate.requiredRunnableBefore = runnable > 1 ? 2 : 1;
    for (let i = 0; i < count; i++) {
      link(operation(run, `p${i}`, "start", { unrunnable: i >= runnable }), gate, OrderFlag.MinRunnable);
    }
    propagated(run);
    expect(stateOf(gate)).toBe(expected);
  });

  test("what comes after the gate is blocked with it", () => {
    const run = unpacked(primitive("a") + primitive("b"));
    const gate = requestPseudo(run, "one-or-more:s");
    gate.requiredRunnableBefore = 1;
    const a = operation(run, "a", "start", { unrunnable: true });
    const b = operation(run, "b", "start");
    link(a, gate, OrderFlag.MinRunnable | OrderFlag.FirstImpliesThenGraphed);
    link(gate, b, mandatory);
    propagated(run);
    expect(stateOf(b)).toBe("required unrunnable (unrunnable one-or-more:s)");
  });
});

test("a migration that lost its start becomes a stop and a start", () => {
  const run = unpacked(primitive("a"));
  const to = operation(run, "a", "migrate_to", { on: "n1", migratable: true });
  const from = operation(run, "a", "migrate_from", { on: "n2", migratable: true });
  const stop = operation(run, "a", "stop", { on: "n1", migratable: true });
  const start = operation(run, "a", "start", { on: "n2" });
  start.flags |= ActionFlag.Pseudo;
  link(to, from, Ordered | OrderFlag.UnmigratableThenBlocks);
  link(from, stop, Ordered | OrderFlag.UnmigratableThenBlocks);
  link(from, start, Ordered | OrderFlag.UnmigratableThenBlocks | OrderFlag.FirstElseThen);
  propagated(run);
  expect([to, from].map(stateOf)).toEqual(["required unrunnable migratable", "required unrunnable migratable"]);
  expect(start.flags & ActionFlag.Pseudo).toBe(0);
});

describe("a reload", () => {
  test("gives way to a stop that is needed anyway", () => {
    const run = unpacked(primitive("a"));
    const reload = operation(run, "a", "reload-agent", { on: "n1" });
    const stop = operation(run, "a", "stop", { on: "n1" });
    resource(run, "a").flags |= ResourceFlag.Reloading;
    link(reload, stop, Ordered | OrderFlag.ThenCancelsFirst);
    propagated(run);
    expect(stateOf(reload)).toBe("optional runnable");
    expect(resource(run, "a").flags & ResourceFlag.Reloading).toBe(0);
  });

  test("stays if the stop is optional", () => {
    const run = unpacked(primitive("a"));
    const reload = operation(run, "a", "reload-agent", { on: "n1" });
    link(reload, operation(run, "a", "stop", { on: "n1", optional: true }), Ordered | OrderFlag.ThenCancelsFirst);
    propagated(run);
    expect(stateOf(reload)).toBe("required runnable");
  });
});

test("a link for actions on the same node is disabled between two nodes, on the second side only", () => {
  const run = unpacked(primitive("a") + primitive("b"));
  const first = operation(run, "a", "stop", { on: "n1" });
  const then = operation(run, "b", "stop", { on: "n2" });
  link(first, then, Ordered | OrderFlag.IfOnSameNode);
  propagated(run);
  expect(then.before[0]!.flags).toBe(0);
  expect(first.after[0]!.flags).not.toBe(0);
});

test("nothing can follow the stop of a resource with which nothing may be done", () => {
  const run = unpacked(primitive("a") + primitive("b"));
  resource(run, "a").flags &= ~ResourceFlag.Managed;
  resource(run, "a").flags |= ResourceFlag.Blocked;
  const stop = operation(run, "a", "stop", { on: "n1", unrunnable: true });
  const start = operation(run, "b", "start", { on: "n1" });
  link(stop, start, FirstImpliesThen);
  propagated(run);
  expect(stateOf(start)).toBe("required unrunnable");
});

/** A start that an impossible one comes before, of a resource that is somewhere in a role. */
function afterImpossible(on: string, role: Role): string {
  const run = unpacked(primitive("a") + primitive("b"));
  const b = resource(run, "b");
  b.originalRole = role;
  if (role !== Role.Stopped) b.activeNodes.push(node(run, on));
  const first = operation(run, "a", "start", { unrunnable: true, optional: true });
  const then = operation(run, "b", "start", { on: "n1", optional: true });
  link(first, then, Ordered | OrderFlag.Asymmetric);
  propagated(run);
  return stateOf(then);
}

describe("an asymmetric ordering", () => {
  test("leaves a dependent where it runs", () => {
    expect(afterImpossible("n1", Role.Started)).toBe("optional runnable");
  });

  test("blocks a dependent that moves, as if the start were required", () => {
    expect(afterImpossible("n2", Role.Started)).toBe("required unrunnable (required a start)");
  });
});

const twoInstances = `<clone id="c">${primitive("p")}${meta("c", { "clone-max": "2" })}</clone>`;

describe("collective resources", () => {
  test("what follows the start of a clone waits for its completion", () => {
    const run = unpacked(twoInstances + primitive("x"));
    const start = point(run, "c", "start");
    const running = point(run, "c", "running");
    operation(run, "p:0", "start", { on: "n1" });
    const x = operation(run, "x", "start", { on: "n1" });
    link(start, x, mandatory);
    propagated(run);
    expect(x.before.map((before) => [before.action.key, before.flags])).toEqual([
      ["c_start_0", 0],
      ["c_running_0", mandatory],
    ]);
    expect(running.after).toHaveLength(1);
  });

  test("only the instance on the same node forces a restart", () => {
    const run = unpacked(twoInstances + primitive("x"));
    const running = point(run, "c", "running", { optional: true });
    operation(run, "p:0", "start", { on: "n1" });
    operation(run, "p:1", "start", { on: "n2", optional: true });
    const here = operation(run, "x", "start", { on: "n2", optional: true });
    link(running, here, mandatory);
    propagated(run);
    expect(stateOf(here)).toBe("optional runnable");
    expect(stateOf(running)).toBe("required runnable");
  });

  test("a required start of a group reaches its members", () => {
    const run = unpacked(`<group id="g">${primitive("m1")}${primitive("m2")}</group>${primitive("x")}`);
    const first = operation(run, "x", "start", { on: "n1" });
    const start = point(run, "g", "start", { optional: true });
    const members = ["m1", "m2"].map((id) => operation(run, id, "start", { on: "n1", optional: true }));
    link(first, start, mandatory);
    propagated(run);
    expect([start, ...members].map(stateOf)).toEqual([
      "required runnable (required x start)",
      "required runnable (required x start)",
      "required runnable (required x start)",
    ]);
  });
});

describe("depth", () => {
  const COUNT = 5000;
  const many = () => unpacked(Array.from({ length: COUNT }, (_, i) => primitive(`p${i}`)).join(""));

  test.each(["oldest", "newest"])("a chain of 5000 is followed to its end from its %s action", (end) => {
    const run = many();
    const order = Array.from({ length: COUNT }, (_, i) => (end === "oldest" ? i : COUNT - 1 - i));
    const starts: Action[] = [];
    for (const i of order) starts[i] = operation(run, `p${i}`, "start", { unrunnable: i === 0 });
    for (let i = 1; i < COUNT; i++) link(starts[i - 1]!, starts[i]!, mandatory);
    propagated(run);
    expect(starts.filter(({ flags }) => (flags & ActionFlag.Runnable) !== 0)).toHaveLength(0);
    expect(starts.at(-1)!.reason).toBe(`unrunnable p${COUNT - 2} start`);
  });

  test("a ring of 5000 that wait for each other comes to an end", () => {
    const run = many();
    const starts = Array.from({ length: COUNT }, (_, i) => operation(run, `p${i}`, "start", { optional: i > 0 }));
    starts.forEach((start, i) => link(start, starts[(i + 1) % COUNT]!, mandatory));
    propagated(run);
    expect(starts.filter(({ flags }) => (flags & ActionFlag.Optional) !== 0)).toHaveLength(0);
  });
});

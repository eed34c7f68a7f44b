import { describe, expect, test } from "vitest";
import type { Action } from "../../src/actions/action.ts";
import { recordColocation } from "../../src/assignment/colocations.ts";
import { blockDependents } from "../../src/orderings/block-dependents.ts";
import { createPropagation } from "../../src/orderings/propagation.ts";
import { runWork } from "../../src/orderings/work.ts";
import type { Run } from "../../src/run.ts";
import { Role } from "../../src/values/role.ts";
import { INFINITY } from "../../src/values/score.ts";
import { operation, primitive, resource, stateOf, unpacked } from "./model.ts";

interface Roles {
  readonly dependent?: Role;
  readonly primary?: Role;
}

function colocate(run: Run, dependent: string, primary: string, score: number = INFINITY, roles: Roles = {}): void {
  recordColocation(run, {
    id: `${dependent}-${primary}`,
    dependent: resource(run, dependent),
    primary: resource(run, primary),
    score,
    dependentRole: roles.dependent ?? Role.Unknown,
    primaryRole: roles.primary ?? Role.Unknown,
    influence: true,
    explicit: true,
  });
}

function block(run: Run, action: Action): void {
  runWork(blockDependents(createPropagation(run), action));
}

const BLOCKED = (by: string) => `required unrunnable (colocation with ${by})`;

describe("a start that cannot run", () => {
  test("blocks what must be with it, and what must be with that, each for its own reason", () => {
    const run = unpacked(["a", "b", "c"].map((id) => primitive(id)).join(""));
    const a = operation(run, "a", "start", { unrunnable: true });
    const [b, c] = ["b", "c"].map((id) => operation(run, id, "start"));
    colocate(run, "b", "a");
    colocate(run, "c", "b");
    block(run, a);
    expect([b!, c!].map(stateOf)).toEqual([BLOCKED("a"), BLOCKED("b")]);
  });

  test("does not block what would rather be with it", () => {
    const run = unpacked(primitive("a") + primitive("b"));
    const a = operation(run, "a", "start", { unrunnable: true });
    const b = operation(run, "b", "start");
    colocate(run, "b", "a", INFINITY - 1);
    block(run, a);
    expect(stateOf(b)).toBe("required runnable");
  });

  test("of a member blocks what must be with the group only if no member can start", () => {
    const run = unpacked(`<group id="g">${primitive("m1")}${primitive("m2")}</group>${primitive("b")}`);
    const m1 = operation(run, "m1", "start", { unrunnable: true });
    const m2 = operation(run, "m2", "start");
    const b = operation(run, "b", "start");
    colocate(run, "b", "g");
    block(run, m1);
    expect(stateOf(b)).toBe("required runnable");
    m2.flags = m1.flags;
    block(run, m1);
    expect(stateOf(b)).toBe(BLOCKED("m1"));
  });

  test("keeps a reason that is known already", () => {
    const run = unpacked(primitive("a") + primitive("b"));
    const a = operation(run, "a", "start", { unrunnable: true });
    const b = operation(run, "b", "start");
    b.reason = "because";
    colocate(run, "b", "a");
    block(run, a);
    expect(stateOf(b)).toBe("required unrunnable (because)");
  });
});

test("a promotion that cannot run blocks only what must be with the promoted one, in the role that must be", () => {
  const run = unpacked(["a", "b", "c"].map((id) => primitive(id)).join(""));
  const a = operation(run, "a", "promote", { unrunnable: true });
  const bStart = operation(run, "b", "start");
  const cStart = operation(run, "c", "start");
  const cPromote = operation(run, "c", "promote");
  colocate(run, "b", "a");
  colocate(run, "c", "a", INFINITY, { primary: Role.Promoted, dependent: Role.Promoted });
  block(run, a);
  expect([bStart, cStart, cPromote].map(stateOf)).toEqual(["required runnable", "required runnable", BLOCKED("a")]);
});

test("a start that can run, and a stop that cannot, block nothing", () => {
  const run = unpacked(primitive("a") + primitive("b"));
  const b = operation(run, "b", "start");
  colocate(run, "b", "a");
  block(run, operation(run, "a", "start"));
  block(run, operation(run, "a", "stop", { unrunnable: true }));
  expect(stateOf(b)).toBe("required runnable");
});

test("5000 that must each be with the next are all blocked", () => {
  const COUNT = 5000;
  const run = unpacked(Array.from({ length: COUNT }, (_, i) => primitive(`p${i}`)).join(""));
  const starts = Array.from({ length: COUNT }, (_, i) => operation(run, `p${i}`, "start", { unrunnable: i === 0 }));
  for (let i = 1; i < COUNT; i++) colocate(run, `p${i}`, `p${i - 1}`);
  block(run, starts[0]!);
  expect(stateOf(starts.at(-1)!)).toBe(BLOCKED(`p${COUNT - 2}`));
});

import { describe, expect, test } from "vitest";
import { hasFlag, ResourceFlag } from "../../src/model/resource.ts";
import { recordActive } from "../../src/resources/active.ts";
import type { Run } from "../../src/run.ts";
import { Role } from "../../src/values/role.ts";
import { INFINITY } from "../../src/values/score.ts";
import { meta, node, primitive, resource, unpacked } from "./model.ts";

const { Managed, Blocked, Maintenance } = ResourceFlag;

function activate(run: Run, id: string, ...names: string[]): void {
  for (const name of names) recordActive(run, resource(run, id), node(run, name), false);
}

const activeOn = (run: Run, id: string) => resource(run, id).activeNodes.map(({ name }) => name);
const scores = (run: Run, id: string) =>
  ["n1", "n2"].map((name) => resource(run, id).allowedNodes.get(node(run, name))?.score);

/** Whether a resource that may not be active twice is blocked when it is, on a clean and on an unclean node. */
function blockedWithUncleanNode(requires: string): boolean {
  const run = unpacked(primitive("A", meta("A", { "multiple-active": "block", requires })), {
    options: { "fencing-enabled": "true" },
  });
  node(run, "n1").unclean = false;
  activate(run, "A", "n1", "n2");
  return hasFlag(resource(run, "A"), Blocked);
}

const policy = (id: string) => meta(id, { "multiple-active": "block" });

/** Which of a group and its two members are blocked when the first member is active twice. */
function blockedInGroup(group: string, member: string): boolean[] {
  const run = unpacked(`<group id="G">${group}${primitive("A", member)}${primitive("B")}</group>`);
  activate(run, "A", "n1", "n2");
  return ["G", "A", "B"].map((id) => hasFlag(resource(run, id), Blocked));
}

/** Scores of a group and its two members when the first member is active on n1. */
function scoresInGroup(groupManaged: string, memberManaged: string) {
  const run = unpacked(
    `<group id="G">${meta("G", { "is-managed": groupManaged })}${primitive("A", meta("A", { "is-managed": memberManaged }))}${primitive("B")}</group>`,
  );
  activate(run, "A", "n1");
  return ["G", "A", "B"].map((id) => scores(run, id));
}

test("ancestors are active where their descendants are, each node once", () => {
  const run = unpacked(`<clone id="C"><group id="G">${primitive("A")}${primitive("B")}</group></clone>`);
  activate(run, "A:0", "n2");
  activate(run, "B:0", "n2", "n2");
  activate(run, "A:1", "n1");
  expect(["A:0", "B:0", "G:0", "A:1", "C"].map((id) => activeOn(run, id))).toEqual([
    ["n2"],
    ["n2"],
    ["n2"],
    ["n1"],
    ["n2", "n1"],
  ]);
  expect(node(run, "n2").running.map(({ id }) => id)).toEqual(["A:0", "B:0"]);
});

test("an unmanaged group wants all its members where one is active, an unmanaged member only itself", () => {
  expect(scoresInGroup("false", "true")).toEqual([
    [INFINITY, 0],
    [INFINITY, 0],
    [INFINITY, 0],
  ]);
  expect(scoresInGroup("true", "false")).toEqual([
    [0, 0],
    [INFINITY, 0],
    [0, 0],
  ]);
});

test("an unmanaged resource tells its ancestors of each node without looking whether they know", () => {
  const run = unpacked(
    `<group id="G">${meta("G", { "is-managed": "false" })}${primitive("A")}${primitive("B")}</group>`,
  );
  activate(run, "A", "n1");
  activate(run, "B", "n1");
  expect(activeOn(run, "G")).toEqual(["n1", "n1"]);
});

test("on a node in maintenance a resource becomes unmanaged", () => {
  const run = unpacked(primitive("A"));
  node(run, "n1").maintenance = true;
  activate(run, "A", "n1");
  expect(hasFlag(resource(run, "A"), Maintenance) && !hasFlag(resource(run, "A"), Managed)).toBe(true);
  expect(scores(run, "A")).toEqual([INFINITY, 0]);
});

describe("on two nodes", () => {
  test.each([
    ["stop_only", [-INFINITY, -INFINITY], true],
    ["block", [0, 0], false],
    ["stop_start", [0, 0], true],
    ["stop_unexpected", [0, 0], true],
  ] as const)("%s", (policy, expected, managed) => {
    const run = unpacked(primitive("A", meta("A", { "multiple-active": policy })));
    activate(run, "A", "n1", "n2");
    expect(scores(run, "A")).toEqual(expected);
    expect(hasFlag(resource(run, "A"), Managed)).toBe(managed);
    expect(hasFlag(resource(run, "A"), Blocked)).toBe(policy === "block");
  });

  test("a policy of the group blocks all members, one of the member only that", () => {
    expect(blockedInGroup(policy("G"), "")).toEqual([false, true, true]);
    expect(blockedInGroup("", policy("A"))).toEqual([false, true, false]);
  });

  test("an unclean node counts only for a resource that needs fencing", () => {
    expect([blockedWithUncleanNode("fencing"), blockedWithUncleanNode("quorum")]).toEqual([true, false]);
  });
});

test("a node is as important as what is active on it, and so is the host of a guest node", () => {
  const run = unpacked(
    `${primitive("vm", meta("vm", { "remote-node": "g1", priority: "10" }))}
     ${primitive("A", meta("A", { priority: "3" }))}${primitive("B", meta("B", { priority: "100" }))}`,
  );
  activate(run, "vm", "n1");
  resource(run, "A").originalRole = Role.Promoted;
  activate(run, "A", "g1");
  recordActive(run, resource(run, "B"), node(run, "n2"), true);
  expect(["n1", "n2", "g1"].map((name) => node(run, name).priority)).toEqual([14, 0, 4]);
});

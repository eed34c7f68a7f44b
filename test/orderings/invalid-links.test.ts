import { describe, expect, test } from "vitest";
import { ActionFlag, OrderFlag, type Action } from "../../src/actions/action.ts";
import { requestPseudo } from "../../src/actions/pseudo.ts";
import { disableInvalidLinks } from "../../src/orderings/invalid-links.ts";
import { closesLoop } from "../../src/orderings/loops.ts";
import type { Run } from "../../src/run.ts";
import { link, meta, node, operation, primitive, resource, unpacked } from "./model.ts";

const { Ordered, IfOnSameNodeOrTarget, GuestAllowed } = OrderFlag;

describe("a guest", () => {
  const situation = (flags: number) => {
    const run = unpacked(primitive("vm", meta("vm", { "remote-node": "guest" })) + primitive("a"));
    const inside = operation(run, "a", "stop", { on: "guest" });
    const stop = operation(run, "vm", "stop", { on: "n1" });
    link(inside, stop, flags);
    disableInvalidLinks(run);
    return { run, flags: stop.before[0]!.flags };
  };

  test("does not wait for what runs inside it", () => {
    const { run, flags } = situation(Ordered);
    expect(flags).toBe(0);
    expect(run.diagnostics.at(-1)).toMatchObject({
      kind: "config-warning",
      text: "Invalid ordering constraint between a and vm",
    });
  });

  test("waits where the cluster itself says so", () => {
    expect(situation(Ordered | GuestAllowed).flags).toBe(Ordered | GuestAllowed);
  });
});

/** Two resources that migrate to each other's nodes. */
function swap(run: Run): { readonly migrations: Action[]; readonly gates: Action[] } {
  const gates = ["n1", "n2"].map((name) => requestPseudo(run, `load_stopped_${name}`));
  const migrations = [
    ["a", "n1", "n2"],
    ["b", "n2", "n1"],
  ].map(([id, from, to]) => {
    resource(run, id!).assignedNode = resource(run, id!).allowedNodes.request(node(run, to!));
    const migration = operation(run, id!, "migrate_to", { on: from! });
    const stop = operation(run, id!, "stop", { on: from! });
    link(migration, stop, Ordered);
    link(stop, gates[from === "n1" ? 0 : 1]!, Ordered);
    return migration;
  });
  gates.forEach((gate, i) => {
    gate.node = node(run, i === 0 ? "n1" : "n2");
    gate.flags &= ~ActionFlag.Optional;
    link(gate, migrations[1 - i]!, IfOnSameNodeOrTarget);
  });
  return { migrations, gates };
}

test("of two that change places by migration one does not wait for the other", () => {
  const run = unpacked(primitive("a") + primitive("b"));
  const { migrations } = swap(run);
  disableInvalidLinks(run);
  // the newest action is looked at first
  expect(migrations.map(({ before }) => before[0]!.flags)).toEqual([IfOnSameNodeOrTarget, 0]);
});

describe("a link", () => {
  const chain = () => {
    const run = unpacked(["a", "b", "c"].map((id) => primitive(id)).join(""));
    const starts = ["a", "b", "c"].map((id) => operation(run, id, "start", { on: "n1" }));
    link(starts[0]!, starts[1]!, Ordered);
    link(starts[1]!, starts[2]!, Ordered);
    return { run, starts };
  };

  test("closes a loop if the way back counts", () => {
    const { run, starts } = chain();
    link(starts[2]!, starts[0]!, Ordered);
    expect(closesLoop(run, starts[0]!, starts[0]!.before[0]!)).toBe(true);
    expect(starts.every(({ flags }) => (flags & ActionFlag.DetectLoop) === 0)).toBe(true);
  });

  test("does not if nothing leads back, or a part of the way does not count", () => {
    const { run, starts } = chain();
    expect(closesLoop(run, starts[2]!, starts[2]!.before[0]!)).toBe(false);
    link(starts[2]!, starts[0]!, Ordered);
    starts[1]!.before[0]!.flags = 0;
    expect(closesLoop(run, starts[0]!, starts[0]!.before[0]!)).toBe(false);
  });

  test("that leads into a loop elsewhere closes none", () => {
    const { run, starts } = chain();
    link(starts[1]!, starts[0]!, Ordered);
    expect(closesLoop(run, starts[2]!, starts[2]!.before[0]!)).toBe(false);
  });
});

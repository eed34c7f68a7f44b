import { describe, expect, test } from "vitest";
import { INFINITY } from "../../src/values/score.ts";
import { allowEverywhere, banEverywhere, shiftScore } from "../../src/model/shift.ts";
import { baseEntry, withScore } from "../../src/model/node.ts";
import { node, primitive, resource, unpacked } from "../resources/model.ts";

const run = () => {
  const made = unpacked(primitive("A") + primitive("B"), { nodes: '<node id="1" uname="n1"/><node id="2" uname="n2"/>' });
  return { run: made, n1: node(made, "n1"), n2: node(made, "n2"), a: resource(made, "A"), b: resource(made, "B") };
};

const cause = { kind: "default" } as const;

describe("a table of nodes", () => {
  test("begins with entries that others have too, and keeps its changes to itself", () => {
    const { run: made, n1, n2, a, b } = run();
    expect(a.allowedNodes.get(n1)).toBe(b.allowedNodes.get(n1));
    shiftScore(made, a, n1, 7, cause);
    expect([a, b].map(({ allowedNodes }) => allowedNodes.values().map(({ score }) => score))).toEqual([
      [7, 0],
      [0, 0],
    ]);
    expect(b.allowedNodes.get(n2)).toBe(baseEntry(n2));
  });

  test("is given the nodes as they are by then", () => {
    const { run: made, n1, a, b } = run();
    n1.baseScore = -5;
    for (const resourceOf of [a, b]) resourceOf.allowedNodes = resourceOf.allowedNodes.copy();
    a.allowedNodes.remove(n1);
    allowEverywhere(made, a);
    expect(a.allowedNodes.get(n1)?.score).toBe(-5);
    expect(b.allowedNodes.get(n1)?.score).toBe(0);
  });

  test("counts instances for itself, and forgets them with the node", () => {
    const { n1, n2, a } = run();
    const table = a.allowedNodes;
    table.countPlaced(n1);
    table.countPlaced(n1);
    const earlier = table.getPlaced();
    table.countPlaced(n2);
    const copy = table.copy();
    table.setPlaced(earlier);
    expect([n1, n2].map((on) => table.placedOn(on))).toEqual([2, 0]);
    expect([n1, n2].map((on) => copy.placedOn(on))).toEqual([2, 1]);
    table.remove(n1);
    table.request(n1);
    expect(table.placedOn(n1)).toBe(0);
    table.remove(n2);
    table.countPlaced(n2);
    expect(table.placedOn(n2)).toBe(0);
  });

  test("lists the nodes that it has", () => {
    const { run: made, n1, n2, a } = run();
    expect(a.allowedNodes.present()).toEqual([n1.slot, n2.slot]);
    a.allowedNodes.remove(n1);
    expect(a.allowedNodes.present()).toEqual([n2.slot]);
    banEverywhere(made, a, cause);
    expect(a.allowedNodes.present()).toEqual([n1.slot, n2.slot]);
    expect(a.allowedNodes.values().map(({ score }) => score)).toEqual([-INFINITY, -INFINITY]);
  });
});

test("an entry with another score is another entry, and bans of a node are one", () => {
  const { n1 } = run();
  const entry = baseEntry(n1);
  expect(withScore(entry, 0)).toBe(entry);
  expect(withScore(entry, 3)).toEqual({ ...entry, score: 3 });
  expect(withScore(entry, -INFINITY)).toBe(withScore(withScore(entry, 3), -INFINITY));
  expect(entry.score).toBe(0);
});

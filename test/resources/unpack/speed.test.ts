import { expect, test } from "vitest";
import { findForHistory } from "../../../src/resources/history-lookup.ts";
import { recordActive } from "../../../src/resources/active.ts";
import { meta, primitive, unpacked } from "../model.ts";

const primitives = (count: number) =>
  Array.from({ length: count }, (_, i) => primitive(`p${i}`, meta(`p${i}`, { priority: String(i % 7) }))).join("");

const nodes = (count: number) =>
  Array.from({ length: count }, (_, i) => `<node id="${i + 1}" uname="n${i + 1}"/>`).join("");

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The best of a few attempts, since other work on the machine only ever adds. */
function timeToUnpack(count: number): number {
  const attempt = () => milliseconds(() => unpacked(primitives(count), { nodes: nodes(64), unvalidated: true }));
  return Math.min(attempt(), attempt(), attempt());
}

// generous bounds: they catch what grows with the square, not a slow machine
test("four times the resources take nowhere near sixteen times the time", () => {
  timeToUnpack(500);
  expect(timeToUnpack(6000) / timeToUnpack(1500)).toBeLessThan(9);
});

test("a hundred clones on a hundred nodes find their instances in history", () => {
  const clones = Array.from({ length: 100 }, (_, i) => `<clone id="c${i}">${primitive(`p${i}`)}</clone>`).join("");
  const run = unpacked(clones, { nodes: nodes(100), unvalidated: true });
  const elapsed = milliseconds(() => {
    for (const node of run.cluster.nodes) {
      for (let i = 0; i < 100; i++) recordActive(run, findForHistory(run, node, `p${i}`)!, node, false);
    }
  });
  expect(run.cluster.resources.every(({ children }) => children.length === 100)).toBe(true);
  expect(elapsed).toBeLessThan(5000);
});

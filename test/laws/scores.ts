// The arithmetic of scores, and what replaying their changes gives.

import fc from "fast-check";
import { expect, test } from "vitest";
import { formatScore, INFINITY, schedule } from "../../src/index.ts";
import { addScores, noHealthColours, parseScore } from "../../src/values/score.ts";
import { clusters, law } from "./support.ts";

const score = fc.oneof(fc.integer({ min: -INFINITY, max: INFINITY }), fc.constantFrom(INFINITY, -INFINITY, 0, INFINITY - 1, 1 - INFINITY));

test("sums with infinities follow the table", () => {
  const rows = [
    [INFINITY, -INFINITY, -INFINITY],
    [INFINITY, INFINITY, INFINITY],
    [INFINITY, 0, INFINITY],
    [INFINITY, 1 - INFINITY, INFINITY],
    [-INFINITY, INFINITY - 1, -INFINITY],
    [-INFINITY, -INFINITY, -INFINITY],
    [INFINITY - 1, 1, INFINITY],
    [INFINITY - 1, INFINITY - 1, INFINITY],
    [1 - INFINITY, -1, -INFINITY],
    [5, -7, -2],
  ] as const;
  for (const [a, b, sum] of rows) {
    expect(addScores(a, b)).toBe(sum);
    expect(addScores(b, a)).toBe(sum);
  }
});

law("a sum is within the infinities, does not depend on the order, and grows with its parts", fc.tuple(score, score, score), ([a, b, c]) => {
  const sum = addScores(a, b);
  expect(Math.abs(sum)).toBeLessThanOrEqual(INFINITY);
  expect(addScores(b, a)).toBe(sum);
  if (b <= c) expect(addScores(a, b)).toBeLessThanOrEqual(addScores(a, c));
}, 10);

law("a score that is written can be read", score, (value) => {
  expect(parseScore(formatScore(value), 7, noHealthColours)).toEqual({ score: value, error: null });
}, 10);

law("each change of a score leads to the result that it tells, within the infinities", clusters(), ({ cib }) => {
  const { ledger } = schedule(cib, { ledger: true });
  for (const change of ledger!) {
    expect(Math.abs(change.score)).toBeLessThanOrEqual(INFINITY);
    // a bundle sets the scores of its own nodes, whatever they were
    if (change.delta <= -INFINITY && change.cause.kind !== "structure") expect(change.score).toBe(-INFINITY);
  }
});

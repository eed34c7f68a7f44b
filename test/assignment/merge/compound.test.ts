import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addSteps,
  appendAddition,
  appendCompound,
  applyCompound,
  emptyCompound,
  type Compound,
} from "../../../src/assignment/merge/compound.ts";
import { addScores, INFINITY } from "../../../src/values/score.ts";

const score = fc.oneof(
  fc.integer({ min: -INFINITY, max: INFINITY }),
  fc.integer({ min: -10, max: 10 }),
  fc.constantFrom(-INFINITY, INFINITY, -INFINITY + 1, INFINITY - 1, 500_000, -500_000),
);

function compoundOf(deltas: readonly number[]): Compound {
  const compound = emptyCompound(1);
  for (const delta of deltas) appendAddition(compound, 0, delta);
  return compound;
}

function oneByOne(deltas: readonly number[], from: number): readonly number[] {
  const results: number[] = [];
  let at = from;
  for (const delta of deltas) {
    at = addScores(delta, at);
    results.push(at);
  }
  return results;
}

test("a compound gives what the additions give one by one", () => {
  fc.assert(
    fc.property(fc.array(score, { maxLength: 12 }), score, (deltas, from) => {
      expect(applyCompound(compoundOf(deltas), 0, from)).toBe(oneByOne(deltas, from).at(-1) ?? from);
    }),
    { seed: 1, numRuns: 3000 },
  );
});

test("compounds of compounds are the compound of all", () => {
  fc.assert(
    fc.property(fc.array(fc.array(score, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }), score, (parts, from) => {
      const whole = compoundOf(parts[0]!);
      for (const part of parts.slice(1)) appendCompound(whole, compoundOf(part));
      expect(applyCompound(whole, 0, from)).toBe(oneByOne(parts.flat(), from).at(-1));
    }),
    { seed: 2, numRuns: 3000 },
  );
});

test("from its least score on, no result on the way is negative, and below it some result is", () => {
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 12 }), score, (deltas, from) => {
      const stays = oneByOne(deltas, from).every((result) => result >= 0);
      expect(from >= compoundOf(deltas).low[0]!).toBe(stays);
    }),
    { seed: 3, numRuns: 5000 },
  );
});

test("large numbers of steps keep whether they are odd", () => {
  expect(addSteps(1, 2)).toBe(3);
  expect(addSteps(999, 5) % 2).toBe(0);
  expect(addSteps(addSteps(1000, 1), addSteps(1000, 2)) % 2).toBe(1);
});

// What a sequence of additions does to the score of a node, without doing it: additions that saturate compose to a function
// with one step at each end, so any number of them takes as long as one.
//
// Per node, for a score x before: up to `below` the result is -INFINITY, from `above` on it is INFINITY, in between it is
// x + `sum`. If x is at least `low`, no intermediate result is negative. Indexed by slots of nodes.

import { INFINITY, type Score } from "../../values/score.ts";

/** The compound of a source's additions and of those of everything behind it. */
export interface Compound {
  readonly below: Int32Array;
  readonly above: Int32Array;
  readonly sum: Int32Array;
  readonly low: Int32Array;
  /** How many steps it stands for; a large number only keeps its last bit. */
  steps: number;
  /** The same as a measure of what is saved: exact as long as it is small. */
  weight: number;
}

/** Beyond this many steps only whether their number is odd matters, see {@link addSteps}. */
const MANY = 1000;

/** A compound of no additions at all, for so many nodes. */
export function emptyCompound(size: number): Compound {
  const compound: Compound = {
    below: new Int32Array(size).fill(-INFINITY),
    above: new Int32Array(size).fill(INFINITY),
    sum: new Int32Array(size),
    low: new Int32Array(size).fill(-INFINITY),
    steps: 0,
    weight: 0,
  };
  return compound;
}

/** Appends one addition for one node. */
export function appendAddition(compound: Compound, slot: number, delta: Score): void {
  if (delta <= -INFINITY) append(compound, slot, INFINITY, INFINITY + 1, 0, INFINITY + 1);
  else if (delta >= INFINITY) append(compound, slot, -INFINITY, -INFINITY + 1, 0, -INFINITY + 1);
  else append(compound, slot, Math.max(-INFINITY, -INFINITY - delta), Math.min(INFINITY, INFINITY - delta), delta, -delta);
}

/** Appends another compound. */
export function appendCompound(compound: Compound, next: Compound): void {
  const { below, above, sum, low } = next;
  for (let slot = 0; slot < below.length; slot++) {
    append(compound, slot, below[slot]!, above[slot]!, sum[slot]!, low[slot]!);
  }
  compound.steps = addSteps(compound.steps, next.steps);
  compound.weight += next.weight;
}

function append(compound: Compound, slot: number, below: number, above: number, sum: number, low: number): void {
  const firstBelow = compound.below[slot]!;
  const firstAbove = compound.above[slot]!;
  const firstSum = compound.sum[slot]!;
  // the smallest score that the first part leaves at least as large as the second part needs it
  const needed = low > INFINITY || firstBelow >= INFINITY ? INFINITY + 1 : within(low - firstSum, firstBelow + 1, firstAbove);
  if (needed > compound.low[slot]!) compound.low[slot] = needed;
  if (firstBelow >= INFINITY) return;
  if (below >= INFINITY) {
    compound.below[slot] = INFINITY;
    compound.above[slot] = INFINITY + 1;
    compound.sum[slot] = 0;
    return;
  }
  const newBelow = within(below - firstSum, firstBelow, firstAbove - 1);
  const newAbove = within(above - firstSum, firstBelow + 1, firstAbove);
  compound.below[slot] = newBelow;
  compound.above[slot] = newAbove;
  // without scores in between there is no sum, which could grow without end
  compound.sum[slot] = newBelow + 1 >= newAbove ? 0 : firstSum + sum;
}

function within(value: number, least: number, most: number): number {
  if (value < least) return least;
  return value > most ? most : value;
}

/** The score after all additions. */
export function applyCompound(compound: Compound, slot: number, score: Score): Score {
  if (score <= compound.below[slot]!) return -INFINITY;
  return score >= compound.above[slot]! ? INFINITY : score + compound.sum[slot]!;
}

/** The number of steps from one number to another. */
export function stepsBetween(from: number, to: number): number {
  return to > MANY ? MANY + (Math.abs(to - from) % 2) : to - from;
}

/** Adds numbers of steps. */
export function addSteps(a: number, b: number): number {
  const sum = a + b;
  return sum > MANY ? MANY + (sum % 2) : sum;
}

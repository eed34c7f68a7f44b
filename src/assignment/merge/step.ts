// The arithmetic of one step: what a source adds for one node, and what share of it is passed on.
//
// Trap   single precision: every product and quotient is rounded by itself

import type { Colocation } from "../../model/colocation.ts";
import { INFINITY, type Score } from "../../values/score.ts";
import { hasInfluence } from "../affects.ts";

/** The part of its scores that a colocation passes on. */
export function factorOf(score: Score): number {
  return Math.fround(score / INFINITY);
}

/** The part that arrives by one more colocation. */
export function nextFactor(factor: number, colocation: Colocation): number {
  return Math.fround(Math.fround(factor * colocation.score) / INFINITY);
}

/** What a score adds with a factor: rounded half away from zero, but at least 1 in the direction of the factor. */
export function deltaOf(factor: number, own: Score): Score {
  if (own === 0) return 0;
  const product = Math.fround(factor * own);
  const delta = Math.trunc(product < 0 ? product - 0.5 : product + 0.5);
  if (delta !== 0) return delta;
  if (factor > 0) return 1;
  return factor < 0 ? -1 : 0;
}

/** Whether the dependent of a colocation has a say and a single node left, which it then deserves if it must stay away. */
export function isOnlyPlace(colocation: Colocation): boolean {
  if (!hasInfluence(colocation)) return false;
  let places = 0;
  for (const entry of colocation.dependent.allowedNodes.raw()) {
    if (entry !== undefined && entry.score >= 0 && ++places > 1) return false;
  }
  return places === 1;
}

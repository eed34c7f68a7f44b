// A share of a fuzzing run: the inputs from one number on, every so many.

import { attempt, type Attempt } from "./attempt.ts";
import { createInput, randomOf, type Pool } from "./inputs.ts";
import { shrink } from "./shrink.ts";

/** Examples kept of one kind of failure. */
const EXAMPLES = 2;

/** An input that failed. */
export interface Finding {
  readonly index: number;
  readonly kind: string;
  readonly text: string;
  readonly input: Uint8Array;
}

/** What came of the inputs so far. */
export class Tally {
  /** Inputs by outcome, answers and errors alike. */
  readonly outcomes = new Map<string, number>();
  /** Failures by kind. */
  readonly kinds = new Map<string, number>();
  slowest: { readonly index: number; readonly milliseconds: number } = { index: -1, milliseconds: 0 };

  add(index: number, { outcome, stage, milliseconds, failure }: Attempt): void {
    const key = failure === null ? (outcome === "answer" ? "answer" : `${stage} ${outcome}`) : `failure ${failure.kind}`;
    this.outcomes.set(key, (this.outcomes.get(key) ?? 0) + 1);
    if (failure !== null) this.kinds.set(failure.kind, (this.kinds.get(failure.kind) ?? 0) + 1);
    if (milliseconds > this.slowest.milliseconds) this.slowest = { index, milliseconds };
  }
}

/**
 * Tries one input, counts it, and gives the failure, shrunk, if it is one of the first of its kind. Slowness counts only if
 * it can be seen twice, since the machine may have been busy.
 */
export function tryInput(pool: Pool, seed: number, index: number, tally: Tally): Finding | null {
  const random = randomOf(seed, index);
  const input = createInput(pool, random);
  const choices = (): ReturnType<typeof randomOf> => randomOf(seed + 1, index);
  let result = attempt(input, choices());
  for (let i = 0; i < 2 && result.failure?.kind.endsWith(": slow") === true; i++) result = attempt(input, choices());
  tally.add(index, result);
  if (result.failure === null || tally.kinds.get(result.failure.kind)! > EXAMPLES) return null;
  const { kind, text } = result.failure;
  return { index, kind, text, input: shrink(input, kind, choices) };
}

import type { Cost } from "./measure.ts";

/** What a load came to. */
export interface LoadResult {
  readonly family: string;
  readonly title: string;
  /** Resource instances times nodes; 0 where that says nothing. */
  readonly pairs: number;
  readonly ours: Cost;
  /** `null` where the reference was not asked. */
  readonly reference: Cost | null;
  /** How often each was run. */
  readonly runs: { readonly ours: number; readonly reference: number };
  /** Seconds that reading takes of `ours`, and the parser's share of that; `null` where it was not measured. */
  readonly reading: { readonly seconds: number; readonly parser: number } | null;
  /** Exponent of growth of processor time from the load before it in the family; `null` for the first. */
  readonly exponent: number | null;
  readonly note: string;
}

/** A run of the benchmark. */
export interface BenchResult {
  readonly date: string;
  readonly node: string;
  readonly machine: string;
  readonly loads: readonly LoadResult[];
}

/** The exponent e of time ~ size^e between two loads. */
export function exponentOf(from: { size: number; time: number }, to: { size: number; time: number }): number {
  return Math.log(to.time / from.time) / Math.log(to.size / from.size);
}

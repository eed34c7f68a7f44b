import type { Limits } from "../../index.ts";

/** What scheduling one saved input came to. */
export interface BatchResult {
  readonly file: string;
  /** Wall-clock time for reading and scheduling, in milliseconds. */
  readonly milliseconds: number;
  /** Why there is no answer; `null` if there is one. */
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Actions of the transition that are carried out, points in time left out. */
  readonly actions: number;
  /** Names of the nodes that are fenced. */
  readonly fenced: readonly string[];
  /** Changes of resources by verb: `{ "Start": 2, "Move": 1 }`. */
  readonly changes: Readonly<Record<string, number>>;
  /** Configuration errors and warnings that were met. */
  readonly errors: number;
  readonly warnings: number;
}

/** How saved inputs are scheduled. */
export interface BatchOptions {
  /** Effective time, ISO 8601; default: each CIB's own, or else the machine's. */
  readonly now?: string | undefined;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits> | undefined;
}

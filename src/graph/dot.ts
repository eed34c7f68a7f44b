import type { Run } from "../run.ts";

export interface DotOptions {
  /** Also what is not part of the transition. */
  readonly all: boolean;
  /** Action IDs behind the names. */
  readonly withIds: boolean;
}

/** The transition as a drawing in the DOT language; the graph must have been built. */
export function graphToDot(_run: Run, _options: DotOptions): string {
  throw new Error("not built yet");
}

import type { Run } from "../run.ts";

/** Clears the fail counts of resources that are no longer configured. */
export function clearRemovedFailCounts(run: Run): void {
  void run;
  throw new Error("not built yet");
}

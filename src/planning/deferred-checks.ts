import type { Run } from "../run.ts";

/** Does the checks that had to wait until the nodes of bundles' containers were known. */
export function checkDeferred(run: Run): void {
  void run;
  throw new Error("not built yet");
}

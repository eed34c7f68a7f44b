import type { Run } from "../run.ts";

/** Unpacks the constraints, in document order. */
export function unpackConstraints(run: Run): void {
  void run;
  throw new Error("not built yet");
}

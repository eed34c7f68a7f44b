import type { Run } from "../run.ts";

/** Applies everything that is known about nodes before assignment: locks, locations, stickiness, failures, discovery. */
export function applyCriteria(_run: Run): void {
  throw new Error("not built yet");
}

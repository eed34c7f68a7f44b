import type { Run } from "../run.ts";

/** Turns the health of nodes into location preferences of every top-level resource. */
export function applyNodeHealth(_run: Run): void {
  throw new Error("not built yet");
}

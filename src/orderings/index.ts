import type { Run } from "../run.ts";

/** Stage: turns recorded relations into links between actions, and lets these decide what must and what cannot happen. */
export function applyOrderings(_run: Run): void {
  throw new Error("not built yet");
}

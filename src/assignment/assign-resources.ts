import type { Run } from "../run.ts";

/** Chooses a node for every resource, and roles for promotable instances. */
export function assignResources(_run: Run): void {
  throw new Error("not built yet");
}

import type { Action } from "../actions/action.ts";
import type { Run } from "../run.ts";

/** Lets the links before an action change it and what comes before it, and goes on from whatever changed. */
export function updateForOrderings(_run: Run, _then: Action): void {
  throw new Error("not built yet");
}

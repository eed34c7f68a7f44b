import type { Run } from "../run.ts";
import type { Transition } from "./transition.ts";

/**
 * Selects what takes part in the transition and publishes it as plain, frozen data. Creates the last actions on the way,
 * notifications of instances among them.
 */
export function buildGraph(_run: Run): Transition {
  throw new Error("not built yet");
}

import type { Transition } from "./transition.ts";

/** The transition as XML text, ending with a newline. */
export function transitionToXml(_transition: Transition): string {
  throw new Error("not built yet");
}

import type { Entry, Node } from "../model/node.ts";
import type { Run } from "../run.ts";

/** Entries in the order in which a resource would choose among them, best first; a new array. */
export function sortEntries(_run: Run, _entries: readonly Entry[], _preferred: Node | null): Entry[] {
  throw new Error("not built yet");
}

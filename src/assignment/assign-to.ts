import type { Entry } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";

/**
 * Makes an entry's node the assigned node of a resource and everything below it; `null` assigns no node.
 *
 * @returns whether the node differs from the one assigned before
 */
export function assignTo(_run: Run, _resource: Resource, _entry: Entry | null, _forced: boolean, _stopIfFail: boolean): boolean {
  throw new Error("not built yet");
}

/** Takes back the assignment of a resource and of everything below it. */
export function unassign(_run: Run, _resource: Resource): void {
  throw new Error("not built yet");
}

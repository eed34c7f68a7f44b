// Assigns a resource: chooses nodes for it and everything below it, after those of whatever it must mind.
//
// Assigning a resource can call for the assignment of others: its parent, the primaries of its colocations, and theirs. A
// configuration can chain these to any length, so rules are generators that yield the assignment they wait for, and
// {@link assignNow} keeps the waiting ones on a stack of its own.

import type { Entry, Node } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { byVariant } from "../../variants.ts";
import { assignBundle } from "./bundle.ts";
import { assignClone } from "./clone.ts";
import { assignGroup } from "./group.ts";
import { assignPrimitive } from "./primitive.ts";

/** An assignment in progress: yields others that must come first, is resumed with their results, returns its own. */
export interface Assignment extends Generator<Assignment, Entry | null, Entry | null> {}

/**
 * Starts the assignment of a resource. Its result is the node chosen, `null` if there is none, or none of its own.
 *
 * @param prefer a node to use if none is better
 * @param stopIfFail without a node, the resource is to be stopped
 */
export const assign: (resource: Resource, run: Run, prefer: Node | null, stopIfFail: boolean) => Assignment = byVariant<
  readonly [Run, Node | null, boolean],
  Assignment
>({
  primitive: assignPrimitive,
  group: assignGroup,
  clone: assignClone,
  bundle: assignBundle,
});

/** Assigns a resource and everything that must be assigned before it. */
export function assignNow(run: Run, resource: Resource, prefer: Node | null): Entry | null {
  const waiting: Assignment[] = [];
  let current = assign(resource, run, prefer, true);
  let result: Entry | null = null;
  for (;;) {
    const step = current.next(result);
    if (step.done !== true) {
      waiting.push(current);
      current = step.value;
      result = null;
      continue;
    }
    result = step.value;
    const next = waiting.pop();
    if (next === undefined) return result;
    current = next;
  }
}

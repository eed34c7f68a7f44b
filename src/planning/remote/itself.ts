// A connection, or what a guest node lives in, that is recorded as active on the node that it provides. Its operations
// there would have to wait for themselves, on which the reference ends with an assertion.

import type { Action } from "../../actions/action.ts";
import { keyOf } from "../../actions/key.ts";
import { report } from "../../diagnostics.ts";
import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { providedByItself } from "../messages.ts";

/** Whether an action on a Pacemaker Remote node is the very operation that it is to be ordered with; reports that. */
export function isOrderedWithItself(run: Run, action: Action, resource: Resource, task: "start" | "stop"): boolean {
  if (action.resource !== resource || action.task !== task) return false;
  const operation = keyOf(resource, task);
  report(run, providedByItself, { resource: resource.id, operation, node: action.node!.name });
  return true;
}

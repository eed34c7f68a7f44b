import type { Action } from "../../actions/action.ts";
import { findActions } from "../../actions/find.ts";
import type { Resource } from "../../model/resource.ts";
import { operationKey } from "../../values/operation-key.ts";

/** The probes of a resource, oldest first. */
export function probesOf(resource: Resource): readonly Action[] {
  return findActions(resource, operationKey(resource.id, "monitor", 0), null);
}

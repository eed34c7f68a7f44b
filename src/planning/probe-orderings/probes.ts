import type { Action } from "../../actions/action.ts";
import { findActions } from "../../actions/find.ts";
import { keyOf } from "../../actions/key.ts";
import type { Resource } from "../../model/resource.ts";

/** The probes of a resource, oldest first. */
export function probesOf(resource: Resource): readonly Action[] {
  return findActions(resource, keyOf(resource, "monitor"), null);
}

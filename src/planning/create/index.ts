// Creates the actions of resources: what brings each from its present role and place to its next.
//
// Order   resources in list order; the parts of a collective before its own points in time
// Rule    action IDs are given in order of creation, so nothing here may be done in another order

import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { byVariant } from "../../variants.ts";
import { createBundleActions } from "./bundle.ts";
import { createCloneActions } from "./clone.ts";
import { createGroupActions } from "./group.ts";
import { createPrimitiveActions } from "./primitive.ts";

/** Creates the actions of one resource and of everything below it. */
export const createResourceActions: (resource: Resource, run: Run) => void = byVariant({
  primitive: createPrimitiveActions,
  group: createGroupActions,
  clone: createCloneActions,
  bundle: createBundleActions,
});

/** Stage: creates the actions of all resources. */
export function createActions(run: Run): void {
  for (const resource of run.cluster.resources) createResourceActions(resource, run);
}

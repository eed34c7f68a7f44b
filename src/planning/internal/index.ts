// Gives every resource the orderings, colocations and bans that follow from what it is.
//
// Order   resources in list order, depth first as each variant says; relations and the few actions made on the way take
//         their numbers in that order
// Trap    an unmanaged primitive gets nothing of all this

import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { byVariant } from "../../variants.ts";
import { createBundleInternals } from "./bundle.ts";
import { createCloneInternals } from "./clone.ts";
import { createGroupInternals } from "./group.ts";
import { createPrimitiveInternals } from "./primitive.ts";

/** Creates the internal constraints of one resource and of everything below it. */
export const createInternals: (resource: Resource, run: Run) => void = byVariant({
  primitive: createPrimitiveInternals,
  group: createGroupInternals,
  clone: createCloneInternals,
  bundle: createBundleInternals,
});

/** Stage: every resource gets the colocations, bans and orderings that follow from what it is. */
export function createInternalConstraints(run: Run): void {
  for (const resource of run.cluster.resources) createInternals(resource, run);
}

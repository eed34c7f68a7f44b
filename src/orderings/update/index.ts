// How one aspect of a link is applied to a pair of actions: to the two themselves, and to actions of the parts of the
// resource that comes second. Which rule is used depends on the variant of one of the two resources, mostly the second.

import type { Resource } from "../../model/resource.ts";
import { byVariant } from "../../variants.ts";
import type { Propagation } from "../propagation.ts";
import type { Work } from "../work.ts";
import { updateBundle } from "./bundle.ts";
import { updateClone } from "./clone.ts";
import { updateGroup } from "./group.ts";
import type { PairUpdate } from "./pair.ts";
import { updatePrimitive } from "./primitive.ts";

/**
 * Applies the rule of the resource's variant; the result says what {@link Changed}. It is there at once if nothing has to
 * be updated in between, which is most of the time.
 */
export const updatePair: (resource: Resource, state: Propagation, pair: PairUpdate) => number | Work<number> = byVariant({
  primitive: updatePrimitive,
  group: updateGroup,
  clone: updateClone,
  bundle: updateBundle,
});

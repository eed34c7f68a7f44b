// The order in which the actions of a resource, and of everything below it, are offered to the transition.

import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { byVariant } from "../../variants.ts";
import type { SelectedAction } from "../index.ts";
import { offerBundle } from "./bundle.ts";
import { offerClone } from "./clone.ts";
import { offerGroup } from "./group.ts";
import { offerPrimitive } from "./primitive.ts";

/** Offers everything that belongs to a resource. */
export const offerResource: (resource: Resource, run: Run, synapses: SelectedAction[]) => void = byVariant({
  primitive: offerPrimitive,
  group: offerGroup,
  clone: offerClone,
  bundle: offerBundle,
});

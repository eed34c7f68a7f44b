// Applies where a primary was placed (or what role it has) to a dependent.
//
// Reads    the primary's assigned node and next role
// Writes   the dependent's allowed nodes; for roles, the priority that promotion goes by
// Rule     Pacemaker Explained, "Placing Resources Relative to other Resources"; "influence" plays no part in this direction
//
// The dependent is resolved to primitives first, then the variant of the primary decides. Recursion goes from collectives
// to their parts, so its depth is bounded.

import type { Colocation } from "../../model/colocation.ts";
import type { Primitive, Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import type { Score } from "../../values/score.ts";
import { byVariant } from "../../variants.ts";
import { followBundle } from "./bundle.ts";
import { followClone } from "./clone.ts";
import { followAsGroup, followGroup } from "./group.ts";
import { followPrimitive } from "./primitive.ts";

/** Applies a colocation to a dependent; gives what was added to the priority of its role, 0 if nothing. */
export const follow: (dependent: Resource, run: Run, primary: Resource, colocation: Colocation) => Score = byVariant<
  readonly [Run, Resource, Colocation],
  Score
>({
  primitive: followAsPrimitive,
  group: followAsGroup,
  clone: followAsCollective,
  bundle: followAsCollective,
});

const followPrimary: (primary: Resource, run: Run, dependent: Primitive, colocation: Colocation) => Score = byVariant({
  primitive: followPrimitive,
  group: followGroup,
  clone: followClone,
  bundle: followBundle,
});

function followAsPrimitive(dependent: Primitive, run: Run, primary: Resource, colocation: Colocation): Score {
  return followPrimary(primary, run, dependent, colocation);
}

/** Collectives have no place of their own; their instances follow. */
function followAsCollective(): Score {
  return 0;
}

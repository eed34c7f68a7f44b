import type { Colocation } from "../../model/colocation.ts";
import type { Clone, Resource } from "../../model/resource.ts";
import { collectLinked } from "./index.ts";
import { appendAll, ownList, type Side } from "./list.ts";

/** A clone gives all its colocations, and those of its bundle, to whoever asks. */
export function collectOfClone(clone: Clone, side: Side, forWhom: Resource, list: Colocation[]): void {
  appendAll(list, ownList(clone, side), side);
  if (clone.parent !== null) collectLinked(clone.parent, side, forWhom, list);
}

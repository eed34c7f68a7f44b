import type { Colocation } from "../../model/colocation.ts";
import type { Primitive, Resource } from "../../model/resource.ts";
import { collectLinked } from "./index.ts";
import { appendAll, insertExplicit, ownList, type Side } from "./list.ts";

/** A primitive has its own and its parent's colocations; relatives get what was configured for it. */
export function collectOfPrimitive(primitive: Primitive, side: Side, forWhom: Resource, list: Colocation[]): void {
  if (primitive !== forWhom) {
    insertExplicit(list, primitive, side);
    return;
  }
  appendAll(list, ownList(primitive, side), side);
  if (primitive.parent !== null) collectLinked(primitive.parent, side, primitive, list);
}

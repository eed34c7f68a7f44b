// Whether a resource can be told to move while it runs.

import type { Node } from "../../model/node.ts";
import { hasFlag, ResourceFlag, type Primitive } from "../../model/resource.ts";

/** True if a resource that is to move from one node to another may do so while it runs. */
export function migrationAllowed(primitive: Primitive, source: Node, target: Node): boolean {
  const able = ResourceFlag.Migratable | ResourceFlag.Managed;
  return (
    (primitive.flags & able) === able &&
    !hasFlag(primitive, ResourceFlag.Failed | ResourceFlag.StartPending) &&
    !source.unclean &&
    !target.unclean
  );
}

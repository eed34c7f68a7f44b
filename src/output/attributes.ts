import type { NodeAttribute, NodeStatus } from "../index.ts";

/** The attributes worth showing: those that the cluster does not keep for itself. */
export function shownAttributes(node: NodeStatus): readonly NodeAttribute[] {
  return node.attributes.filter(({ internal }) => !internal);
}

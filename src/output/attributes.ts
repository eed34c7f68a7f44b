import type { NodeAttribute, NodeStatus } from "../index.ts";

const hidden = ["fail-count", "last-failure", "shutdown", "terminate", "standby", "#"];

/** The attributes worth showing: those that the cluster does not keep for itself. */
export function shownAttributes(node: NodeStatus): readonly NodeAttribute[] {
  return node.attributes.filter(({ name }) => !hidden.some((prefix) => name.startsWith(prefix)));
}

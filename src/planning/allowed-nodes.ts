import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import { listSort } from "../tables/list-sort.ts";
import { compareNames } from "../values/names.ts";

/** The nodes in a resource's table by name, whatever the scores: relations are numbered in this order. */
export function sortedAllowedNodes(resource: Resource): Node[] {
  const nodes = resource.allowedNodes.listed().map((entry) => entry.node);
  return listSort(nodes, (a, b) => compareNames(a.name, b.name));
}

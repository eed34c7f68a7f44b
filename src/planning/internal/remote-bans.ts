import { isPacemakerRemote, type Node } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import type { ScoreCause } from "../../model/scores.ts";

/** Why scores change here. */
export const structural: ScoreCause = Object.freeze({ kind: "structure" });

/**
 * The Pacemaker Remote nodes in a resource's table. One without connection resource, left over in the configuration, does
 * not count (observed).
 */
export function connectedNodes(resource: Resource): Node[] {
  const result: Node[] = [];
  for (const entry of resource.allowedNodes.raw()) {
    if (entry === undefined) continue;
    if (isPacemakerRemote(entry.node) && entry.node.connection !== null) result.push(entry.node);
  }
  return result;
}

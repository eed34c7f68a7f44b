import type { Node } from "../model/node.ts";
import type { Run } from "../run.ts";

/**
 * Applies startup fencing: until a status entry is found a node counts as unclean, if unseen nodes are to be fenced. A
 * Pacemaker Remote node without connection is left alone, so that stale entries of such nodes are never fenced.
 */
export function applyStartupFencing(run: Run, node: Node): void {
  if (node.type === "remote" && node.connection === null) return;
  node.unclean = run.cluster.startupFencing;
}

import type { Node } from "../model/node.ts";
import type { Run } from "../run.ts";
import { asciiLower } from "../values/text.ts";

/** The node of that name, ignoring case; of several the one listed first. */
export function findNodeByName(run: Run, name: string): Node | null {
  return run.cluster.nodesByName.get(asciiLower(name)) ?? null;
}

/** The node of that ID, ignoring case; of several the one listed first. */
export function findNodeById(run: Run, id: string): Node | null {
  const found = run.cluster.nodesById.get(asciiLower(id));
  if (found === undefined) return null;
  if (found.length === 1) return found[0]!;
  return run.cluster.nodes.find((node) => found.includes(node)) ?? null;
}

/** The node of that ID or, failing that, of that name. */
export function findNode(run: Run, id: string | undefined, name: string | undefined): Node | null {
  const byId = id === undefined ? null : findNodeById(run, id);
  if (byId !== null || name === undefined) return byId;
  return findNodeByName(run, name);
}

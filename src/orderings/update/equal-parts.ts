import type { Action } from "../../actions/action.ts";
import { firstAction } from "../../actions/find.ts";
import type { Node } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import type { Propagation } from "../propagation.ts";

/**
 * Of each part that has one, in order, the newest action with the task of a collective's action (on the node, if given).
 * What is found in the children of a group or clone is kept.
 */
export function equalParts(
  state: Propagation,
  action: Action,
  parts: readonly Resource[],
  node: Node | null,
): readonly Action[] {
  if (node !== null || parts !== action.resource?.children) return findParts(parts, action.task, node);
  return (state.caches.equalParts[action.id] ??= findParts(parts, action.task, null));
}

function findParts(parts: readonly Resource[], task: string, node: Node | null): Action[] {
  const found: Action[] = [];
  for (const part of parts) {
    const action = firstAction(part, task, node);
    if (action !== null) found.push(action);
  }
  return found;
}

// The actions of parts that an action of a collective resource looks at.

import type { Action } from "../../actions/action.ts";
import { actionsWithTask, firstAction } from "../../actions/find.ts";
import type { Node } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import type { Propagation } from "../propagation.ts";

const none: readonly Action[] = Object.freeze([]);

/** Of each part, in order, the newest action with the task. While propagation is under way that is kept, per action. */
export function partActions(
  parts: readonly Resource[],
  task: string,
  action: Action,
  state: Propagation | null,
): readonly (Action | null)[] {
  if (state === null) return newestOf(parts, task);
  return (state.caches.parts[action.id] ??= newestOf(parts, task));
}

function newestOf(parts: readonly Resource[], task: string): (Action | null)[] {
  return parts.map((part) => firstAction(part, task, null));
}

/** The same for primitives, and only as far as their actions are on the node; those without are passed over. */
export function partActionsOn(
  parts: readonly Resource[],
  task: string,
  action: Action,
  node: Node,
  state: Propagation | null,
): readonly Action[] {
  const byNode = state === null ? newestByNode(parts, task) : (state.caches.partsByNode[action.id] ??= newestByNode(parts, task));
  return byNode.get(node) ?? none;
}

function newestByNode(parts: readonly Resource[], task: string): ReadonlyMap<Node, readonly Action[]> {
  const byNode = new Map<Node, Action[]>();
  for (const part of parts) {
    const seen = new Set<Node>();
    const actions = actionsWithTask(part, task);
    for (let i = actions.length - 1; i >= 0; i--) {
      const action = actions[i]!;
      if (action.node === null || seen.has(action.node)) continue;
      seen.add(action.node);
      const list = byNode.get(action.node);
      if (list === undefined) byNode.set(action.node, [action]);
      else list.push(action);
    }
  }
  return byNode;
}

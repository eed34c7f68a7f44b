// Finds the actions of a resource, by key or by task, through the indexes that hang on the resource.
//
// Order   indexes list actions in order of creation; "all matching" gives the oldest first, "first" gives the newest
// Traps   keys and tasks are compared without regard to case; {@link findActions} gives an action without node the node
//         that is asked for (observed: a forced restart is requested without node, and taken over by the start proper)

import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import { asciiLower } from "../values/text.ts";
import type { Action } from "./action.ts";

const none: readonly Action[] = Object.freeze([]);

/**
 * All actions with the key, oldest first. With a node, only those there; an action that has no node yet is moved to
 * that node, and counts. Without a node the result is the index's own list: it grows when actions are requested.
 */
export function findActions(resource: Resource, key: string, node: Node | null): readonly Action[] {
  const list = indexed(resource.actionsByKey, key);
  if (list === undefined) return none;
  return node === null ? list : claim(list, node);
}

/** Those of a list that are on the node or have none, which is then set. */
export function claim(list: readonly Action[], node: Node): readonly Action[] {
  const result: Action[] = [];
  for (const action of list) {
    action.node ??= node;
    if (action.node === node) result.push(action);
  }
  return result;
}

/** All actions with the key that are on the node, oldest first; none without a node. */
export function findExactActions(resource: Resource, key: string, node: Node | null): readonly Action[] {
  const list = indexed(resource.actionsByKey, key);
  if (list === undefined || node === null) return none;
  return list.filter((action) => action.node === node);
}

/** The newest action with the task (on the node, if given), if there is one. */
export function firstAction(resource: Resource, task: string, node: Node | null): Action | null {
  return newest(indexed(resource.actionsByTask, task), node);
}

/** The newest action with the key (on the node, if given), if there is one. */
export function firstActionByKey(resource: Resource, key: string, node: Node | null): Action | null {
  return newest(indexed(resource.actionsByKey, key), node);
}

/** All actions with the task on whatever node, oldest first; the index's own list. */
export function actionsWithTask(resource: Resource, task: string): readonly Action[] {
  return indexed(resource.actionsByTask, task) ?? none;
}

/** Looks a name up in an index by lower-cased names. Most names are in lower case, so that is tried first. */
function indexed(index: ReadonlyMap<string, Action[]>, name: string): readonly Action[] | undefined {
  const list = index.get(name);
  if (list !== undefined) return list;
  const lower = asciiLower(name);
  return lower === name ? undefined : index.get(lower);
}

function newest(list: readonly Action[] | undefined, node: Node | null): Action | null {
  if (list === undefined) return null;
  for (let i = list.length - 1; i >= 0; i--) {
    const action = list[i]!;
    if (node === null || action.node === node) return action;
  }
  return null;
}

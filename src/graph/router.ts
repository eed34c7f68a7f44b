// Which cluster node carries out an action on a Pacemaker Remote node: the one that has the connection at that time.

import type { Action } from "../actions/action.ts";
import { isPacemakerRemote, type Node } from "../model/node.ts";
import { currentNode } from "../resources/state/current-node.ts";
import { asciiLower } from "../values/text.ts";

const beforeMove: ReadonlySet<string> = new Set(["cancel", "stop", "demote", "migrate_from", "migrate_to"]);

/** The cluster node that an action on a Pacemaker Remote node is sent to; `null` for all other actions. */
export function routerOf(action: Action): Node | null {
  const connection = action.node !== null && isPacemakerRemote(action.node) ? action.node.connection : null;
  if (connection === null || action.task === "stonith") return null;
  const began = currentNode(connection);
  const ended = connection.assignedNode?.node ?? null;
  if (began === null) return ended;
  if (ended === null || began === ended) return began;
  const migrating = connection.launcher === null && connection.partialMigrationTarget !== null;
  const task = action.task === "notify" ? (action.meta.get("notify_operation") ?? action.task) : action.task;
  return beforeMove.has(asciiLower(task)) && !migrating ? began : ended;
}

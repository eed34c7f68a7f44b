import type { Action } from "../actions/action.ts";
import { hasFlag, ResourceFlag } from "../model/resource.ts";
import { findNodeByName } from "../nodes/find.ts";
import type { Node } from "../model/node.ts";
import type { Run } from "../run.ts";

/** The IDs of the nodes that are gone once the action is done; `null` for an action that takes none down. */
export function nodesTakenDown(run: Run, action: Action): string[] | null {
  const { node, resource, task } = action;
  if (node === null) return null;
  if (task === "do_shutdown") return [node.id];
  if (task === "stonith") {
    const operation = action.meta.get("stonith_action");
    return operation === "off" || operation === "reboot" ? [node.id, ...guestsOn(run, node)] : null;
  }
  const disconnects = task === "stop" && resource !== null && hasFlag(resource, ResourceFlag.RemoteConnection);
  return disconnects && !isAfterMigration(action) ? [resource.id] : null;
}

function guestsOn(run: Run, node: Node): string[] {
  if (!run.cluster.haveRemoteNodes) return [];
  const ids: string[] = [];
  for (const resource of node.running) {
    if (!hasFlag(resource, ResourceFlag.RemoteConnection) || resource.launcher === null) continue;
    const guest = findNodeByName(run, resource.id);
    if (guest !== null) ids.push(guest.id);
  }
  return ids;
}

/** True for a stop that merely ends a migration; the connection then lives on elsewhere. */
function isAfterMigration(action: Action): boolean {
  const id = action.resource?.id;
  return action.before.some(({ action: first }) => first.task === "migrate_from" && first.resource?.id === id);
}

// Says in one line per resource what the transition does with it, from the actions that were planned.
//
// Reads   actions and roles after orderings were applied, before the graph is made
// Writes  actions without node get the one that they are looked for on (observed);
//         an active resource whose role was lowered to Stopped while planning counts as Started again (observed)
// Order   fencing newest first, then resources in list order; in bundles IP, container, connection, instance

import { findActions } from "../actions/find.ts";
import { ActionFlag, actionIs, type Action } from "../actions/action.ts";
import { keyOf } from "../actions/key.ts";
import { isGuestNode, type Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Bundle, type Primitive, type Resource } from "../model/resource.ts";
import { countActive, currentNode } from "../resources/state/current-node.ts";
import type { Run } from "../run.ts";
import { Role, roleName } from "../values/role.ts";
import { byVariant } from "../variants.ts";
import type { RoleName } from "./cluster-status.ts";

/** A node that is fenced or shut down. */
export interface NodeAction {
  /** `Fence (reboot)`, `Shutdown` ... */
  readonly task: string;
  readonly node: string;
  /** Guest nodes: ID of the resource that the node lives in. */
  readonly launcher: string | null;
  readonly reason: string | null;
}

export type Verb =
  | "Start"
  | "Stop"
  | "Restart"
  | "Recover"
  | "Move"
  | "Migrate"
  | "Promote"
  | "Demote"
  | "Re-promote"
  | "Reload";

/** What happens to one primitive. */
export interface ResourceChange {
  readonly verb: Verb;
  readonly resource: string;
  /** Role now, and after the transition. */
  readonly role: RoleName;
  readonly nextRole: RoleName;
  /** Names of the node that it leaves (or acts on), and of the one that it goes to. */
  readonly from: string | null;
  readonly to: string | null;
  /** Why, as text after "due to". */
  readonly reason: string | null;
  /** It should happen but cannot. */
  readonly blocked: boolean;
}

/** The transition in words. */
export interface Summary {
  readonly nodes: readonly NodeAction[];
  readonly resources: readonly ResourceChange[];
}

/** Sums up what has been planned. */
export function summarize(run: Run): Summary {
  const changes: ResourceChange[] = [];
  for (const resource of run.cluster.resources) summarizeResource(resource, changes);
  return Object.freeze({ nodes: Object.freeze(nodeActions(run)), resources: Object.freeze(changes) });
}

function nodeActions(run: Run): NodeAction[] {
  const result: NodeAction[] = [];
  for (let i = run.actions.length - 1; i >= 0; i--) {
    const action = run.actions[i]!;
    if (action.resource !== null || action.node === null || actionIs(action, ActionFlag.Optional)) continue;
    const task = nodeTask(action);
    if (task === null) continue;
    const { node } = action;
    const launcher = isGuestNode(node) ? node.connection!.launcher!.id : null;
    result.push(Object.freeze({ task, node: node.name, launcher, reason: action.reason }));
  }
  return result;
}

function nodeTask(action: Action): string | null {
  if (action.task === "do_shutdown") return "Shutdown";
  return action.task === "stonith" ? `Fence (${action.meta.get("stonith_action") ?? ""})` : null;
}

const summarizeResource: (resource: Resource, changes: ResourceChange[]) => void = byVariant<[ResourceChange[]], void>({
  primitive: summarizePrimitive,
  group: summarizeChildren,
  clone: summarizeChildren,
  bundle: summarizeBundle,
});

function summarizeChildren(resource: Resource, changes: ResourceChange[]): void {
  for (const child of resource.children) summarizeResource(child, changes);
}

function summarizeBundle(resource: Bundle, changes: ResourceChange[]): void {
  for (const { ip, container, remote, child } of resource.replicas) {
    for (const part of [ip, container, remote, child]) if (part !== null) summarizePrimitive(part, changes);
  }
}

/** The actions that decide what is said about a primitive. */
interface Actions {
  readonly start: Action | null;
  readonly stop: Action | null;
  readonly promote: Action | null;
  readonly demote: Action | null;
}

/** One line before its texts are looked up: the action whose runnability counts, and the one whose reason is given. */
interface Line {
  readonly verb: Verb;
  readonly from: Node | null;
  readonly to: Node | null;
  readonly shown: Action | null;
  readonly because?: Action | null;
}

function summarizePrimitive(resource: Primitive, changes: ResourceChange[]): void {
  const next = resource.assignedNode?.node ?? null;
  const current = currentNode(resource);
  if (current !== null && resource.originalRole === Role.Stopped) resource.originalRole = Role.Started;
  if (current === null && hasFlag(resource, ResourceFlag.Removed)) return;
  if (!hasFlag(resource, ResourceFlag.Managed) || (current === null && next === null)) return;
  const actions = actionsOf(resource, current, next);
  const lines =
    resource.originalRole === resource.nextRole
      ? sameRole(resource, actions, current, next)
      : otherRole(resource, actions, current, next);
  for (const line of lines) changes.push(publishLine(resource, line));
}

function publishLine(resource: Primitive, line: Line): ResourceChange {
  const { verb, from, to, shown } = line;
  return Object.freeze({
    verb,
    resource: resource.id,
    role: roleName(resource.originalRole) as RoleName,
    nextRole: roleName(resource.nextRole) as RoleName,
    from: from?.name ?? null,
    to: to?.name ?? null,
    reason: (line.because ?? shown)?.reason ?? null,
    blocked: shown !== null && !actionIs(shown, ActionFlag.Runnable),
  });
}

function actionsOf(resource: Primitive, current: Node | null, next: Node | null): Actions {
  const find = (task: string, node: Node | null): Action | null => findOldest(resource, task, node);
  const start = find("start", next);
  const startable = start !== null && actionIs(start, ActionFlag.Runnable);
  let stop = find("stop", startable ? current : null);
  if (stop === null && hasFlag(resource, ResourceFlag.StopUnexpected) && countActive(resource).all > 1) {
    stop = find("stop", null);
  }
  return {
    start,
    stop,
    promote: find("promote", next),
    demote: find("demote", next),
  };
}

/** The oldest action on the node, or without one, which it then gets; on whatever node if none is given. */
function findOldest(resource: Primitive, task: string, node: Node | null): Action | null {
  return findActions(resource, keyOf(resource, task), node)[0] ?? null;
}

function isRequired(action: Action | null): boolean {
  return action !== null && !actionIs(action, ActionFlag.Optional);
}

function isRunnable(action: Action | null): boolean {
  return action !== null && actionIs(action, ActionFlag.Runnable);
}

function sameRole(resource: Primitive, actions: Actions, current: Node | null, next: Node | null): readonly Line[] {
  const { start, stop, promote, demote } = actions;
  if (next === null) return [];
  const migrate = findOldest(resource, "migrate_from", next);
  const failed = hasFlag(resource, ResourceFlag.Failed);
  const moving = current !== null && current !== next;
  if (isRunnable(migrate) && current !== null) return [{ verb: "Migrate", from: current, to: next, shown: start }];
  if (hasFlag(resource, ResourceFlag.Reloading)) return [{ verb: "Reload", from: current, to: next, shown: start }];
  if (!isRequired(start)) {
    if (!isRequired(promote) || !isRequired(demote)) return [];
    return [{ verb: "Re-promote", from: current, to: next, shown: promote, because: demote }];
  }
  if (!isRunnable(start)) {
    return [{ verb: "Stop", from: current, to: null, shown: stop, because: withReason(stop, start) }];
  }
  if (moving) return [{ verb: failed ? "Recover" : "Move", from: current, to: next, shown: stop }];
  if (failed) return [{ verb: "Recover", from: current, to: null, shown: stop }];
  return [{ verb: "Restart", from: current, to: next, shown: start }];
}

function otherRole(resource: Primitive, actions: Actions, current: Node | null, next: Node | null): readonly Line[] {
  const { start, stop, promote, demote } = actions;
  const { originalRole, nextRole } = resource;
  if (stop !== null && (nextRole === Role.Stopped || (start !== null && !isRunnable(start)))) {
    return resource.activeNodes.map((node) => {
      const stopHere = findOldest(resource, "stop", node);
      return { verb: "Stop", from: node, to: null, shown: stopHere, because: withReason(stopHere, start) };
    });
  }
  const moving = current !== null && next !== null && current !== next;
  if (stop !== null && hasFlag(resource, ResourceFlag.Failed) && hasFlag(resource, ResourceFlag.StopIfFailed)) {
    return [{ verb: "Recover", from: current, to: next, shown: stop, because: start }];
  }
  if (moving) return [{ verb: "Move", from: current, to: next, shown: stop }];
  if (hasFlag(resource, ResourceFlag.Reloading)) return [{ verb: "Reload", from: current, to: next, shown: start }];
  if (isRequired(stop)) return [{ verb: "Restart", from: current, to: next, shown: start }];
  if (originalRole === Role.Promoted) return [{ verb: "Demote", from: current, to: next, shown: demote }];
  if (nextRole === Role.Promoted) return [{ verb: "Promote", from: current, to: next, shown: promote }];
  if (originalRole === Role.Stopped && nextRole > Role.Stopped) {
    return [{ verb: "Start", from: current, to: next, shown: start }];
  }
  return [];
}

/** The action itself if it has a reason, else the other one. */
function withReason(action: Action | null, other: Action | null): Action | null {
  return action === null || action.reason !== null ? action : other;
}

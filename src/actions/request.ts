// Finds or creates an action. All code that needs one asks here, and the same object is returned each time.
//
// Order   an ID is taken exactly when an action is created; new actions go to the end of the run's and the resource's list
// Traps   a request can change an existing action: its optionality, its node if it had none, and, since runnability is
//         decided at every request, whether it can run and its reason. Callers that want it unrunnable, or want a
//         reason, set that after the last request

import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { cacheOf, type Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { operationKey, parseOperationKey } from "../values/operation-key.ts";
import { Role } from "../values/role.ts";
import { asciiLower, equalsIgnoreCase } from "../values/text.ts";
import type { XmlElement } from "../xml/element.ts";
import { ActionFlag, actionIs, OnFail, type Action } from "./action.ts";
import { keyOf } from "./key.ts";
import { operationMeta } from "./meta.ts";
import { onFailOf, roleAfterFailure } from "./on-fail.ts";
import { operationParameters } from "./operation-parameters.ts";
import { findOperation } from "./operation.ts";
import { updateRunnable } from "./runnable.ts";

/**
 * Finds or creates an action. An action that exists is taken whatever its task, and if it has no node it gets the one
 * that is asked for; `optional` false makes it required, `true` leaves it as it is.
 */
export function requestAction(
  run: Run,
  resource: Resource | null,
  key: string,
  task: string,
  node: Node | null,
  optional: boolean,
): Action {
  const index = resource === null ? unowned(run) : resource.actionsByKey;
  const lowerKey = asciiLower(key);
  const action =
    oldest(index.get(lowerKey), node) ??
    (resource === null
      ? createUnowned(run, index, lowerKey, key, task, node, optional)
      : createOwned(run, resource, lowerKey, key, task, node, optional));

  applyOptionality(action, optional);
  if (resource !== null) {
    evaluateParameters(run, resource, action);
    updateRunnable(run, resource, action);
  }
  return action;
}

/** {@link requestAction} with the key made from resource, task and interval (milliseconds). */
export function requestOperation(
  run: Run,
  resource: Resource,
  task: string,
  interval: number,
  node: Node | null,
  optional: boolean,
): Action {
  const key = interval === 0 ? keyOf(resource, task) : operationKey(resource.id, task, interval);
  return requestAction(run, resource, key, task, node, optional);
}

const unownedKey = Symbol("actions without resource");

/** Actions without resource by lower-cased key, oldest first. */
function unowned(run: Run): Map<string, Action[]> {
  return cacheOf(run, unownedKey, () => new Map<string, Action[]>());
}

/** The oldest match. Actions without node get the one that is asked for. */
function oldest(list: readonly Action[] | undefined, node: Node | null): Action | null {
  if (list === undefined) return null;
  if (node === null) return list[0] ?? null;
  let found: Action | null = null;
  for (const action of list) {
    action.node ??= node;
    if (found === null && action.node === node) found = action;
  }
  return found;
}

function createUnowned(
  run: Run,
  index: Map<string, Action[]>,
  lowerKey: string,
  key: string,
  task: string,
  node: Node | null,
  optional: boolean,
): Action {
  const action = create(run, null, key, task, node, optional, {
    interval: 0,
    configuration: null,
    needs: "nothing",
    onFail: OnFail.Ignore,
    failRole: Role.Unknown,
    meta: new KeyedTable<string>(),
  });
  run.singletons.set(key, action);
  addTo(index, lowerKey, action);
  return action;
}

function createOwned(
  run: Run,
  resource: Resource,
  lowerKey: string,
  key: string,
  task: string,
  node: Node | null,
  optional: boolean,
): Action {
  const interval = intervalOf(key);
  const configuration = configurationFor(run, resource, key, task, interval);
  const meta = operationMeta(run, resource, node, task, interval, configuration);
  const onFail = onFailOf(run, resource, task, interval, meta);
  const action = create(run, resource, key, task, node, optional, {
    interval,
    configuration,
    needs: needsOf(resource, task),
    onFail,
    failRole: roleAfterFailure(resource, task, onFail),
    meta,
  });
  if (task === "lrm_delete") action.flags |= ActionFlag.OnDc;
  resource.actions.push(action);
  addTo(resource.actionsByKey, lowerKey, action);
  addTo(resource.actionsByTask, asciiLower(task), action);
  return action;
}

type Configured = Pick<Action, "interval" | "configuration" | "needs" | "onFail" | "failRole" | "meta">;

function create(
  run: Run,
  resource: Resource | null,
  key: string,
  task: string,
  node: Node | null,
  optional: boolean,
  { interval, configuration, needs, onFail, failRole, meta }: Configured,
): Action {
  const action: Action = {
    id: run.nextActionId++,
    resource,
    node,
    task,
    key,
    interval,
    configuration,
    cancelTask: null,
    reason: null,
    priority: 0,
    flags: ActionFlag.Runnable | (optional ? ActionFlag.Optional : 0),
    needs,
    onFail,
    failRole,
    meta,
    extra: null,
    runnableBefore: 0,
    requiredRunnableBefore: 0,
    before: [],
    after: [],
    afterFlags: null,
  };
  run.actions.push(action);
  return action;
}

function intervalOf(key: string): number {
  return key.endsWith("_0") ? 0 : (parseOperationKey(key)?.intervalMs ?? 0);
}

function configurationFor(
  run: Run,
  resource: Resource,
  key: string,
  task: string,
  interval: number,
): XmlElement | null {
  const found = findOperation(run, resource, task, interval, true);
  if (found !== null || !key.includes("_notify_")) return found;
  return findOperation(run, resource, "notify", 0, true);
}

function needsOf(resource: Resource, task: string): Action["needs"] {
  if (!equalsIgnoreCase(task, "start") && !equalsIgnoreCase(task, "promote")) return "nothing";
  if (hasFlag(resource, ResourceFlag.NeedsFencing)) return "fencing";
  return hasFlag(resource, ResourceFlag.NeedsQuorum) ? "quorum" : "nothing";
}

function addTo(index: Map<string, Action[]>, key: string, action: Action): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [action]);
  else list.push(action);
}

/** Gives an action of a resource another task, under which it is found from now on. */
export function changeTask(action: Action, task: string): void {
  const { resource } = action;
  if (resource !== null && action.task !== task) {
    const index = resource.actionsByTask;
    const old = index.get(asciiLower(action.task))!;
    old.splice(old.indexOf(action), 1);
    const list = index.get(asciiLower(task)) ?? [];
    // the lists keep the order of creation
    let at = list.length;
    while (at > 0 && list[at - 1]!.id > action.id) at--;
    list.splice(at, 0, action);
    index.set(asciiLower(task), list);
  }
  action.task = task;
}

/** What cannot be managed need not be done, whoever asks for it; recurring actions are an exception. */
function applyOptionality(action: Action, optional: boolean): void {
  const { resource } = action;
  const unmanaged =
    resource !== null &&
    action.node !== null &&
    !actionIs(action, ActionFlag.Pseudo) &&
    !hasFlag(resource, ResourceFlag.Managed) &&
    !action.meta.has("interval");
  if (unmanaged) action.flags |= ActionFlag.Optional;
  else if (!optional) action.flags &= ~ActionFlag.Optional;
}

/** Evaluates the parameters that the operation itself brings, once, when its node is known. */
function evaluateParameters(run: Run, resource: Resource, action: Action): void {
  const { node, configuration } = action;
  if (node === null || configuration === null || actionIs(action, ActionFlag.AttributesEvaluated)) return;
  action.extra = operationParameters(run, resource, configuration, node);
  action.flags |= ActionFlag.AttributesEvaluated;
}

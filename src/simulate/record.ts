// Records the result of an operation as the entry that a cluster would have in its history.

import { digestOf, filterParameters } from "../values/digest.ts";
import { operationKey } from "../values/operation-key.ts";
import { scanInteger } from "../values/integer.ts";
import { attribute, childElements, createElement, idOf } from "../xml/element.ts";
import { putAttribute, thaw, thawChild, type MutableElement } from "./mutable.ts";

/** A result and what it is recorded with. */
export interface OperationResult {
  readonly resource: string;
  readonly task: string;
  /** Milliseconds. */
  readonly interval: number;
  readonly exitStatus: number;
  readonly expectedStatus: number;
  readonly exitReason: string;
  readonly node: string;
  /** Real time, seconds since the epoch. */
  readonly time: number;
  /** Names and values in turn of everything that the action was called with; `null` for injected results. */
  readonly parameters: readonly string[] | null;
}

const FEATURE_SET = "3.20.5";
const NO_UUID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

/** Adds a result to a resource's history, in place of the entry that it supersedes. */
export function recordResult(history: MutableElement, result: OperationResult): void {
  const callId = String(lastCallId(history) + 1);
  const task = result.task === "reload" || result.task === "reload-agent" ? "start" : result.task;
  const key = operationKey(result.resource, task, result.interval);
  const notification = task === "notify";
  const exitStatus = notification ? 0 : result.exitStatus;
  const failed = exitStatus !== result.expectedStatus;
  const ids = entryIds(result, task, key, failed && !notification);
  const transitionKey = `${callId}:-1:${result.expectedStatus}:${NO_UUID}`;
  const showsReason = ids[0] === `${result.resource}_last_failure_0`;
  const values = [
    ["operation_key", key],
    ["operation", task],
    ["crm-debug-origin", "crm_simulate"],
    ["crm_feature_set", FEATURE_SET],
    ["transition-key", transitionKey],
    ["transition-magic", `0:${exitStatus};${transitionKey}`],
    ["exit-reason", showsReason ? result.exitReason : ""],
    ["on_node", result.node],
    ["call-id", callId],
    ["rc-code", String(exitStatus)],
    ["op-status", "0"],
    ["interval", String(result.interval)],
    ["last-rc-change", String(result.time)],
    ["exec-time", "0"],
    ["queue-time", "0"],
    ...migrationValues(result),
    ...digestValues(result),
  ] as const;
  for (const id of ids) {
    const entry = requestEntry(history, id);
    for (const [name, value] of values) putAttribute(entry, name, value);
  }
}

function lastCallId(history: MutableElement): number {
  let last = 0;
  for (const entry of childElements(history)) {
    const { value } = scanInteger(attribute(entry, "call-id") ?? "");
    if (value > last) last = value;
  }
  return last;
}

/**
 * The entries that a result goes to: a failed one-time operation is both the last failure and the last operation. A
 * notification that does not say what about has no ID, and takes the place of the first entry that there is (observed).
 */
function entryIds(result: OperationResult, task: string, key: string, failed: boolean): readonly (string | null)[] {
  const { resource, interval } = result;
  if (task === "notify") {
    const type = parameter(result, "CRM_meta_notify_type");
    const operation = parameter(result, "CRM_meta_notify_operation");
    return [type === undefined || operation === undefined ? null : `${resource}_${type}_notify_${operation}_0`];
  }
  if (task === "migrate_to" || task === "migrate_from") return [key];
  if (failed) return interval === 0 ? [`${resource}_last_failure_0`, `${resource}_last_0`] : [`${resource}_last_failure_0`];
  return interval === 0 ? [`${resource}_last_0`] : [key];
}

function parameter({ parameters }: OperationResult, name: string): string | undefined {
  if (parameters === null) return undefined;
  for (let i = 0; i < parameters.length; i += 2) if (parameters[i] === name) return parameters[i + 1];
  return undefined;
}

function migrationValues(result: OperationResult): (readonly [string, string])[] {
  if (result.task !== "migrate_to" && result.task !== "migrate_from") return [];
  const values: (readonly [string, string])[] = [];
  for (const name of ["migrate_source", "migrate_target"]) {
    const value = parameter(result, `CRM_meta_${name}`);
    if (value !== undefined) values.push([name, value]);
  }
  return values;
}

function digestValues({ parameters }: OperationResult): (readonly [string, string])[] {
  if (parameters === null) return [];
  const set = new Map<string, string>();
  for (let i = 0; i < parameters.length; i += 2) set.set(parameters[i]!, parameters[i + 1]!);
  filterParameters(set);
  return [["op-digest", digestOf(set)]];
}

function requestEntry(history: MutableElement, id: string | null): MutableElement {
  const position = history.children.findIndex(
    (child) => child.kind === "element" && child.name === "lrm_rsc_op" && (id === null || idOf(child) === id),
  );
  if (position >= 0) return thawChild(history, position);
  const entry = thaw(createElement("lrm_rsc_op", id === null ? [] : ["id", id]));
  history.children.push(entry);
  return entry;
}

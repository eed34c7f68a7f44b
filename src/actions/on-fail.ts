// What a failure of an operation calls for: checks `on-fail`, reads it, and knows the defaults.
//
// Traps   the rules about `demote` look at XML attributes of `op` elements only, not at their blocks; of several promoted
//         monitors the last one decides about the demote (observed)
// Rule    Pacemaker Explained, "Failure Handling"

import { report } from "../diagnostics.ts";
import { isRemoteNode } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { findNodeByName } from "../nodes/find.ts";
import type { Run } from "../run.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import { parseInterval } from "../values/interval.ts";
import { Role } from "../values/role.ts";
import { asciiLower, equalsIgnoreCase } from "../values/text.ts";
import { attribute, type XmlElement } from "../xml/element.ts";
import { OnFail } from "./action.ts";
import { onFailDemoteNotAllowed, onFailFenceWithoutFencing, onFailInvalid, onFailNotForStop } from "./messages.ts";
import { configuredOperations } from "./operation.ts";

/** Removes `on-fail` from an operation's meta-data, or sets it, where the value is not for this operation. */
export function validateOnFail(
  run: Run,
  resource: Resource,
  task: string,
  configuration: XmlElement | null,
  meta: KeyedTable<string>,
): void {
  const value = meta.get("on-fail");
  if (task === "stop" && value !== undefined && notForStop.has(asciiLower(value))) {
    report(run, onFailNotForStop, { resource: resource.id, value });
    meta.delete("on-fail");
  } else if (task === "demote" && value === undefined) {
    const monitored = onFailOfPromotedMonitors(run, resource);
    if (monitored !== undefined) meta.set("on-fail", monitored);
  } else if (task === "lrm_delete" && (value === undefined || !equalsIgnoreCase(value, "ignore"))) {
    meta.set("on-fail", "ignore");
  } else if (value !== undefined && equalsIgnoreCase(value, "demote") && !mayDemote(configuration)) {
    const operation = configuration === null ? undefined : attribute(configuration, "name");
    report(run, onFailDemoteNotAllowed, { resource: resource.id, operation });
    meta.delete("on-fail");
  }
}

const notForStop: ReadonlySet<string> = new Set(["standby", "demote", "stop"]);

function onFailOfPromotedMonitors(run: Run, resource: Resource): string | undefined {
  let result: string | undefined;
  for (const { element, name, interval, enabled } of configuredOperations(run, resource)) {
    const value = attribute(element, "on-fail");
    if (value === undefined || !enabled || name !== "monitor" || interval === 0) continue;
    if (isForPromoted(element) && !equalsIgnoreCase(value, "demote")) result = value;
  }
  return result;
}

function mayDemote(configuration: XmlElement | null): boolean {
  if (configuration === null) return false;
  const name = attribute(configuration, "name");
  if (name === "promote") return true;
  return name === "monitor" && parseInterval(attribute(configuration, "interval")).ms > 0 && isForPromoted(configuration);
}

function isForPromoted(operation: XmlElement): boolean {
  const role = attribute(operation, "role");
  return role !== undefined && (equalsIgnoreCase(role, "Promoted") || equalsIgnoreCase(role, "Master"));
}

const responses = new Map<string, OnFail>([
  ["block", OnFail.Block],
  ["fence", OnFail.Fence],
  ["standby", OnFail.Standby],
  ["ignore", OnFail.Ignore],
  ["nothing", OnFail.Ignore],
  ["migrate", OnFail.Ban],
  ["stop", OnFail.Stop],
  ["restart", OnFail.Restart],
  ["restart-container", OnFail.RestartContainer],
  ["demote", OnFail.Demote],
]);

/** What a failure of the operation calls for; `meta` is its meta-data, with `on-fail` already validated. */
export function onFailOf(
  run: Run,
  resource: Resource,
  task: string,
  interval: number,
  meta: KeyedTable<string>,
): OnFail {
  const reset = needsRemoteReset(run, resource, task, interval);
  const managed = hasFlag(resource, ResourceFlag.Managed);
  const configured = readOnFail(run, resource, task, meta.get("on-fail"));
  if (configured !== null && (managed || !reset)) return configured;
  if (resource.launcher !== null) return OnFail.RestartContainer;
  if (reset) return managed ? OnFail.ResetRemote : OnFail.Stop;
  if (task !== "stop") return OnFail.Restart;
  return run.cluster.fencingEnabled ? OnFail.Fence : OnFail.Block;
}

function readOnFail(run: Run, resource: Resource, task: string, value: string | undefined): OnFail | null {
  if (value === undefined) return null;
  const response = responses.get(asciiLower(value));
  if (response === undefined) {
    report(run, onFailInvalid, { task, resource: resource.id, value });
    return null;
  }
  if (response === OnFail.Fence && !run.cluster.fencingEnabled) {
    report(run, onFailFenceWithoutFencing, { task, resource: resource.id });
    return OnFail.Stop;
  }
  return response === OnFail.RestartContainer && resource.launcher === null ? null : response;
}

/** True if only fencing the remote node brings back what a failure of its connection leaves in doubt. */
function needsRemoteReset(run: Run, resource: Resource, task: string, interval: number): boolean {
  if (!hasFlag(resource, ResourceFlag.RemoteConnection)) return false;
  if (task === "start" || (task === "monitor" && interval === 0)) return false;
  const node = findNodeByName(run, resource.id);
  return node !== null && isRemoteNode(node);
}

/** The role that a failure of the operation leaves; Started says nothing special. */
export function roleAfterFailure(resource: Resource, task: string, onFail: OnFail): Role {
  if (onFail === OnFail.Stop) return Role.Stopped;
  if (onFail === OnFail.ResetRemote && resource.reconnectInterval !== 0) return Role.Stopped;
  return task === "promote" ? Role.Unpromoted : Role.Started;
}

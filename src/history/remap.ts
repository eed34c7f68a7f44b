// Turns the recorded result of an operation into what it means: success, or which kind of failure.
//
// Rule    Pacemaker Explained, "Resource Agents: how the cluster interprets exit codes"; details observed
// Traps   some results change the resource's role, and forget earlier failures, while they are only being looked at

import { OnFail } from "../actions/action.ts";
import { report } from "../diagnostics.ts";
import { clearFlag, hasFlag, ResourceFlag, setFlag } from "../model/resource.ts";
import { canFence } from "../nodes/fence-need.ts";
import { ExecStatus, ResultCode } from "../values/result-code.ts";
import { Role } from "../values/role.ts";
import type { HistoryEntry } from "./entry.ts";
import { listFailure } from "./failed-operations.ts";
import { expectedResultUnknown, probeFoundActive, unknownResultFailed, unrecoverable } from "./messages.ts";
import { timeText, type Reading, type Result } from "./reading.ts";

/** Sets the result's status and code; may change the resource's role and the response to earlier failures. */
export function remapResult(reading: Reading, entry: HistoryEntry, result: Result): void {
  remapDegraded(reading, entry, result);
  if (result.maskable && (result.status !== ExecStatus.Done || result.rc !== ResultCode.NotRunning)) {
    result.status = ExecStatus.Done;
    result.rc = ResultCode.NotRunning;
  }
  switch (result.status) {
    case ExecStatus.Done:
    case ExecStatus.Error:
      break;
    case ExecStatus.NoFenceDevice:
    case ExecStatus.NoSecrets:
      result.status = ExecStatus.HardError;
      return;
    default:
      return;
  }
  if (result.expectedRc < 0) {
    result.status = ExecStatus.Error;
    report(reading.run, expectedResultUnknown, { key: entry.key, node: reading.node.name });
  } else {
    result.status = result.rc === result.expectedRc ? ExecStatus.Done : ExecStatus.Error;
  }
  remapCode(reading, entry, result);
}

/** A degraded service is a healthy one that is shown among the failures. */
function remapDegraded(reading: Reading, entry: HistoryEntry, result: Result): void {
  if (result.rc === ResultCode.Degraded) result.rc = ResultCode.Ok;
  else if (result.rc === ResultCode.DegradedPromoted) result.rc = ResultCode.Promoted;
  else return;
  const { node } = reading;
  if (!result.expired && (!node.shutdown || node.online)) listFailure(reading, entry);
}

function remapCode(reading: Reading, entry: HistoryEntry, result: Result): void {
  const { resource } = reading;
  switch (result.rc) {
    case ResultCode.Ok:
      if (result.probe && result.expectedRc === ResultCode.NotRunning) acceptProbe(reading, entry, result);
      break;
    case ResultCode.NotRunning:
      if (result.probe || result.expectedRc === result.rc || !hasFlag(resource, ResourceFlag.Managed)) {
        result.status = ExecStatus.Done;
        resource.originalRole = Role.Stopped;
        reading.onFail = OnFail.Ignore;
        resource.nextRole = Role.Unknown;
      }
      break;
    case ResultCode.Promoted:
      if (result.probe && result.expectedRc !== result.rc) acceptProbe(reading, entry, result);
      if (!result.expired || result.expectedRc === result.rc) resource.originalRole = Role.Promoted;
      break;
    case ResultCode.FailedPromoted:
      if (!result.expired) resource.originalRole = Role.Promoted;
      result.status = ExecStatus.Error;
      break;
    case ResultCode.NotConfigured:
      result.status = ExecStatus.FatalError;
      break;
    case ResultCode.Unimplemented:
      if (entry.interval > 0) {
        result.status = ExecStatus.Unsupported;
        break;
      }
      blockIfUnrecoverable(reading, entry, result);
      result.status = ExecStatus.HardError;
      break;
    case ResultCode.NotInstalled:
    case ResultCode.InvalidParameter:
    case ResultCode.InsufficientPrivileges:
      blockIfUnrecoverable(reading, entry, result);
      result.status = ExecStatus.HardError;
      break;
    default:
      // an unknown code is a failure even where it was expected
      if (result.status === ExecStatus.Done) rejectUnknown(reading, entry, result);
  }
}

/** A probe that finds the resource active has not failed. */
function acceptProbe({ run, resource, node }: Reading, entry: HistoryEntry, result: Result): void {
  result.status = ExecStatus.Done;
  const promoted = result.rc === ResultCode.Promoted;
  report(run, probeFoundActive, { resource: resource.id, node: node.name, promoted, at: timeText(run, entry) });
}

function rejectUnknown({ run, resource, node }: Reading, entry: HistoryEntry, result: Result): void {
  result.status = ExecStatus.Error;
  const task = result.probe ? "probe" : (entry.task ?? "");
  const at = timeText(run, entry);
  report(run, unknownResultFailed, { resource: resource.id, node: node.name, rc: result.rc, task, at });
}

/** After a stop that cannot work, only fencing could free the resource. */
function blockIfUnrecoverable(reading: Reading, entry: HistoryEntry, result: Result): void {
  const { run, resource, node } = reading;
  if (result.expired || entry.task !== "stop" || canFence(run, node)) return;
  report(run, unrecoverable, {
    resource: resource.id,
    node: node.name,
    id: entry.id ?? "",
    task: entry.task,
    rc: result.rc,
    reason: entry.exitReason,
    at: timeText(run, entry),
  });
  clearFlag(resource, ResourceFlag.Managed);
  setFlag(resource, ResourceFlag.Blocked);
}

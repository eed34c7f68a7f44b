// What a failed operation says about a resource, and what it calls for.
//
// Order   message, list of failed operations, severity, role, bans
// Rule    Pacemaker Explained, "Failure Response" (`on-fail`); the most severe response of all entries wins

import { OnFail } from "../actions/action.ts";
import { operationMeta } from "../actions/meta.ts";
import { onFailOf, roleAfterFailure } from "../actions/on-fail.ts";
import { findOperation } from "../actions/operation.ts";
import { report } from "../diagnostics.ts";
import { ResourceFlag, setFlag } from "../model/resource.ts";
import type { ScoreCause } from "../model/scores.ts";
import { banEverywhere, shiftEverywhere, shiftScore } from "../model/shift.ts";
import { ExecStatus, ResultCode } from "../values/result-code.ts";
import { Role } from "../values/role.ts";
import { INFINITY } from "../values/score.ts";
import type { HistoryEntry } from "./entry.ts";
import { listFailure, nameEntry } from "./failed-operations.ts";
import {
  bannedEverywhere,
  considerDiscovery,
  failureIgnored,
  failureNotIgnorable,
  fatalFailure,
  hardFailure,
  notInstalledFailure,
  probeFailureMasked,
  unexpectedResult,
} from "./messages.ts";
import { applyFailedMigrateFrom, applyFailedMigrateTo } from "./migration.ts";
import { banTarget, makeActive, timeText, type Reading, type Result } from "./reading.ts";
import { applySuccess } from "./success.ts";

interface Response {
  readonly onFail: OnFail;
  /** Started says nothing special. */
  readonly role: Role;
}

/** A probe that says that the software is not there is taken as "not running", and forbids the node. */
export function maskProbeFailure(reading: Reading, entry: HistoryEntry, result: Result): void {
  const { run, resource, node } = reading;
  report(run, probeFailureMasked, { resource: resource.id, node: node.name, rc: result.recordedRc });
  applySuccess(reading, entry, result, result.expectedRc);
  nameEntry(reading, entry);
  listFailure(reading, entry);
  shiftScore(run, banTarget(resource), node, -INFINITY, failedOperation(entry));
}

/** The agent is not installed: the node is forbidden, whatever the configured response. */
export function applyNotInstalled(reading: Reading, entry: HistoryEntry, result: Result): void {
  const { run, resource, node } = reading;
  const response = responseTo(reading, entry);
  if (response.onFail === OnFail.Ignore) {
    report(run, failureNotIgnorable, {
      resource: resource.id,
      node: node.name,
      id: entry.id ?? "",
      task: entry.task ?? "",
      status: result.status,
      rc: result.rc,
    });
    reading.onFail = OnFail.Ban;
  }
  shiftScore(run, banTarget(resource), node, -INFINITY, failedOperation(entry));
  applyFailure(reading, entry, result, response);
}

/** Any other failure: ignored if configured so, else acted upon. */
export function applyOrdinaryFailure(reading: Reading, entry: HistoryEntry, result: Result): void {
  const { run, resource, node } = reading;
  const response = responseTo(reading, entry);
  const id = entry.id ?? "";
  const exit = { rc: result.rc, reason: entry.exitReason };
  const { onFail } = response;
  if (onFail === OnFail.Ignore || (onFail === OnFail.RestartContainer && entry.task === "stop")) {
    const at = timeText(run, entry);
    report(run, failureIgnored, { resource: resource.id, node: node.name, id, ...exit, task: entry.task ?? "", at });
    applySuccess(reading, entry, result, result.expectedRc);
    nameEntry(reading, entry);
    setFlag(resource, ResourceFlag.IgnoreFailure);
    listFailure(reading, entry);
    if (onFail === OnFail.RestartContainer && reading.onFail <= OnFail.Restart) reading.onFail = onFail;
    return;
  }
  applyFailure(reading, entry, result, response);
  const target = banTarget(resource);
  if (result.status === ExecStatus.HardError) {
    const text = result.rc === ResultCode.NotInstalled ? notInstalledFailure : hardFailure;
    report(run, text, { resource: target.id, node: node.name, id, ...exit });
    shiftScore(run, target, node, -INFINITY, failedOperation(entry));
  } else if (result.status === ExecStatus.FatalError) {
    report(run, fatalFailure, { resource: target.id, id, ...exit });
    shiftEverywhere(run, target, -INFINITY, failedOperation(entry));
  }
}

/** The configured response to a failure of the entry's operation, also if that is disabled. */
function responseTo({ run, resource, node }: Reading, entry: HistoryEntry): Response {
  const task = entry.task ?? "";
  const { interval } = entry;
  const configuration = findOperation(run, resource, task, interval, true);
  const meta = operationMeta(run, resource, node, task, interval, configuration);
  const onFail = onFailOf(run, resource, task, interval, meta);
  return { onFail, role: roleAfterFailure(resource, task, onFail) };
}

function applyFailure(reading: Reading, entry: HistoryEntry, result: Result, response: Response): void {
  const { resource } = reading;
  reading.lastFailure = entry;
  // where resources run only on chosen nodes, agents may well be missing on the others
  if (reading.run.cluster.symmetric || result.rc !== ResultCode.NotInstalled) recordFailure(reading, entry, result);
  if (reading.onFail < response.onFail) reading.onFail = response.onFail;
  setRoleByTask(reading, entry, result, response.onFail);
  if (result.probe && result.rc === ResultCode.NotInstalled) resource.originalRole = Role.Stopped;
  else if (resource.originalRole < Role.Started) makeActive(resource);
  if (response.role !== Role.Started && resource.nextRole < response.role) resource.nextRole = response.role;
  if (response.role === Role.Stopped) keepStopped(reading, entry);
}

function recordFailure(reading: Reading, entry: HistoryEntry, result: Result): void {
  const { run, resource, node } = reading;
  report(run, unexpectedResult, {
    resource: resource.id,
    node: node.name,
    id: entry.id ?? "",
    what: result.probe ? "probe" : (entry.task ?? ""),
    rc: result.rc,
    reason: entry.exitReason,
    at: timeText(run, entry),
  });
  if (result.probe && !isProbeAnswer(result.rc)) report(run, considerDiscovery, { resource: resource.id, node: node.name });
  listFailure(reading, entry);
}

function isProbeAnswer(rc: number): boolean {
  return rc === ResultCode.Ok || rc === ResultCode.NotRunning || rc === ResultCode.Promoted;
}

function setRoleByTask(reading: Reading, entry: HistoryEntry, result: Result, onFail: OnFail): void {
  const { run, resource, node } = reading;
  switch (entry.task) {
    case "stop":
      shiftScore(run, resource, node, -INFINITY, failedOperation(entry));
      break;
    case "migrate_to":
      applyFailedMigrateTo(reading, entry);
      break;
    case "migrate_from":
      applyFailedMigrateFrom(reading, entry);
      break;
    case "promote":
      resource.originalRole = Role.Promoted;
      break;
    case "demote":
      if (onFail === OnFail.Block) {
        resource.originalRole = Role.Promoted;
        resource.nextRole = Role.Stopped;
      } else {
        resource.originalRole = result.rc === ResultCode.NotRunning ? Role.Stopped : Role.Unpromoted;
      }
      break;
  }
}

/** Bans the resource, or its clone if instances cannot be told apart, from all nodes. */
function keepStopped({ run, resource }: Reading, entry: HistoryEntry): void {
  const target = banTarget(resource);
  report(run, bannedEverywhere, { resource: target.id });
  banEverywhere(run, target, failedOperation(entry));
}

function failedOperation(entry: HistoryEntry): ScoreCause {
  return { kind: "failed-operation", operation: entry.key };
}

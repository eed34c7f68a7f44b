// What a successful operation says about a resource.

import { OnFail } from "../actions/action.ts";
import type { Resource } from "../model/resource.ts";
import { ResultCode } from "../values/result-code.ts";
import { Role } from "../values/role.ts";
import type { HistoryEntry } from "./entry.ts";
import { applyMigrateTo } from "./migration.ts";
import { makeActive, type Reading, type Result } from "./reading.ts";

/** Applies an entry as if it had returned `rc`, which differs from what it did return if a failure is ignored. */
export function applySuccess(reading: Reading, entry: HistoryEntry, result: Result, rc: number): void {
  if (setRole(reading, entry, result, rc)) forgetFailure(reading);
}

/** Sets the role, and tells whether earlier failures are overcome. */
function setRole(reading: Reading, entry: HistoryEntry, result: Result, rc: number): boolean {
  const { resource } = reading;
  if (rc === ResultCode.NotInstalled || result.maskable) {
    resource.originalRole = Role.Stopped;
    return false;
  }
  // the role stays: where the result really was "not running", it has been set already
  if (rc === ResultCode.NotRunning) return true;
  switch (entry.task) {
    case "monitor":
      activateIfStopped(resource);
      return reading.lastFailure !== null && reading.lastFailure.key === entry.key;
    case "start":
    case "migrate_from":
      resource.originalRole = Role.Started;
      return true;
    case "stop":
      resource.originalRole = Role.Stopped;
      return true;
    case "promote":
      resource.originalRole = Role.Promoted;
      return true;
    case "demote":
      resource.originalRole = Role.Unpromoted;
      return reading.onFail === OnFail.Demote;
    case "migrate_to":
      applyMigrateTo(reading, entry);
      return false;
    default:
      activateIfStopped(resource);
      return false;
  }
}

function activateIfStopped(resource: Resource): void {
  if (resource.originalRole < Role.Started) makeActive(resource);
}

/** Takes the response to earlier failures back, unless it is one that only a clean-up ends. */
function forgetFailure(reading: Reading): void {
  const { resource } = reading;
  switch (reading.onFail) {
    case OnFail.Stop:
    case OnFail.Ban:
    case OnFail.Standby:
    case OnFail.Fence:
      return;
    case OnFail.ResetRemote:
      if (resource.reconnectInterval > 0) return;
      break;
    case OnFail.Block:
    case OnFail.Ignore:
    case OnFail.Demote:
    case OnFail.Restart:
    case OnFail.RestartContainer:
      break;
  }
  reading.onFail = OnFail.Ignore;
  resource.nextRole = Role.Unknown;
}

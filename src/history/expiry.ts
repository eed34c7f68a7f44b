// Decides whether a recorded failure is so old that it does not count any more, and when fail counts are cleared.
//
// Rule    Pacemaker Explained, "Failure Response": `failure-timeout`; which clocks are compared is observed
// Traps   every entry is judged, successes too, and any of them can have the fail count cleared; an entry expires at its
//         time plus the timeout, a fail count one second later

import { OrderFlag } from "../actions/action.ts";
import { requestClearFailCount } from "../actions/fail-count.ts";
import { requestFenceAction } from "../actions/fence.ts";
import { linkActions } from "../actions/link.ts";
import { report } from "../diagnostics.ts";
import { findNodeByName } from "../nodes/find.ts";
import { proposeRecheck } from "../run.ts";
import { secondsOfMilliseconds } from "../values/interval.ts";
import { ExecStatus, ResultCode } from "../values/result-code.ts";
import { Role } from "../values/role.ts";
import { needsHostAddress } from "../resources/address.ts";
import { compareDigests } from "./digests.ts";
import type { HistoryEntry } from "./entry.ts";
import { failCount } from "./fail-counts.ts";
import { markExpired } from "./failed-operations.ts";
import {
  clearingWaitsForFencing,
  expiredFailureIgnored,
  expiredFailureRescheduled,
  expiryWaitsForFencing,
} from "./messages.ts";
import type { Reading, Result } from "./reading.ts";

/** Whether the result is that of a failure that has expired; may have the fail count cleared. */
export function hasExpired(reading: Reading, entry: HistoryEntry, result: Result): boolean {
  if (result.recordedStatus === ExecStatus.NotInstalled) return false;
  const { run, resource, node } = reading;
  const isLast = entry.id !== undefined && entry.id.endsWith("_last_failure_0");
  // looking at the fail count can take the timeout away from the resource
  const timeout = secondsOfMilliseconds(resource.failureTimeout);
  let expired = false;
  let unexpired = 0;
  if (timeout > 0 && entry.time !== null) {
    const { now } = run.settings;
    expired = now >= entry.time + timeout && !waitsForFencing(reading, entry, isLast);
    const effective = failCount(run, resource, node, "effective", entry);
    unexpired = effective.count;
    if (unexpired !== 0 && now < effective.last + timeout + 1) proposeRecheck(run, effective.last + timeout + 1);
  }

  let reason: string | null = null;
  if (expired) {
    const recorded = failCount(run, resource, node, "recorded", entry).count;
    if (recorded !== 0) {
      if (unexpired === 0) reason = "it expired";
      else expired = false;
    } else if (isLast && resource.reconnectInterval > 0) {
      reason = "reconnect interval is set";
    }
  }
  if (!expired && isLast && haveParametersChanged(reading, entry)) reason = "resource parameters have changed";
  if (reason !== null) clearFailCount(reading, entry, reason);
  return expired && !(result.probe && isStateReport(result.recordedRc));
}

/** A remote node has to be fenced before its connection's failures are forgotten, or it would be reconnected at once. */
function waitsForFencing({ run, resource }: Reading, entry: HistoryEntry, isLast: boolean): boolean {
  if (resource.reconnectInterval === 0 || !run.cluster.fencingEnabled) return false;
  if (entry.task !== "monitor" || entry.interval === 0) return false;
  const remote = findNodeByName(run, resource.id);
  if (remote === null || remote.remoteFenced) return false;
  if (isLast) report(run, expiryWaitsForFencing, { resource: resource.id });
  return true;
}

function haveParametersChanged({ run, resource, node }: Reading, entry: HistoryEntry): boolean {
  if (entry.task !== "start" && entry.task !== "monitor") return false;
  if (needsHostAddress(run, resource)) {
    run.deferredChecks.push({ resource, node, entry, reason: "failure" });
    return false;
  }
  const change = compareDigests(run, resource, node, entry);
  return change === "restart" || change === "mismatch";
}

function clearFailCount({ run, resource, node }: Reading, entry: HistoryEntry, reason: string): void {
  const clear = requestClearFailCount(run, resource, node, reason);
  if (!run.cluster.fencingEnabled || resource.reconnectInterval === 0) return;
  const remote = findNodeByName(run, resource.id);
  if (remote === null) return;
  report(run, clearingWaitsForFencing, { resource: resource.id, task: entry.task ?? "" });
  const fence = requestFenceAction(run, remote, null, true, null, false);
  linkActions(fence, clear, OrderFlag.FirstImpliesThen);
}

/** A probe's finding is no failure, so it does not expire. */
function isStateReport(rc: number): boolean {
  switch (rc) {
    case ResultCode.Ok:
    case ResultCode.NotRunning:
    case ResultCode.Promoted:
    case ResultCode.Degraded:
    case ResultCode.DegradedPromoted:
      return true;
    default:
      return false;
  }
}

/** Disposes of an expired result, and tells whether nothing else is to be done with the entry. */
export function disposeExpired(reading: Reading, entry: HistoryEntry, result: Result): boolean {
  const { run, resource, node } = reading;
  if (result.maskable && result.recordedRc !== result.expectedRc) {
    if (resource.originalRole <= Role.Stopped) resource.originalRole = Role.Unknown;
    return true;
  }
  if (result.rc === result.expectedRc) return false;
  const facts = { resource: resource.id, node: node.name, task: entry.task ?? "" };
  if (entry.interval === 0) {
    report(run, expiredFailureIgnored, { ...facts, id: entry.id ?? "" });
    return true;
  }
  if (!node.online || node.unclean) return false;
  report(run, expiredFailureRescheduled, { ...facts, interval: entry.interval });
  markExpired(run, entry);
  return true;
}

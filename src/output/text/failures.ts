import {
  execStatusText,
  formatCtime,
  resultCodeText,
  type Clock,
  type FailedOperationStatus,
  type NodeFailCounts,
} from "../../index.ts";
import type { LazyList, TextWriter } from "./writer.ts";

/** The fail counts of nodes that are online. */
export function writeFailCounts(
  writer: TextWriter,
  list: LazyList,
  failCounts: readonly NodeFailCounts[],
  clock: Clock,
): void {
  for (const { node, entries } of failCounts) {
    list.open();
    if (entries.length === 0) continue;
    writer.beginList(`Node: ${node}`);
    for (const { resource, migrationThreshold, failCount, lastFailure } of entries) {
      const last = lastFailure === null ? "" : ` last-failure='${formatCtime(lastFailure, clock)}'`;
      writer.item(`${resource}: migration-threshold=${migrationThreshold} fail-count=${failCount}${last}`);
    }
    writer.endList();
  }
}

/** Failed operations, except probes that failed for lack of the software. */
export function writeFailedOperations(
  list: LazyList,
  failures: readonly FailedOperationStatus[],
  clock: Clock,
): void {
  for (const failed of failures) {
    if (failed.maskedProbe || failed.resource === null) continue;
    list.item(failureLine(failed, clock));
  }
}

function failureLine(failed: FailedOperationStatus, clock: Clock): string {
  const { key, node, exitStatus, status, callId, exitReason, lastChange, queueTime, execTime } = failed;
  let text = `${key} on ${node} '${resultCodeText(exitStatus)}' (${exitStatus}): `;
  text += `call=${isGiven(callId) ? callId : "unknown"}, status='${execStatusText(status)}'`;
  if (isGiven(exitReason)) text += `, exitreason='${exitReason}'`;
  if (lastChange !== null) text += `, last-rc-change='${formatCtime(lastChange, clock)}'`;
  if (isGiven(queueTime)) text += `, queued=${queueTime}ms`;
  if (isGiven(execTime)) text += `, exec=${execTime}ms`;
  return text;
}

function isGiven(text: string | null): text is string {
  return text !== null && text !== "";
}

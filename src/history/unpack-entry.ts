// Reads one recorded operation: is it valid, has it expired, what does its result mean, what follows?

import { report, reportProblems } from "../diagnostics.ts";
import { isPacemakerRemote } from "../model/node.ts";
import { hasFlag, ResourceFlag, setFlag } from "../model/resource.ts";
import { scanInteger } from "../values/integer.ts";
import { ExecStatus } from "../values/result-code.ts";
import { parseTransitionKey } from "../values/transition-key.ts";
import type { HistoryEntry } from "./entry.ts";
import { disposeExpired, hasExpired } from "./expiry.ts";
import { applyNotInstalled, applyOrdinaryFailure, maskProbeFailure } from "./failure.ts";
import { entryWithoutId, entryWithoutOperation, invalidResult, invalidStatus } from "./messages.ts";
import { applyPending } from "./pending.ts";
import { createResult, type Reading, type Result } from "./reading.ts";
import { remapResult } from "./remap.ts";
import { applySuccess } from "./success.ts";

/** Applies an entry to the state that is being read. */
export function unpackEntry(reading: Reading, entry: HistoryEntry): void {
  const result = validResult(reading, entry);
  if (result === null) return;
  result.expired = hasExpired(reading, entry, result);
  remapResult(reading, entry, result);
  if (result.expired && disposeExpired(reading, entry, result)) return;
  if (result.maskable) {
    maskProbeFailure(reading, entry, result);
    return;
  }
  switch (result.status) {
    case ExecStatus.Pending:
      applyPending(reading, entry);
      break;
    case ExecStatus.Done:
      applySuccess(reading, entry, result, result.rc);
      break;
    case ExecStatus.NotInstalled:
      applyNotInstalled(reading, entry, result);
      break;
    case ExecStatus.Internal:
      failConnection(reading);
      applyOrdinaryFailure(reading, entry, result);
      break;
    default:
      applyOrdinaryFailure(reading, entry, result);
  }
}

/** The connection to the node was lost while the operation was to run there; a cluster node with the name of one needs none. */
function failConnection({ node }: Reading): void {
  const { connection } = node;
  if (isPacemakerRemote(node) && connection !== null && hasFlag(connection, ResourceFlag.Managed)) {
    setFlag(connection, ResourceFlag.Failed | ResourceFlag.StopIfFailed);
  }
}

/** The recorded result, `null` if the entry does not count. */
function validResult(reading: Reading, entry: HistoryEntry): Result | null {
  const { run, resource, node } = reading;
  const place = { resource: resource.id, node: node.name };
  const { id, task, statusText, rcText } = entry;
  if (id === undefined) {
    report(run, entryWithoutId, place);
    return null;
  }
  if (task === undefined) {
    report(run, entryWithoutOperation, { ...place, id });
    return null;
  }
  if (!countsForState(task)) return null;
  const status = integerIn(statusText, ExecStatus.Pending, ExecStatus.NoSecrets);
  if (status === null || status === ExecStatus.Cancelled) {
    report(run, invalidStatus, { ...place, id, value: statusText ?? "" });
    return null;
  }
  const rc = integerIn(rcText, 0, 255);
  if (rc === null) {
    report(run, invalidResult, { ...place, id, value: rcText ?? "" });
    return null;
  }
  return createResult(reading, entry, status, rc, expectedRc(reading, entry));
}

function countsForState(task: string): boolean {
  switch (task) {
    case "monitor":
    case "start":
    case "stop":
    case "promote":
    case "demote":
    case "migrate_to":
    case "migrate_from":
    case "asyncmon":
      return true;
    default:
      return false;
  }
}

function integerIn(text: string | undefined, minimum: number, maximum: number): number | null {
  if (text === undefined) return null;
  const { value, error } = scanInteger(text);
  return error === null && value >= minimum && value <= maximum ? value : null;
}

function expectedRc({ run }: Reading, entry: HistoryEntry): number {
  if (entry.transitionKey === undefined) return -1;
  const { key, problems } = parseTransitionKey(entry.transitionKey);
  reportProblems(run, problems);
  return key === null ? -1 : key.targetRc;
}

// What the recorded operations of any node say about a resource; used to judge migrations, which involve two nodes.
//
// Traps   the resource is looked for under its instance ID; "the operation" exists only if exactly one entry matches

import type { Run } from "../run.ts";
import { parseInt32 } from "../values/integer.ts";
import { ExecStatus, ResultCode } from "../values/result-code.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { attribute } from "../xml/element.ts";
import type { HistoryEntry } from "./entry.ts";
import { compareEntries } from "./order.ts";
import { historyOf, recordedEntries, resourceEntries } from "./status-index.ts";

/** Names of the nodes that a migration goes from and to. */
export interface MigrationNodes {
  readonly source: string;
  readonly target: string;
}

/** The arrival on the target that was recorded there for a migration. */
export function findMigrateFrom(run: Run, resourceId: string, nodes: MigrationNodes): HistoryEntry | null {
  return onlyEntry(run, resourceId, nodes.target, "migrate_from", "migrate_source", nodes.source);
}

/** The departure that was recorded on the source for a migration. */
export function findMigrateTo(run: Run, resourceId: string, nodes: MigrationNodes): HistoryEntry | null {
  return onlyEntry(run, resourceId, nodes.source, "migrate_to", "migrate_target", nodes.target);
}

function onlyEntry(
  run: Run,
  resourceId: string,
  nodeName: string,
  task: string,
  peerAttribute: string | null,
  peer: string | null,
): HistoryEntry | null {
  let found: HistoryEntry | null = null;
  for (const entry of recordedEntries(run, nodeName, resourceId)) {
    if (entry.task !== task) continue;
    if (peerAttribute !== null && attribute(entry.element, peerAttribute) !== peer) continue;
    if (found !== null) return null;
    found = entry;
  }
  return found;
}

/** True if an operation was carried out and returned `rc`. */
export function endedWith(entry: HistoryEntry, rc: number): boolean {
  return parseInt32(entry.rcText, -1) === rc && parseInt32(entry.statusText, ExecStatus.Error) === ExecStatus.Done;
}

/** True if no result of any operation of the resource was recorded on the node. */
export function isStateUnknown(run: Run, resourceId: string, nodeName: string): boolean {
  const pending = String(ResultCode.Unknown);
  return !recordedEntries(run, nodeName, resourceId).some(
    (entry) => entry.rcText !== undefined && entry.rcText !== pending,
  );
}

/** True if the resource was started, stopped or migrated on the node after an entry was made. */
export function hasNewerOperation(run: Run, resourceId: string, nodeName: string, than: HistoryEntry): boolean {
  const elements = resourceEntries(run, nodeName, resourceId);
  if (elements.length !== 1) return false;
  for (const entry of historyOf(run, elements[0]!).entries) {
    if (entry === than || !movesResource(entry.task)) continue;
    if (compareEntries(run, entry, than) > 0) return true;
  }
  return false;
}

function movesResource(task: string | undefined): boolean {
  return task === "start" || task === "stop" || task === "migrate_to" || task === "migrate_from";
}

/** True if the node recorded, after a migration, what the resource's state there was then. */
export function hasNewerState(
  run: Run,
  resourceId: string,
  nodeName: string,
  nodes: MigrationNodes,
  migrateTo: HistoryEntry | null,
  migrateFrom: HistoryEntry | null,
): boolean {
  const onSource = equalsIgnoreCase(nodeName, nodes.source);
  const than = migrateTo !== null && (migrateFrom === null || onSource) ? migrateTo : migrateFrom;
  if (than === null) return false;
  if (hasNewerOperation(run, resourceId, nodeName, than)) return true;
  const monitor = onlyEntry(run, resourceId, nodeName, "monitor", null, null);
  return monitor !== null && endedWith(monitor, ResultCode.NotRunning) && compareEntries(run, monitor, than) > 0;
}

// What the halves of a live migration, `migrate_to` on the source and `migrate_from` on the target, say about a resource.
//
// Order   the other node is recorded as active before the node whose history is read
// Rule    Pacemaker Explained, "Migrating Resources"; which record outdates which is observed

import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import { clearFlag, ResourceFlag, setFlag, type Resource } from "../model/resource.ts";
import { findNodeByName } from "../nodes/find.ts";
import { recordActive } from "../resources/active.ts";
import type { Run } from "../run.ts";
import { parseInt32 } from "../values/integer.ts";
import { ExecStatus, ResultCode } from "../values/result-code.ts";
import { Role } from "../values/role.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { attribute } from "../xml/element.ts";
import type { HistoryEntry } from "./entry.ts";
import { migrationNodeMismatch, migrationNodesMissing } from "./messages.ts";
import type { Reading } from "./reading.ts";
import {
  endedWith,
  findMigrateFrom,
  findMigrateTo,
  hasNewerOperation,
  hasNewerState,
  isStateUnknown,
  type MigrationNodes,
} from "./status-query.ts";

/** A departure that succeeded: how far did the rest of the migration get? */
export function applyMigrateTo(reading: Reading, entry: HistoryEntry): void {
  const { run, resource, node } = reading;
  const nodes = migrationNodes(reading, entry, "source");
  if (nodes === null) return;
  const { id } = resource;

  const sourceNewer = hasNewerOperation(run, id, nodes.source, entry);
  const migrateFrom = findMigrateFrom(run, id, nodes);
  if (migrateFrom !== null && sourceNewer) return;
  const targetNewer = hasNewerState(run, id, nodes.target, nodes, entry, migrateFrom);
  if (sourceNewer && targetNewer) return;

  const arrivalStatus = migrateFrom === null ? null : parseInt32(migrateFrom.statusText, ExecStatus.Pending);
  if (
    migrateFrom !== null &&
    arrivalStatus === ExecStatus.Done &&
    parseInt32(migrateFrom.rcText, ResultCode.Ok) === ResultCode.Ok
  ) {
    // only the stop on the source is missing
    resource.originalRole = Role.Stopped;
    resource.danglingMigrationSources.unshift(node);
    return;
  }

  resource.originalRole = Role.Started;
  const target = onlineNode(run, nodes.target);
  const activeOnTarget = !targetNewer && target !== null;
  if (arrivalStatus !== null && arrivalStatus !== ExecStatus.Pending) {
    if (activeOnTarget) recordActive(run, resource, target, true);
    else failMigration(resource);
    return;
  }

  // the arrival is in progress, never began, or its record was erased
  if (target !== null && isStateUnknown(run, id, nodes.target)) return;
  if (activeOnTarget) {
    recordActive(run, resource, target, false);
    const source = onlineNode(run, nodes.source);
    if (source !== null) {
      resource.partialMigrationTarget = target;
      resource.partialMigrationSource = source;
    }
  } else if (!sourceNewer) {
    failMigration(resource);
  }
}

/** A departure that failed: the resource may be on either node, or on both. */
export function applyFailedMigrateTo(reading: Reading, entry: HistoryEntry): void {
  const { run, resource, node } = reading;
  const nodes = migrationNodes(reading, entry, "source");
  if (nodes === null) return;
  resource.originalRole = Role.Started;
  const migrateFrom = successful(findMigrateFrom(run, resource.id, nodes));
  if (
    !isStateUnknown(run, resource.id, nodes.target) &&
    !hasNewerState(run, resource.id, nodes.target, nodes, entry, migrateFrom)
  ) {
    const target = onlineNode(run, nodes.target);
    if (target !== null) recordActive(run, resource, target, false);
  } else if (!hasNewerOperation(run, resource.id, nodes.source, entry)) {
    resource.danglingMigrationSources.unshift(node);
  }
}

/** An arrival that failed: the resource may still be on the source. */
export function applyFailedMigrateFrom(reading: Reading, entry: HistoryEntry): void {
  const { run, resource } = reading;
  const nodes = migrationNodes(reading, entry, "target");
  if (nodes === null) return;
  resource.originalRole = Role.Started;
  const migrateTo = successful(findMigrateTo(run, resource.id, nodes));
  if (
    !isStateUnknown(run, resource.id, nodes.source) &&
    !hasNewerState(run, resource.id, nodes.source, nodes, migrateTo, entry)
  ) {
    const source = onlineNode(run, nodes.source);
    if (source !== null) recordActive(run, resource, source, true);
  }
}

/** The nodes that an entry names, if it names both and the one whose history it is in. */
function migrationNodes(reading: Reading, entry: HistoryEntry, own: "source" | "target"): MigrationNodes | null {
  const { run, node } = reading;
  const source = attribute(entry.element, "migrate_source");
  const target = attribute(entry.element, "migrate_target");
  const id = entry.id ?? "";
  if (source === undefined || target === undefined) {
    report(run, migrationNodesMissing, { id });
    return null;
  }
  const name = own === "source" ? source : target;
  if (!equalsIgnoreCase(name, node.name)) {
    report(run, migrationNodeMismatch, { id, attribute: `migrate_${own}`, name, node: node.name });
    return null;
  }
  return { source, target };
}

function successful(entry: HistoryEntry | null): HistoryEntry | null {
  return entry !== null && endedWith(entry, ResultCode.Ok) ? entry : null;
}

function onlineNode(run: Run, name: string): Node | null {
  const node = findNodeByName(run, name);
  return node !== null && node.online ? node : null;
}

function failMigration(resource: Resource): void {
  setFlag(resource, ResourceFlag.Failed | ResourceFlag.StopIfFailed);
  clearFlag(resource, ResourceFlag.Migratable);
}

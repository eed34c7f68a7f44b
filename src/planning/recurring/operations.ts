// Which of the operations that a resource configures can recur.
//
// Order   document order; of several objections to an entry only the first is raised
// Rule    Pacemaker Explained, "Resource Operations"

import { configuredOperations, type ConfiguredOperation } from "../../actions/operation.ts";
import { report, reportProblems } from "../../diagnostics.ts";
import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { deprecatedRole, parseRole, Role } from "../../values/role.ts";
import { attribute, idOf } from "../../xml/element.ts";
import { operationCannotRecur, operationDuplicate, operationRoleInvalid, operationWithoutId } from "../messages.ts";

/** An operation that is to be repeated. */
export interface RecurringOperation {
  readonly id: string;
  readonly name: string;
  /** Milliseconds, greater than 0. */
  readonly interval: number;
  /** The role in which it is wanted; Unknown if it is wanted whenever the resource is active and not promoted. */
  readonly role: Role;
}

const once: ReadonlySet<string> = new Set([
  "stop",
  "start",
  "demote",
  "promote",
  "reload-agent",
  "migrate_to",
  "migrate_from",
]);

/**
 * The operations of a resource that recur. What is wrong with the others is reported each time this is asked, between
 * what comes of those around them.
 */
export function* recurringOperations(run: Run, resource: Resource): Generator<RecurringOperation> {
  const configured = configuredOperations(run, resource);
  let duplicates: Duplicates | null = null;
  for (const operation of configured) {
    reportProblems(run, operation.intervalProblems);
    if (operation.interval === 0) continue;
    duplicates ??= findDuplicates(configured);
    const accepted = accept(run, operation, duplicates);
    if (accepted !== null) yield accepted;
  }
}

function accept(run: Run, operation: ConfiguredOperation, duplicates: Duplicates): RecurringOperation | null {
  const id = idOf(operation.element);
  if (id === undefined || id === "") {
    report(run, operationWithoutId, null);
    return null;
  }
  const { name } = operation;
  if (name === undefined || once.has(name)) {
    report(run, operationCannotRecur, { operation: id, name: name ?? "unnamed" });
    return null;
  }
  const pair = duplicates.get(identity(operation));
  if (pair !== undefined) {
    report(run, operationDuplicate, pair);
    return null;
  }
  const text = attribute(operation.element, "role");
  const { role, deprecated } = parseRole(text);
  if (deprecated !== null) report(run, deprecatedRole[deprecated], null);
  if (text !== undefined && role === Role.Unknown) {
    report(run, operationRoleInvalid, { operation: id, role: text });
    return null;
  }
  return operation.enabled ? { id, name, interval: operation.interval, role } : null;
}

/** IDs of the first two entries with the same name and interval, by both. */
type Duplicates = ReadonlyMap<string, { readonly operation: string; readonly first: string }>;

/** Finds what is configured more than once, whatever the roles, and even if it is disabled. */
function findDuplicates(operations: readonly ConfiguredOperation[]): Duplicates {
  const seen = new Map<string, string>();
  const duplicates = new Map<string, { operation: string; first: string }>();
  for (const operation of operations) {
    if (operation.interval === 0) continue;
    const key = identity(operation);
    const id = idOf(operation.element) ?? "(null)";
    const first = seen.get(key);
    if (first === undefined) seen.set(key, id);
    else if (!duplicates.has(key)) duplicates.set(key, { operation: id, first });
  }
  return duplicates;
}

function identity(operation: ConfiguredOperation): string {
  return `${operation.interval} ${operation.name ?? ""}`;
}

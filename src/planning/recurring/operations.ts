// Which of the operations that a resource configures can recur.
//
// Order   document order; of several objections to an entry only the first is raised
// Rule    Pacemaker Explained, "Resource Operations"

import { configuredOperations, findOperation, type ConfiguredOperation } from "../../actions/operation.ts";
import { report, reportProblems } from "../../diagnostics.ts";
import type { Resource } from "../../model/resource.ts";
import { cacheOf, type Run } from "../../run.ts";
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
  let others: Others | null = null;
  for (const operation of configured) {
    reportProblems(run, operation.intervalProblems);
    if (operation.interval === 0) continue;
    others ??= othersOf(run, configured);
    const accepted = accept(run, resource, operation, others);
    if (accepted !== null) yield accepted;
  }
}

function accept(run: Run, resource: Resource, operation: ConfiguredOperation, others: Others): RecurringOperation | null {
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
  const pair = others.duplicates.get(identity(operation));
  // the search for a duplicate looks at the intervals of what has the same name, and says again what is wrong with them
  for (const { index, entry } of others.faulty) {
    if (entry.name === name && (pair === undefined || index < pair.index)) reportProblems(run, entry.intervalProblems);
  }
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
  const enabled = findOperation(run, resource, name, operation.interval, false) !== null;
  return enabled ? { id, name, interval: operation.interval, role } : null;
}

/** What is asked about the other entries for each one. */
interface Others {
  /**
   * IDs of the first two entries with the same name and interval, and the index of the second one, by name and interval; whatever
   * the roles, and even if they are disabled.
   */
  readonly duplicates: ReadonlyMap<string, { readonly operation: string; readonly first: string; readonly index: number }>;
  /** Entries with intervals about which there is something to report. */
  readonly faulty: readonly { readonly index: number; readonly entry: ConfiguredOperation }[];
}

const othersKey = Symbol("operations beside each other");

/** {@link lookAtOthers}, once for all resources that have these operations. */
function othersOf(run: Run, operations: readonly ConfiguredOperation[]): Others {
  const cache = cacheOf(run, othersKey, () => new Map<readonly ConfiguredOperation[], Others>());
  let others = cache.get(operations);
  if (others === undefined) {
    others = lookAtOthers(operations);
    cache.set(operations, others);
  }
  return others;
}

function lookAtOthers(operations: readonly ConfiguredOperation[]): Others {
  const seen = new Map<string, string>();
  const duplicates = new Map<string, { operation: string; first: string; index: number }>();
  const faulty: { index: number; entry: ConfiguredOperation }[] = [];
  for (const [index, operation] of operations.entries()) {
    if (operation.intervalProblems.length > 0) faulty.push({ index, entry: operation });
    if (operation.interval === 0) continue;
    const key = identity(operation);
    const id = idOf(operation.element) ?? "(null)";
    const first = seen.get(key);
    if (first === undefined) seen.set(key, id);
    else if (!duplicates.has(key)) duplicates.set(key, { operation: id, first, index });
  }
  return { duplicates, faulty };
}

function identity(operation: ConfiguredOperation): string {
  return `${operation.interval} ${operation.name ?? ""}`;
}

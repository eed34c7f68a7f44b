// Names of actions that mean something beyond "call the agent".

import type { Resource } from "../model/resource.ts";

/** What is done once an operation of a collective resource is done for all its parts. */
const completions = new Map([
  ["start", "running"],
  ["stop", "stopped"],
  ["promote", "promoted"],
  ["demote", "demoted"],
  ["notify", "notified"],
]);

/** `start` gives `running` and so on; `undefined` for operations that have no completion. */
export function completionOf(task: string): string | undefined {
  return completions.get(task);
}

const operations = new Map([
  ["running", "start"],
  ["stopped", "stop"],
  ["promoted", "promote"],
  ["demoted", "demote"],
]);

/** Types of actions that orderings know; all other names have no type. */
const known: ReadonlySet<string> = new Set([
  "stop",
  "stopped",
  "start",
  "running",
  "do_shutdown",
  "stonith",
  "monitor",
  "notify",
  "notified",
  "promote",
  "demote",
  "promoted",
  "demoted",
]);

/** The name that stands for every name without a type. No action has it. */
export const NO_ACTION = "no_action";

/** True for the names whose meaning orderings know. */
export function hasKnownType(task: string): boolean {
  return known.has(task);
}

/**
 * The task under which a resource's own action is to be looked for: of a primitive, the operation instead of its
 * completion; {@link NO_ACTION} for a name without a type.
 */
export function foldedTask(resource: Resource, task: string): string {
  if (!known.has(task)) return NO_ACTION;
  return resource.variant === "primitive" ? (operations.get(task) ?? task) : task;
}

/** `start`, `promote`, `migrate_from`. */
export function isUpOperation(task: string): boolean {
  return task === "start" || task === "promote" || task === "migrate_from";
}

/** `stop`, `demote`, `migrate_to`. */
export function isDownOperation(task: string): boolean {
  return task === "stop" || task === "demote" || task === "migrate_to";
}

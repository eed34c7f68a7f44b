/**
 * Operation keys, `RESOURCE_ACTION_INTERVAL`: the identity of an action and the id of its history entry.
 * Ids and action names may contain underscores themselves, which makes reading them back a matter of rules.
 */

import { UINT32_MAX } from "./integer.ts";
import { isDigitCode } from "./text.ts";

/** `rsc1_monitor_10000`; the interval is in milliseconds. */
export function operationKey(resource: string, action: string, intervalMs: number): string {
  return `${resource}_${action}_${intervalMs}`;
}

/** When a notification is sent, relative to its operation. */
export type NotifyType = "pre" | "post" | "confirmed-pre" | "confirmed-post";

/** `rsc1_confirmed-post_notify_start_0`. */
export function notifyKey(resource: string, type: NotifyType, operation: string): string {
  return `${resource}_${type}_notify_${operation}_0`;
}

/** The parts of an operation key. */
export interface OperationKeyParts {
  readonly resource: string;
  readonly action: string;
  readonly intervalMs: number;
}

const WORD_MAX = 2n ** 64n - 1n;
const migrations = ["_migrate_from", "_migrate_to"] as const;
const notifications = ["_pre_notify", "_post_notify", "_confirmed-pre_notify", "_confirmed-post_notify"] as const;

/** Splits a key, `null` if it is none. Notifications keep their type in the action: `post_notify_start`. */
export function parseOperationKey(key: string): OperationKeyParts | null {
  if (key.length < 5) return null;
  const intervalMark = key.lastIndexOf("_", key.length - 2);
  if (intervalMark <= 2) return null;
  const intervalMs = readInterval(key, intervalMark + 1);
  if (intervalMs === null) return null;

  const front = key.slice(0, intervalMark);
  let actionMark = -1;
  for (const suffix of migrations) {
    if (front.length > suffix.length && front.endsWith(suffix)) actionMark = front.length - suffix.length;
  }
  if (actionMark < 0) actionMark = key.lastIndexOf("_", intervalMark - 2);
  if (actionMark <= 0) return null;

  for (const suffix of notifications) {
    if (actionMark > suffix.length && front.endsWith(suffix, actionMark)) {
      actionMark -= suffix.length;
      break;
    }
  }
  return { resource: key.slice(0, actionMark), action: front.slice(actionMark + 1), intervalMs };
}

function readInterval(key: string, start: number): number | null {
  let end = start;
  while (isDigitCode(key.charCodeAt(end))) end++;
  if (end === start) return 0;
  if (end - start <= 15) return Number(key.slice(start, end)) % (UINT32_MAX + 1);
  const value = BigInt(key.slice(start, end));
  return value > WORD_MAX ? null : Number(value % BigInt(UINT32_MAX + 1));
}

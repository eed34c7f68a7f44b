// How a resource gets from one role to another: step by step, each step an operation or nothing.
//
// Trap    Unpromoted to Started, as when a clone is no longer promotable, leads through Stopped

import { Role } from "../../values/role.ts";

const { Unknown, Stopped, Started, Unpromoted, Promoted } = Role;

/** The next role on the way; by present role, then by the role to be reached. */
const nextRoles: readonly (readonly Role[])[] = [
  [Unknown, Stopped, Stopped, Stopped, Stopped],
  [Stopped, Stopped, Started, Unpromoted, Unpromoted],
  [Stopped, Stopped, Started, Unpromoted, Promoted],
  [Stopped, Stopped, Stopped, Unpromoted, Promoted],
  [Stopped, Unpromoted, Unpromoted, Unpromoted, Promoted],
];

/** An operation that changes the role of a resource. */
export type RoleOperation = "start" | "stop" | "promote" | "demote";

/** What a single step does; `null` ends the walk. By present role, then by the next one. */
const operations: readonly (readonly (RoleOperation | null)[])[] = [
  [null, "stop", null, null, null],
  [null, null, "start", "start", null],
  [null, "stop", null, null, "promote"],
  [null, "stop", "stop", null, "promote"],
  [null, "demote", "demote", "demote", null],
];

/** The role that is reached next from a role on the way to another. */
export function nextRoleTowards(role: Role, target: Role): Role {
  return nextRoles[role]![target]!;
}

/** The operation that leads from a role to the one reached next, if one is needed. */
export function operationBetween(role: Role, next: Role): RoleOperation | null {
  return operations[role]![next]!;
}

import { expect, test } from "vitest";
import { nextRoleTowards, operationBetween } from "../../../src/planning/create/roles.ts";
import { Role } from "../../../src/values/role.ts";

type RoleWord = keyof typeof Role;

/** The operations on the way from one role to another. */
function way(from: RoleWord, to: RoleWord): string {
  const steps: string[] = [];
  let role: Role = Role[from];
  while (role !== Role[to]) {
    const next = nextRoleTowards(role, Role[to]);
    const operation = operationBetween(role, next);
    if (operation === null) break;
    steps.push(operation);
    role = next;
  }
  return steps.join(" ");
}

test.each<[RoleWord, RoleWord, string]>([
  ["Unknown", "Started", "stop start"],
  ["Stopped", "Stopped", ""],
  ["Stopped", "Started", "start"],
  ["Stopped", "Unpromoted", "start"],
  ["Stopped", "Promoted", "start promote"],
  ["Started", "Stopped", "stop"],
  ["Started", "Unpromoted", ""],
  ["Started", "Promoted", "promote"],
  ["Unpromoted", "Stopped", "stop"],
  ["Unpromoted", "Promoted", "promote"],
  ["Promoted", "Unpromoted", "demote"],
  ["Promoted", "Stopped", "demote stop"],
])("the way from %s to %s is: %s", (from, to, operations) => {
  expect(way(from, to)).toBe(operations);
});

test("what is no longer promotable is stopped and started to get from Unpromoted to Started", () => {
  expect(way("Unpromoted", "Started")).toBe("stop start");
});

test("what is no longer promotable gets from Promoted to Started by way of all roles", () => {
  expect(way("Promoted", "Started")).toBe("demote stop start");
});

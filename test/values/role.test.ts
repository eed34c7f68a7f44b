import { expect, test } from "vitest";
import { problem, problemText } from "../../src/values/problem.ts";
import { Role, deprecatedRole, parseRole, roleName } from "../../src/values/role.ts";

test.each([
  ["Started", Role.Started],
  ["stopped", Role.Stopped],
  ["UNPROMOTED", Role.Unpromoted],
  ["promoted", Role.Promoted],
  ["Unknown", Role.Unknown],
  ["", Role.Unknown],
  ["Running", Role.Unknown],
  [undefined, Role.Unknown],
])("%s is read in any case", (text, role) => {
  expect(parseRole(text)).toEqual({ role, deprecated: null });
});

test("old words are understood and told apart", () => {
  expect(parseRole("slave")).toEqual({ role: Role.Unpromoted, deprecated: "Slave" });
  expect(parseRole("MASTER")).toEqual({ role: Role.Promoted, deprecated: "Master" });
  expect(problemText(problem(deprecatedRole.Master, null))).toBe(
    "Support for the Master role is deprecated and will be removed in a future release. Use Promoted instead.",
  );
  expect(deprecatedRole.Slave.once).toBe(true);
  expect(deprecatedRole.Slave.code).not.toBe(deprecatedRole.Master.code);
});

test("roles are ordered by rank and have names", () => {
  expect(Role.Unknown < Role.Stopped && Role.Stopped < Role.Started).toBe(true);
  expect(Role.Started < Role.Unpromoted && Role.Unpromoted < Role.Promoted).toBe(true);
  expect(Object.values(Role).map(roleName)).toEqual(["Unknown", "Stopped", "Started", "Unpromoted", "Promoted"]);
});

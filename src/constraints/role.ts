// The role that a constraint names. Locations have a rule of their own, as theirs can stand in a rule.

import { report } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { deprecatedRole, parseRole, Role } from "../values/role.ts";
import { constraintRoleInvalid } from "./messages.ts";

/** Unknown: any role. `null`, reported, for a text that is no role. */
export function readRole(run: Run, id: string, text: string | undefined): Role | null {
  if (text === undefined) return Role.Unknown;
  const { role, deprecated } = parseRole(text);
  if (deprecated !== null) report(run, deprecatedRole[deprecated], null);
  if (role === Role.Unknown) {
    report(run, constraintRoleInvalid, { id, role: text });
    return null;
  }
  return role === Role.Started ? Role.Unknown : role;
}

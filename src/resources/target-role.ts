// What `target-role` asks for.

import { report } from "../diagnostics.ts";
import { hasFlag, ResourceFlag, topOf, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { deprecatedRole, parseRole, Role } from "../values/role.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { targetRoleDefaultDeprecated, targetRoleInvalid, targetRoleNeedsPromotable } from "./messages.ts";

/**
 * The role that the configuration asks for; unknown if that is no more than "started, or better". Reports what is wrong
 * with the value each time it is asked.
 */
export function requestedRole(run: Run, resource: Resource): Role {
  const value = resource.meta.get("target-role");
  if (value === undefined || equalsIgnoreCase(value, "Started")) return Role.Unknown;
  if (equalsIgnoreCase(value, "default")) {
    report(run, targetRoleDefaultDeprecated, null);
    return Role.Unknown;
  }
  const { role, deprecated } = parseRole(value);
  if (deprecated !== null) report(run, deprecatedRole[deprecated], null);
  if (role === Role.Unknown) {
    report(run, targetRoleInvalid, { id: resource.id, value });
    return Role.Unknown;
  }
  if (role <= Role.Started) return role;
  if (!hasFlag(topOf(resource), ResourceFlag.Promotable)) {
    report(run, targetRoleNeedsPromotable, { id: resource.id, value });
    return Role.Unknown;
  }
  return role === Role.Promoted ? Role.Unknown : role;
}

/** True if `target-role` keeps the resource from running, or a promotable one from being promoted. */
export function isDisabled(resource: Resource): boolean {
  const { role } = parseRole(resource.meta.get("target-role"));
  if (role === Role.Stopped) return true;
  return role === Role.Unpromoted && hasFlag(topOf(resource), ResourceFlag.Promotable);
}

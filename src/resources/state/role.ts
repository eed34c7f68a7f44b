// The role of a resource: of a collective the highest among its children, of a bundle none.

import { hasFlag, ResourceFlag, topOf, type Resource } from "../../model/resource.ts";
import { byVariant } from "../../variants.ts";
import { Role } from "../../values/role.ts";

/** The role now, or the one that the resource is to have. */
export const roleOf: (resource: Resource, which: "current" | "next") => Role = byVariant<["current" | "next"], Role>({
  primitive: ownRole,
  group: highestRole,
  clone: highestRole,
  bundle: noRole,
});

function ownRole(resource: Resource, which: "current" | "next"): Role {
  return which === "current" ? resource.originalRole : resource.nextRole;
}

function highestRole(resource: Resource, which: "current" | "next"): Role {
  let highest: Role = Role.Unknown;
  for (const child of resource.children) {
    const role = roleOf(child, which);
    if (role > highest) highest = role;
  }
  return highest;
}

function noRole(): Role {
  return Role.Unknown;
}

/** The current role as shown: a started instance of a promotable clone is unpromoted. */
export function displayedRole(resource: Resource): Role {
  const role = roleOf(resource, "current");
  return role === Role.Started && hasFlag(topOf(resource), ResourceFlag.Promotable) ? Role.Unpromoted : role;
}

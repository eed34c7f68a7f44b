import type { ResourceChange } from "../index.ts";

/** How the places and roles of a change are shown: the text between the parentheses, and the attributes of the XML form. */
export interface ChangeDetails {
  readonly text: string;
  /** Names and values in turn. */
  readonly attributes: readonly string[];
}

/** The details of a change; roles are mentioned only where promotion plays a part. */
export function detailsOf(change: ResourceChange): ChangeDetails {
  const { role, nextRole, from, to } = change;
  const roles = role === "Unpromoted" || role === "Promoted" || nextRole === "Promoted";
  if (from === null) {
    if (!roles) return { text: to ?? "", attributes: ["node", to ?? ""] };
    return { text: `${role} -> ${nextRole} ${to}`, attributes: ["role", role, "next-role", nextRole, "dest", to ?? ""] };
  }
  if (to === null) {
    return roles
      ? { text: `${role} ${from}`, attributes: ["role", role, "node", from] }
      : { text: from, attributes: ["node", from] };
  }
  if (role === nextRole && from === to) {
    return roles
      ? { text: `${role} ${from}`, attributes: ["role", role, "source", from] }
      : { text: from, attributes: ["source", from] };
  }
  if (role === nextRole) {
    return roles
      ? { text: `${from} -> ${to} ${role}`, attributes: ["source", from, "dest", to, "role", role] }
      : { text: `${from} -> ${to}`, attributes: ["source", from, "dest", to] };
  }
  if (from === to) {
    return { text: `${role} -> ${nextRole} ${from}`, attributes: ["role", role, "next-role", nextRole, "source", from] };
  }
  return {
    text: `${role} ${from} -> ${nextRole} ${to}`,
    attributes: ["role", role, "source", from, "next-role", nextRole, "dest", to],
  };
}

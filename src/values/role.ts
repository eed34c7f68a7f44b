/** Roles of a resource, ordered by rank: comparisons such as "above Started" are numeric. */

import { message } from "./problem.ts";
import { asciiLower } from "./text.ts";

export const Role = { Unknown: 0, Stopped: 1, Started: 2, Unpromoted: 3, Promoted: 4 } as const;

/** A rank of {@link Role}. */
export type Role = (typeof Role)[keyof typeof Role];

/** A role and the deprecated word that named it, if one did. */
export interface ParsedRole {
  readonly role: Role;
  readonly deprecated: DeprecatedRoleWord | null;
}

/** Words for roles that are still understood. */
export type DeprecatedRoleWord = "Slave" | "Master";

const unknown: ParsedRole = { role: Role.Unknown, deprecated: null };

const words = new Map<string, ParsedRole>([
  ["unknown", unknown],
  ["stopped", { role: Role.Stopped, deprecated: null }],
  ["started", { role: Role.Started, deprecated: null }],
  ["unpromoted", { role: Role.Unpromoted, deprecated: null }],
  ["promoted", { role: Role.Promoted, deprecated: null }],
  ["slave", { role: Role.Unpromoted, deprecated: "Slave" }],
  ["master", { role: Role.Promoted, deprecated: "Master" }],
]);

const names = ["Unknown", "Stopped", "Started", "Unpromoted", "Promoted"] as const;

/**
 * Reads a role in any case. Unset and unknown words give Unknown; a caller tells them apart by whether there was a text.
 * A deprecated word is to be reported with {@link deprecatedRole}.
 */
export function parseRole(text: string | undefined): ParsedRole {
  return text === undefined ? unknown : (words.get(asciiLower(text)) ?? unknown);
}

/** The name that is printed. */
export function roleName(role: Role): (typeof names)[number] {
  return names[role];
}

/** Given once per process and word. */
export const deprecatedRole: {
  readonly [W in DeprecatedRoleWord]: ReturnType<typeof deprecation>;
} = {
  Slave: deprecation("Slave", "Unpromoted"),
  Master: deprecation("Master", "Promoted"),
};

function deprecation(word: DeprecatedRoleWord, replacement: string) {
  return message<null>({
    code: `role-${word.toLowerCase()}-deprecated`,
    kind: "config-warning",
    origin: "pcmk_parse_role",
    once: true,
    text: () =>
      `Support for the ${word} role is deprecated and will be removed in a future release. Use ${replacement} instead.`,
  });
}

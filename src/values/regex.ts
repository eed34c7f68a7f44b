/** How a pattern matched a resource's id. */
export interface PatternMatch {
  /** The text of the whole match, then of each group; `undefined` for a group that took no part. */
  readonly groups: readonly (string | undefined)[];
}

/**
 * Replaces `%0` to `%9` by the text of the groups, by nothing where there is no such group. Without a match nothing is
 * replaced.
 */
export function expandSubmatches(text: string, match: PatternMatch | null): string {
  if (match === null || !text.includes("%")) return text;
  return text.replace(/%([0-9])/g, (_, digit: string) => match.groups[Number(digit)] ?? "");
}

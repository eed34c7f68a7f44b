// Orders two actions directly.
//
// Traps   a pair is stored twice, as independent records: later changes touch only the record in `before`, while the
//         one in `after` goes on preventing an equal link (observed)

import type { Action } from "./action.ts";

/** Length from which an after-list is indexed. */
const INDEX_FROM = 12;

/**
 * Links FIRST with THEN, and tells whether that was new. It is not if there are no flags, or an action is missing, or
 * both are the same, or there is a link between the two that shares any flag (the other flags are then lost).
 */
export function linkActions(first: Action | null, then: Action | null, flags: number): boolean {
  if (flags === 0 || first === null || then === null || first === then) return false;
  if ((linkedFlags(first, then) & flags) !== 0) return false;
  first.after.push({ action: then, flags, graphed: false });
  then.before.push({ action: first, flags, graphed: false });
  const index = first.afterFlags;
  if (index !== null) index.set(then, (index.get(then) ?? 0) | flags);
  return true;
}

/** All flags of the records that FIRST's after-list has for THEN. */
function linkedFlags(first: Action, then: Action): number {
  if (first.after.length < INDEX_FROM) {
    let flags = 0;
    for (const link of first.after) if (link.action === then) flags |= link.flags;
    return flags;
  }
  return (first.afterFlags ??= indexOf(first)).get(then) ?? 0;
}

function indexOf(first: Action): Map<Action, number> {
  const index = new Map<Action, number>();
  for (const link of first.after) index.set(link.action, (index.get(link.action) ?? 0) | link.flags);
  return index;
}

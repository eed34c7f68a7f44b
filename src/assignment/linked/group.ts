// A group's colocations act on the member at the end that matters: as dependent the first, as primary the last, to which
// the other members are tied.

import type { Colocation } from "../../model/colocation.ts";
import { hasFlag, ResourceFlag, type Group, type Resource } from "../../model/resource.ts";
import { INFINITY } from "../../values/score.ts";
import { collectLinked } from "./index.ts";
import { appendAll, insertOne, ownList, type Side } from "./list.ts";

/** A group gives its colocations to itself and to the member at one end, with those of the other members. */
export function collectOfGroup(group: Group, side: Side, forWhom: Resource, list: Colocation[]): void {
  const members = group.children;
  const end = side === "thisWith" ? members[0] : members.at(-1);
  if (end === undefined) return;
  if (forWhom === group || forWhom === end) {
    appendAll(list, ownList(group, side), side);
    if (group.parent !== null) collectLinked(group.parent, side, forWhom, list);
    if (!hasFlag(group, ResourceFlag.Colocated)) return;
    for (const member of members) if (member !== forWhom) collectLinked(member, side, forWhom, list);
  } else if (side === "thisWith") {
    collectForLaterMember(group, forWhom, list);
  }
}

// Behind an unmanaged member, which goes nowhere, the others must mind the group's mandatory colocations themselves.
function collectForLaterMember(group: Group, member: Resource, list: Colocation[]): void {
  if (group.thisWith.length === 0) return;
  for (const earlier of group.children) {
    if (earlier === member) return;
    if (hasFlag(earlier, ResourceFlag.Managed)) continue;
    for (const colocation of group.thisWith) if (colocation.score === INFINITY) insertOne(list, colocation, "thisWith");
    return;
  }
}

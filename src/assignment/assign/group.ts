// Assigns a group: each member in turn. What keeps them together is the group's internal colocations.
//
// Order   scores of the group and its members are shown before the members' own colocations apply

import type { Entry, Node } from "../../model/node.ts";
import { clearFlag, hasFlag, ResourceFlag, setFlag, type Group } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { showScores } from "../score-lines.ts";
import { assign, type Assignment } from "./index.ts";

/** Assigns a group; the result is the node of the first member that got one, if the group is colocated. */
export function* assignGroup(group: Group, run: Run, prefer: Node | null, stopIfFail: boolean): Assignment {
  if (!hasFlag(group, ResourceFlag.Unassigned)) return group.assignedNode;
  if (hasFlag(group, ResourceFlag.Assigning)) return null;
  const first = group.children[0];
  if (first === undefined) {
    clearFlag(group, ResourceFlag.Unassigned);
    return null;
  }
  setFlag(group, ResourceFlag.Assigning);
  group.originalRole = first.originalRole;
  showScores(run, "pcmk__group_assign", group);
  let found: Entry | null = null;
  for (const member of group.children) {
    const entry = yield assign(member, run, prefer, stopIfFail);
    found ??= entry;
  }
  group.nextRole = first.nextRole;
  clearFlag(group, ResourceFlag.Assigning | ResourceFlag.Unassigned);
  return hasFlag(group, ResourceFlag.Colocated) ? found : null;
}

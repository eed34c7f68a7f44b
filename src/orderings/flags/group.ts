import { ActionFlag, type Action } from "../../actions/action.ts";
import { firstAction } from "../../actions/find.ts";
import type { Node } from "../../model/node.ts";
import type { Group } from "../../model/resource.ts";
import { partTask } from "../instances.ts";
import type { Propagation } from "../propagation.ts";
import { partActions } from "./parts.ts";
import { writeBack } from "./write-back.ts";

const { Optional, Pseudo, Runnable } = ActionFlag;

/**
 * Required if a member's action is. A completion (`running` and so on) cannot run if a member's operation cannot; apart
 * from stops and demotes, an action cannot run either if a member has none.
 */
export function groupFlags(group: Group, action: Action, node: Node | null, state: Propagation | null): number {
  const task = partTask(group, action);
  const parts =
    node === null
      ? partActions(group.children, task, action, state)
      : group.children.map((member) => firstAction(member, task, node));
  let flags: number = Optional | Runnable | Pseudo;
  for (const part of parts) {
    if (part === null) {
      if (task !== "stop" && task !== "demote") flags &= ~Runnable;
      continue;
    }
    if ((part.flags & Optional) === 0 && (flags & Optional) !== 0) {
      flags &= ~Optional;
      writeBack(action, Optional, state);
    }
    const blocked = task !== action.task && (part.flags & Runnable) === 0;
    if (blocked && (flags & Runnable) !== 0) {
      flags &= ~Runnable;
      writeBack(action, Runnable, state);
    }
  }
  return flags;
}

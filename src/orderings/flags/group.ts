import { ActionFlag, type Action } from "../../actions/action.ts";
import { firstAction } from "../../actions/find.ts";
import { foldedTask } from "../../actions/tasks.ts";
import type { Node } from "../../model/node.ts";
import type { Group } from "../../model/resource.ts";
import type { Propagation } from "../propagation.ts";
import { flagsOf } from "./index.ts";
import { writeBack } from "./write-back.ts";

/**
 * Required if a member's action is. A completion (`running` and so on) cannot run if a member's operation cannot; apart
 * from stops and demotes, an action cannot run either if a member has none.
 */
export function groupFlags(group: Group, action: Action, node: Node | null, state: Propagation | null): number {
  let flags: number = ActionFlag.Optional | ActionFlag.Runnable | ActionFlag.Pseudo;
  for (const member of group.children) {
    const task = foldedTask(member, action.task);
    const part = firstAction(member, task, node);
    if (part === null) {
      if (task !== "stop" && task !== "demote") flags &= ~ActionFlag.Runnable;
      continue;
    }
    const partFlags = flagsOf(member, part, node, state);
    if ((partFlags & ActionFlag.Optional) === 0 && (flags & ActionFlag.Optional) !== 0) {
      flags &= ~ActionFlag.Optional;
      writeBack(action, ActionFlag.Optional, state);
    }
    const blocked = task !== action.task && (partFlags & ActionFlag.Runnable) === 0;
    if (blocked && (flags & ActionFlag.Runnable) !== 0) {
      flags &= ~ActionFlag.Runnable;
      writeBack(action, ActionFlag.Runnable, state);
    }
  }
  return flags;
}

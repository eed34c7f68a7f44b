import { ActionFlag, type Action } from "../../actions/action.ts";
import type { Node } from "../../model/node.ts";
import type { Bundle, Clone, Resource } from "../../model/resource.ts";
import { partTask } from "../instances.ts";
import type { Propagation } from "../propagation.ts";
import { flagsOf } from "./index.ts";
import { partActions, partActionsOn } from "./parts.ts";
import { writeBack } from "./write-back.ts";

const { Optional, Pseudo, Runnable } = ActionFlag;

/**
 * Required if an instance's action is, runnable if at least one instance's is. With a node only the actions there count;
 * those of instances that are no primitives, and so have none, count everywhere.
 */
export function instancesFlags(
  collective: Clone | Bundle,
  instances: readonly Resource[],
  action: Action,
  node: Node | null,
  state: Propagation | null,
): number {
  const task = partTask(collective, action);
  const parts =
    node !== null && instances[0]?.variant === "primitive"
      ? partActionsOn(instances, task, action, node, state)
      : partActions(instances, task, action, state);
  let flags: number = Optional | Runnable | Pseudo;
  let runnable = false;
  for (const part of parts) {
    if (part === null) continue;
    const partFlags = flagsOf(part.resource!, part, node, state);
    if ((partFlags & Optional) === 0 && (flags & Optional) !== 0) {
      flags &= ~Optional;
      writeBack(action, Optional, state);
    }
    if ((partFlags & Runnable) !== 0) runnable = true;
  }
  if (!runnable) {
    flags &= ~Runnable;
    if (node === null) writeBack(action, Runnable, state);
  }
  return flags;
}

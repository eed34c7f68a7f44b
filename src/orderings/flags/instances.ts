import { ActionFlag, type Action } from "../../actions/action.ts";
import { firstAction } from "../../actions/find.ts";
import type { Node } from "../../model/node.ts";
import type { Bundle, Clone, Resource } from "../../model/resource.ts";
import { partTask } from "../instances.ts";
import type { Propagation } from "../propagation.ts";
import { flagsOf } from "./index.ts";
import { writeBack } from "./write-back.ts";

/** Required if an instance's action is, runnable if at least one instance's is. */
export function instancesFlags(
  collective: Clone | Bundle,
  instances: readonly Resource[],
  action: Action,
  node: Node | null,
  state: Propagation | null,
): number {
  const task = partTask(collective, action);
  let flags: number = ActionFlag.Optional | ActionFlag.Runnable | ActionFlag.Pseudo;
  let runnable = false;
  for (const instance of instances) {
    const part = firstAction(instance, task, instance.variant === "primitive" ? node : null);
    if (part === null) continue;
    const partFlags = flagsOf(instance, part, node, state);
    if ((partFlags & ActionFlag.Optional) === 0 && (flags & ActionFlag.Optional) !== 0) {
      flags &= ~ActionFlag.Optional;
      writeBack(action, ActionFlag.Optional, state);
    }
    if ((partFlags & ActionFlag.Runnable) !== 0) runnable = true;
  }
  if (!runnable) {
    flags &= ~ActionFlag.Runnable;
    if (node === null) writeBack(action, ActionFlag.Runnable, state);
  }
  return flags;
}

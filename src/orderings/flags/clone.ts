import type { Action } from "../../actions/action.ts";
import type { Node } from "../../model/node.ts";
import type { Clone } from "../../model/resource.ts";
import type { Propagation } from "../propagation.ts";
import { instancesFlags } from "./instances.ts";

export function cloneFlags(clone: Clone, action: Action, node: Node | null, state: Propagation | null): number {
  return instancesFlags(clone, clone.children, action, node, state);
}

import type { Action } from "../../actions/action.ts";
import type { Node } from "../../model/node.ts";
import type { Run } from "../../run.ts";

/**
 * The flags of an action as orderings see it: those of a collective resource's action follow from its parts, and are
 * partly written back to the action.
 */
export function actionFlags(_run: Run, _action: Action, _node: Node | null): number {
  throw new Error("not built yet");
}

import type { Node } from "../model/node.ts";
import type { Run } from "../run.ts";
import type { Action } from "./action.ts";

/** Finds or creates the action that shuts a node down, ordered after the stops there, which become required. */
export function requestShutdown(run: Run, node: Node): Action {
  void [run, node];
  throw new Error("not built yet");
}

// Makes sure that what leaves a node has left it before anything new arrives there, so that capacities hold at all times:
// per node one point in time that follows the stops and precedes the starts and migrations.
//
// Trap    what is on another node, or optional, is dropped from these orderings only when the graph is made

import { ActionFlag, clearActionFlag, OrderFlag, type Action } from "../../actions/action.ts";
import { requestPseudo } from "../../actions/pseudo.ts";
import { orderBeforeOperation, orderOperationBefore } from "../../actions/relation.ts";
import type { Node } from "../../model/node.ts";
import type { Primitive } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { sortedAllowedNodes } from "../allowed-nodes.ts";

export function orderDepartingLoad(run: Run, primitive: Primitive): void {
  for (const node of primitive.activeNodes) {
    orderOperationBefore(run, primitive, "stop", loadStopped(run, node), OrderFlag.IfOnSameNodeOrTarget);
  }
  for (const node of sortedAllowedNodes(primitive)) {
    const stopped = loadStopped(run, node);
    orderBeforeOperation(run, stopped, primitive, "start", OrderFlag.IfOnSameNodeOrTarget);
    orderBeforeOperation(run, stopped, primitive, "migrate_to", OrderFlag.IfOnSameNodeOrTarget);
  }
}

function loadStopped(run: Run, node: Node): Action {
  const action = requestPseudo(run, `load_stopped_${node.name}`);
  if (action.node === null) {
    action.node = node;
    clearActionFlag(action, ActionFlag.Optional);
  }
  return action;
}

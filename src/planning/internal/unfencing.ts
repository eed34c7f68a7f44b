// Orders a resource that needs unfenced nodes around the unfencing of each node: on that node it stops before and starts
// after it.

import { OrderFlag } from "../../actions/action.ts";
import { requestFenceAction } from "../../actions/fence.ts";
import { orderBeforeOperation, orderOperationBefore } from "../../actions/relation.ts";
import type { Primitive } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { sortedAllowedNodes } from "../allowed-nodes.ts";

export function orderAroundUnfencing(run: Run, primitive: Primitive): void {
  for (const node of sortedAllowedNodes(primitive)) {
    const unfencing = requestFenceAction(run, node, "on", true, null, false);
    orderOperationBefore(run, primitive, "stop", unfencing, OrderFlag.Ordered | OrderFlag.IfOnSameNode);
    const start = OrderFlag.FirstImpliesSameNodeThen | OrderFlag.IfOnSameNode;
    orderBeforeOperation(run, unfencing, primitive, "start", start);
  }
}

// Orders an action on a guest node relative to its connection and to what the node lives in.

import { OrderFlag, type Action } from "../../actions/action.ts";
import { orderBeforeOperation, orderOperationBefore } from "../../actions/relation.ts";
import { hasKnownType } from "../../actions/tasks.ts";
import type { Node } from "../../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../../model/resource.ts";
import { requestFencing } from "../../nodes/fence-need.ts";
import type { Run } from "../../run.ts";
import { isOrderedWithItself } from "./itself.ts";
import { isRecurring } from "./recurring.ts";

const { FirstImpliesThen, UnrunnableFirstBlocks, GuestAllowed } = OrderFlag;
const afterStart = GuestAllowed | UnrunnableFirstBlocks;

export function orderOnGuestNode(
  run: Run,
  action: Action,
  node: Node,
  connection: Resource,
  guest: Resource,
): void {
  const failed = hasFlag(guest, ResourceFlag.Failed);
  if (failed) requestFencing(run, node, "container failed");
  switch (action.task) {
    case "start":
    case "promote":
      if (isOrderedWithItself(run, action, guest, "start") || isOrderedWithItself(run, action, connection, "start")) return;
      orderOperationBefore(run, guest, "start", action, afterStart | FirstImpliesThen);
      orderOperationBefore(run, connection, "start", action, afterStart);
      return;
    case "stop":
    case "demote":
    case "migrate_to":
    case "migrate_from":
      // what was on a failed guest is gone with it
      if (!failed && !isOrderedWithItself(run, action, connection, "stop")) orderBeforeOperation(run, action, connection, "stop", GuestAllowed);
      return;
    default:
      if (!isRecurring(action)) orderOperationBefore(run, connection, "start", action, afterStart);
      else if (hasKnownType(action.task)) {
        orderOperationBefore(run, connection, "start", action, afterStart | FirstImpliesThen);
      }
  }
}

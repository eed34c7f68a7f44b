// Orders an action on a remote node relative to its connection, which depends on what is to become of that.

import { OrderFlag, type Action } from "../../actions/action.ts";
import { orderBeforeOperation, orderOperationBefore } from "../../actions/relation.ts";
import type { Node } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import { connectionOutlook, requestFencing } from "../../nodes/fence-need.ts";
import { currentNode } from "../../resources/state/current-node.ts";
import type { Run } from "../../run.ts";
import { Role } from "../../values/role.ts";
import { isOrderedWithItself } from "./itself.ts";
import { isRecurring } from "./recurring.ts";

const { FirstImpliesThen, ThenImpliesFirst, UnrunnableFirstBlocks, GuestAllowed } = OrderFlag;
const afterStart = GuestAllowed | UnrunnableFirstBlocks;

export function orderOnRemoteNode(run: Run, action: Action, node: Node, connection: Resource): void {
  const outlook = connectionOutlook(node);
  switch (action.task) {
    case "start":
    case "promote": {
      // the start of a connection that has to be recovered brings everything there with it
      if (isOrderedWithItself(run, action, connection, "start")) return;
      const flags = outlook === "failed" ? afterStart | FirstImpliesThen : afterStart;
      orderOperationBefore(run, connection, "start", action, flags);
      return;
    }
    case "stop":
    case "migrate_to":
    case "migrate_from":
      orderDown(run, action, node, connection, outlook);
      return;
    case "demote":
      if (outlook === "resting" || outlook === "unknown") {
        orderOperationBefore(run, connection, "start", action, afterStart);
      }
      return;
    default:
      orderOther(run, action, node, connection, outlook);
  }
}

type Outlook = ReturnType<typeof connectionOutlook>;

function orderDown(run: Run, action: Action, node: Node, connection: Resource, outlook: Outlook): void {
  if (outlook === "failed") {
    requestFencing(run, node, "resources are active but connection is unrecoverable");
  } else if (outlook === "alive" || connection.nextRole === Role.Stopped) {
    if (isOrderedWithItself(run, action, connection, "stop")) return;
    orderBeforeOperation(run, action, connection, "stop", GuestAllowed | ThenImpliesFirst);
  } else {
    orderOperationBefore(run, connection, "start", action, afterStart);
  }
}

function orderOther(run: Run, action: Action, node: Node, connection: Resource, outlook: Outlook): void {
  if (isRecurring(action)) {
    orderOperationBefore(run, connection, "start", action, afterStart | FirstImpliesThen);
    return;
  }
  if (action.task === "monitor" && outlook === "failed") {
    requestFencing(run, node, "resources are in unknown state and connection is unrecoverable");
  }
  if (outlook === "stopped" && currentNode(connection) !== null) {
    orderBeforeOperation(run, action, connection, "stop", afterStart);
  } else {
    orderOperationBefore(run, connection, "start", action, afterStart);
  }
}

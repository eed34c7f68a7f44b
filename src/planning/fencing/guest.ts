import { ActionFlag, actionIs, OrderFlag, setActionFlag } from "../../actions/action.ts";
import { requestFenceAction } from "../../actions/fence.ts";
import { firstAction } from "../../actions/find.ts";
import { linkActions } from "../../actions/link.ts";
import type { Node } from "../../model/node.ts";
import type { Run } from "../../run.ts";
import { orderAgainstResources } from "./resources.ts";

/**
 * "Fences" a guest node: nothing is executed, since stopping what the node lives in, or fencing where that runs, does it.
 */
export function fenceGuest(run: Run, node: Node): void {
  const connection = node.connection!;
  const guest = connection.launcher!;
  const operation = firstAction(guest, "start", null) === null ? "off" : "reboot";
  const action = requestFenceAction(run, node, operation, false, "guest is unclean", false);
  setActionFlag(action, ActionFlag.Pseudo | ActionFlag.Runnable);

  const implied = OrderFlag.UnrunnableFirstBlocks | OrderFlag.FirstImpliesThen;
  const stop = firstAction(guest, "stop", null);
  if (stop === null) {
    linkActions(firstAction(connection, "stop", null), action, OrderFlag.Ordered);
  } else if (actionIs(stop, ActionFlag.Pseudo) && stop.node !== null) {
    linkActions(requestFenceAction(run, stop.node, null, false, null, false), action, implied);
  } else {
    linkActions(stop, action, implied);
  }
  orderAgainstResources(run, node, action);
}

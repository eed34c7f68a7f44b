// Schedules what recurs: on the node where a resource is to be active, what its next role asks for; elsewhere, what watches
// that it stays stopped.
//
// Order   operations in document order; of each, first where the resource is active, then where it is not
// Traps   a start is requested before any recurring operation, so it takes an ID even if there is none; everything is
//         repeated for resources whose actions are created twice

import { requestOperation } from "../../actions/request.ts";
import { hasFlag, ResourceFlag, type Primitive } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { Role } from "../../values/role.ts";
import { scheduleWhereActive } from "./active.ts";
import { recurringOperations } from "./operations.ts";
import { scheduleWhereStopped } from "./stopped.ts";

/** Creates, keeps or cancels the recurring actions of a primitive. */
export function scheduleRecurring(run: Run, primitive: Primitive): void {
  if (hasFlag(primitive, ResourceFlag.Blocked | ResourceFlag.Maintenance)) return;
  const node = primitive.assignedNode?.node ?? null;
  const stays = primitive.nextRole !== Role.Stopped || !hasFlag(primitive, ResourceFlag.Managed);
  const host = node !== null && !node.maintenance && stays ? node : null;
  const start = host === null ? null : requestOperation(run, primitive, "start", 0, host, true);
  for (const operation of recurringOperations(run, primitive)) {
    if (operation.role === Role.Stopped) scheduleWhereStopped(run, primitive, operation);
    else if (host !== null && start !== null) scheduleWhereActive(run, primitive, operation, host, start);
  }
}

// Orderings between a primitive's own operations, and between them and what the primitive depends on.

import { OrderFlag } from "../../actions/action.ts";
import { orderOperations } from "../../actions/relation.ts";
import { hasFlag, ResourceFlag, topOf, type Primitive } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { Role } from "../../values/role.ts";
import { equalsIgnoreCase } from "../../values/text.ts";
import { banFromRemoteNodes } from "./bans.ts";
import { relateToLauncher } from "./launcher.ts";
import { orderAroundUnfencing } from "./unfencing.ts";
import { orderDepartingLoad } from "./utilization.ts";

const restart = OrderFlag.Ordered | OrderFlag.FirstImpliesThen | OrderFlag.IntermediateStop;

export function createPrimitiveInternals(primitive: Primitive, run: Run): void {
  if (!hasFlag(primitive, ResourceFlag.Managed)) return;
  orderOperations(run, primitive, "stop", primitive, "start", restart);
  if (hasFlag(topOf(primitive), ResourceFlag.Promotable) || primitive.originalRole === Role.Promoted) {
    orderOperations(run, primitive, "demote", primitive, "stop", OrderFlag.PromotedThenImpliesFirst);
    orderOperations(run, primitive, "start", primitive, "promote", OrderFlag.UnrunnableFirstBlocks);
  }
  // a history that is erased is not worth probing for
  const cancelled = OrderFlag.IfOnSameNode | OrderFlag.ThenCancelsFirst;
  orderOperations(run, primitive, "lrm_delete", primitive, "monitor", cancelled);

  if (needsUnfencing(run, primitive)) orderAroundUnfencing(run, primitive);
  if (hasLoad(run, primitive)) orderDepartingLoad(run, primitive);
  if (primitive.launcher !== null) relateToLauncher(run, primitive, primitive.launcher);
  if (hasFlag(primitive, ResourceFlag.RemoteConnection | ResourceFlag.FenceDevice)) {
    banFromRemoteNodes(run, primitive);
  }
}

function needsUnfencing(run: Run, primitive: Primitive): boolean {
  return (
    run.cluster.unfencing &&
    hasFlag(primitive, ResourceFlag.NeedsUnfencing) &&
    !hasFlag(primitive, ResourceFlag.FenceDevice)
  );
}

function hasLoad(run: Run, primitive: Primitive): boolean {
  return primitive.utilization.size > 0 && !equalsIgnoreCase(run.cluster.placementStrategy, "default");
}

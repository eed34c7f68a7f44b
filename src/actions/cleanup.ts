// Removes the history of a resource from a node: for what is no longer configured, or configured as something else.

import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { OrderFlag } from "./action.ts";
import { cleanupScheduled } from "./messages.ts";
import { orderOperations } from "./relation.ts";
import { requestOperation } from "./request.ts";

/** Schedules the removal of a resource's history on a node, between its stop and its start. */
export function requestCleanup(run: Run, resource: Resource, node: Node, optional: boolean): void {
  if (hasFlag(resource, ResourceFlag.Failed) || node.unclean || !node.online) return;
  report(run, cleanupScheduled, { resource: resource.id, node: node.name });
  requestOperation(run, resource, "delete", 0, node, optional);
  const flags = optional ? OrderFlag.FirstImpliesThen : OrderFlag.Ordered;
  orderOperations(run, resource, "stop", resource, "delete", flags);
  orderOperations(run, resource, "delete", resource, "start", flags);
}

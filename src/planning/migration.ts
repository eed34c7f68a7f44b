// Live migration: instead of being stopped on one node and started on another, a resource is told on both that it moves.
//
// The stop stays, as the end of the migration on the source, and the start becomes a mere point in time. If anything makes
// the migration impossible, propagation turns the two into what they are otherwise.

import { ActionFlag, OrderFlag, setActionFlag, type Action } from "../actions/action.ts";
import { orderOperations } from "../actions/relation.ts";
import { requestOperation } from "../actions/request.ts";
import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Primitive } from "../model/resource.ts";
import type { Run } from "../run.ts";

const { Ordered, UnmigratableThenBlocks, FirstElseThen } = OrderFlag;

/** Creates a migration, or the rest of one that has begun; start and stop exist. */
export function createMigration(run: Run, primitive: Primitive, source: Node, target: Node): void {
  const start = requestOperation(run, primitive, "start", 0, target, true);
  const stop = requestOperation(run, primitive, "stop", 0, source, true);
  const begun = primitive.partialMigrationTarget !== null;
  const to = begun ? null : requestOperation(run, primitive, "migrate_to", 0, source, true);
  const from = requestOperation(run, primitive, "migrate_from", 0, target, true);

  setActionFlag(start, ActionFlag.Migratable | ActionFlag.Pseudo);
  setActionFlag(stop, ActionFlag.Migratable);
  (to ?? from).needs = start.needs;
  if (to !== null) {
    describe(to, source, target);
    if (!hasFlag(primitive, ResourceFlag.RemoteConnection)) to.meta.set("record-pending", "true");
    orderOperations(run, primitive, "monitor", primitive, "migrate_to", Ordered);
    orderOperations(run, primitive, "migrate_to", primitive, "migrate_from", Ordered | UnmigratableThenBlocks);
  } else {
    orderOperations(run, primitive, "monitor", primitive, "migrate_from", Ordered);
  }
  describe(from, source, target);
  orderOperations(run, primitive, "migrate_from", primitive, "stop", Ordered | UnmigratableThenBlocks);
  const restart = Ordered | UnmigratableThenBlocks | FirstElseThen;
  orderOperations(run, primitive, "migrate_from", primitive, "start", restart);
}

function describe(action: Action, source: Node, target: Node): void {
  setActionFlag(action, ActionFlag.Migratable);
  action.meta.set("migrate_source", source.name);
  action.meta.set("migrate_target", target.name);
}

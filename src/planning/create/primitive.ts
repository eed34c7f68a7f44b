// Creates the actions of a primitive: those that take it down and up again in its present role (optional unless it has to
// be restarted, so that whatever forces the one finds the other), those that lead to its next role, recurring operations,
// and a live migration in place of stop and start.

import { ActionFlag, actionIs, setActionFlag } from "../../actions/action.ts";
import { requestOperation } from "../../actions/request.ts";
import type { Node } from "../../model/node.ts";
import { hasFlag, ResourceFlag, type Primitive } from "../../model/resource.ts";
import { currentNode } from "../../resources/state/current-node.ts";
import { migrationAllowed } from "../../resources/state/migration-allowed.ts";
import type { Run } from "../../run.ts";
import { Role } from "../../values/role.ts";
import { createMigration } from "../migration.ts";
import { scheduleRecurring } from "../recurring/index.ts";
import { settleActivity } from "./multiply-active.ts";
import { nextRoleTowards } from "./roles.ts";
import { walkRoles, type StepContext } from "./steps.ts";

/** What is known about a primitive before its actions are created, and gets worked out on the way. */
export interface Plan {
  readonly current: Node | null;
  readonly assigned: Node | null;
  /** It is active, and to be active elsewhere. */
  readonly moving: boolean;
  canMigrate: boolean;
  needsStop: boolean;
  needsPromote: boolean;
}

export function createPrimitiveActions(primitive: Primitive, run: Run): void {
  if (primitive.nextRole === Role.Unknown) {
    primitive.nextRole = primitive.assignedNode === null ? Role.Stopped : Role.Started;
  }
  const plan = planFor(primitive);
  for (const source of primitive.danglingMigrationSources) {
    const stop = requestOperation(run, primitive, "stop", 0, source, false);
    setActionFlag(stop, ActionFlag.MigrationAbort);
  }
  settleActivity(run, primitive, plan);
  if (hasFlag(primitive, ResourceFlag.StartPending)) {
    const start = requestOperation(run, primitive, "start", 0, plan.assigned, true);
    setActionFlag(start, ActionFlag.AlwaysInGraph);
  }
  if (!plan.moving) noteRestart(run, primitive, plan);

  restart(run, primitive, plan);
  const context: StepContext = { assigned: plan.assigned, expected: null, stopsUnexpected: false };
  const required = { all: true, promote: true };
  walkRoles(run, primitive, context, primitive.originalRole, primitive.nextRole, required);
  scheduleRecurring(run, primitive);
  if (plan.canMigrate && plan.current !== null && plan.assigned !== null) {
    createMigration(run, primitive, plan.current, plan.assigned);
  }
}

function planFor(primitive: Primitive): Plan {
  const current = currentNode(primitive);
  const assigned = primitive.assignedNode?.node ?? null;
  const moving = current !== null && assigned !== null && current !== assigned && primitive.nextRole >= Role.Started;
  const canMigrate = moving && migrationAllowed(primitive, current, assigned);
  return { current, assigned, moving, canMigrate, needsStop: moving, needsPromote: false };
}

/** Finds out whether a resource that stays where it is has to be restarted there, or promoted again. */
function noteRestart(run: Run, primitive: Primitive, plan: Plan): void {
  if (hasFlag(primitive, ResourceFlag.Failed)) {
    if (hasFlag(primitive, ResourceFlag.StopIfFailed)) plan.needsStop = true;
    else if (primitive.nextRole === Role.Promoted) plan.needsPromote = true;
  } else if (hasFlag(primitive, ResourceFlag.Blocked)) {
    plan.needsStop = true;
  } else if (primitive.originalRole > Role.Started && plan.current !== null && plan.assigned !== null) {
    const start = requestOperation(run, primitive, "start", 0, plan.assigned, true);
    // a changed definition may have made it required
    if (!actionIs(start, ActionFlag.Optional)) plan.needsStop = true;
  }
}

/** Creates what takes the resource down and up again in its present role. */
function restart(run: Run, primitive: Primitive, plan: Plan): void {
  const stopsUnexpected = hasFlag(primitive, ResourceFlag.StopUnexpected);
  const expected = stopsUnexpected && primitive.nextRole > Role.Stopped ? plan.assigned : null;
  const context: StepContext = { assigned: plan.assigned, expected, stopsUnexpected };
  const required = { all: plan.needsStop, promote: plan.needsPromote };
  const { originalRole } = primitive;
  let role = walkRoles(run, primitive, context, originalRole, Role.Stopped, required);
  // asked anew for each step: without quorum a start can lower the role that is wanted
  while (role !== originalRole && originalRole <= primitive.nextRole && !hasFlag(primitive, ResourceFlag.Blocked)) {
    const reached = walkRoles(run, primitive, context, role, nextRoleTowards(role, originalRole), required);
    if (reached === role) return;
    role = reached;
  }
}

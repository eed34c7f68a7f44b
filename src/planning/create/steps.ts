// The single steps between roles: what each creates.
//
// Traps   a stop or demotion is for every node where the resource is active, whatever node it is to be on; an
//         unrunnable start is left optional, and nothing is promoted where the start cannot run

import { ActionFlag, actionIs, clearActionFlag, OrderFlag, setActionFlag } from "../../actions/action.ts";
import { requestFenceAction } from "../../actions/fence.ts";
import { findExactActions } from "../../actions/find.ts";
import { keyOf } from "../../actions/key.ts";
import { linkActions } from "../../actions/link.ts";
import { setReason } from "../../actions/reason.ts";
import { requestOperation } from "../../actions/request.ts";
import { report } from "../../diagnostics.ts";
import type { Node } from "../../model/node.ts";
import { hasFlag, ResourceFlag, type Primitive } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import type { Role } from "../../values/role.ts";
import { stopsUntilUnfenced } from "../messages.ts";
import { orderAfterUnfencing, wasUnfenced } from "../unfencing.ts";
import { nextRoleTowards, operationBetween, type RoleOperation } from "./roles.ts";

/** What the steps of a resource depend on, beside the resource. */
export interface StepContext {
  /** Where it is to be. */
  readonly assigned: Node | null;
  /**
   * A multiply active resource of which only the unexpected instances are to be stopped: the node where it is left
   * alone.
   */
  readonly expected: Node | null;
  /** Unexpected instances are being stopped. */
  readonly stopsUnexpected: boolean;
}

/**
 * Walks from one role to another, and creates what each step takes.
 *
 * @param required for each step whether it is required; a promotion can be so by itself
 * @returns the role reached
 */
export function walkRoles(
  run: Run,
  primitive: Primitive,
  context: StepContext,
  from: Role,
  target: Role,
  required: { readonly all: boolean; readonly promote: boolean },
): Role {
  let role = from;
  while (role !== target) {
    const next = nextRoleTowards(role, target);
    const operation = operationBetween(role, next);
    if (operation === null) break;
    const must = required.all || (operation === "promote" && required.promote);
    takeStep(run, primitive, context, operation, must);
    role = next;
  }
  return role;
}

function takeStep(
  run: Run,
  primitive: Primitive,
  context: StepContext,
  operation: RoleOperation,
  required: boolean,
): void {
  const { assigned } = context;
  switch (operation) {
    case "stop":
      stop(run, primitive, context, required);
      return;
    case "demote":
      demote(run, primitive, context, required);
      return;
    case "start":
      if (assigned !== null) start(run, primitive, context, assigned, required);
      return;
    case "promote":
      if (assigned !== null) promote(run, primitive, context, assigned, required);
      return;
  }
}

function stop(run: Run, primitive: Primitive, context: StepContext, required: boolean): void {
  const target = primitive.partialMigrationTarget;
  let must = required;
  for (const node of primitive.activeNodes) {
    if (node === context.expected) continue;
    if (target !== null) {
      if (node === target && node === context.assigned) continue;
      must = true;
    }
    const action = requestOperation(run, primitive, "stop", 0, node, !must);
    if (context.assigned === null) setReason(action, "node availability", true);
    else if (context.stopsUnexpected) setReason(action, "being multiply active", true);
    if (!hasFlag(primitive, ResourceFlag.Managed)) clearActionFlag(action, ActionFlag.Runnable);
    if (hasFlag(primitive, ResourceFlag.NeedsUnfencing)) {
      const unfencing = requestFenceAction(run, node, "on", true, null, false);
      linkActions(action, unfencing, OrderFlag.ThenImpliesFirst);
      if (!wasUnfenced(node)) report(run, stopsUntilUnfenced, { resource: primitive.id, node: node.name });
    }
  }
}

function demote(run: Run, primitive: Primitive, context: StepContext, required: boolean): void {
  for (const node of primitive.activeNodes) {
    if (node !== context.expected) requestOperation(run, primitive, "demote", 0, node, !required);
  }
}

function start(run: Run, primitive: Primitive, context: StepContext, node: Node, required: boolean): void {
  const action = requestOperation(run, primitive, "start", 0, node, true);
  orderAfterUnfencing(run, primitive, node, action, OrderFlag.FirstImpliesThen);
  if (required && actionIs(action, ActionFlag.Runnable)) clearActionFlag(action, ActionFlag.Optional);
  if (node === context.expected) setActionFlag(action, ActionFlag.Pseudo);
}

function promote(run: Run, primitive: Primitive, context: StepContext, node: Node, required: boolean): void {
  const starts = findExactActions(primitive, keyOf(primitive, "start"), node);
  if (starts.some((action) => !actionIs(action, ActionFlag.Runnable))) {
    const promotions = findExactActions(primitive, keyOf(primitive, "promote"), node);
    for (const action of promotions) clearActionFlag(action, ActionFlag.Runnable);
    return;
  }
  const action = requestOperation(run, primitive, "promote", 0, node, !required);
  if (node === context.expected) setActionFlag(action, ActionFlag.Pseudo);
}

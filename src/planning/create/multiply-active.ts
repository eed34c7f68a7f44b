// Judges where a primitive is active: whether a migration that has begun goes on, and whether the resource is active on
// more nodes than it should be.

import { report } from "../../diagnostics.ts";
import type { Node } from "../../model/node.ts";
import {
  clearFlag,
  ResourceFlag,
  setFlag,
  type MultipleActive,
  type Primitive,
} from "../../model/resource.ts";
import { activeNodesAsRequired } from "../../resources/state/current-node.ts";
import type { Run } from "../../run.ts";
import { attribute } from "../../xml/element.ts";
import { migrationImpossible, migrationPossiblyElsewhere, multiplyActive, multiplyActiveHelp } from "../messages.ts";
import type { Plan } from "./primitive.ts";

const policies: Readonly<Record<MultipleActive, string>> = {
  stop_start: "attempting recovery",
  stop_unexpected: "stopping unexpected instances",
  block: "waiting for an administrator",
  stop_only: "shutting it down",
};

/** Settles what follows from where the resource is active, in the plan and the resource. */
export function settleActivity(run: Run, primitive: Primitive, plan: Plan): void {
  if (migrationContinues(primitive, plan)) {
    clearFlag(primitive, ResourceFlag.StopUnexpected);
  } else if (primitive.partialMigrationSource !== null || primitive.partialMigrationTarget !== null) {
    abandonMigration(run, primitive, plan);
    clearFlag(primitive, ResourceFlag.StopUnexpected);
  } else if (activeNodesAsRequired(primitive) > 1) {
    recoverMultiplyActive(run, primitive, plan);
  } else {
    clearFlag(primitive, ResourceFlag.StopUnexpected);
  }
}

function migrationContinues(primitive: Primitive, plan: Plan): boolean {
  const { partialMigrationSource: source, partialMigrationTarget: target } = primitive;
  return (
    source !== null &&
    target !== null &&
    plan.canMigrate &&
    primitive.activeNodes.length === 2 &&
    plan.current === source &&
    plan.assigned === target
  );
}

function abandonMigration(run: Run, primitive: Primitive, plan: Plan): void {
  const reason = primitive.activeNodes.length > 2 ? migrationPossiblyElsewhere : migrationImpossible;
  report(run, reason, {
    resource: primitive.id,
    source: nameOf(primitive.partialMigrationSource),
    target: nameOf(primitive.partialMigrationTarget),
  });
  plan.needsStop = true;
  plan.canMigrate = false;
  primitive.partialMigrationSource = null;
  primitive.partialMigrationTarget = null;
}

function nameOf(node: Node | null): string {
  return node?.name ?? "unspecified node";
}

function recoverMultiplyActive(run: Run, primitive: Primitive, plan: Plan): void {
  const policy = primitive.multipleActive;
  report(run, multiplyActive, {
    agent: attribute(primitive.xml, "class") ?? "Untyped",
    resource: primitive.id,
    count: primitive.activeNodes.length,
    policy: policies[policy],
  });
  report(run, multiplyActiveHelp, null);
  // the other two policies made the resource unmanaged, or banned it, when its history was read
  if (policy === "stop_start" || policy === "stop_unexpected") plan.needsStop = true;
  if (policy === "stop_unexpected") setFlag(primitive, ResourceFlag.StopUnexpected);
}

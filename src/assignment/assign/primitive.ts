// Assigns a primitive: applies its colocations to its scores, then takes the best node.
//
// Order   mandatory before optional colocations; within each, first as dependent, then as primary. Scores are shown after
//         that, so what follows (bans for lack of capacity) does not show
// Writes  allowed nodes; assigned node and next role; for a connection, the state of its node

import { report } from "../../diagnostics.ts";
import type { Colocation } from "../../model/colocation.ts";
import { baseEntry, type Entry, type Node } from "../../model/node.ts";
import { clearFlag, hasFlag, ResourceFlag, setFlag, type Primitive } from "../../model/resource.ts";
import { shiftEverywhere } from "../../model/shift.ts";
import { hasAvailableNode } from "../../nodes/availability.ts";
import { findNode } from "../../nodes/find.ts";
import { currentNode } from "../../resources/state/current-node.ts";
import type { Run } from "../../run.ts";
import { Role } from "../../values/role.ts";
import { INFINITY } from "../../values/score.ts";
import { hasInfluence } from "../affects.ts";
import { assignTo } from "../assign-to.ts";
import { chooseNode } from "../choose-node.ts";
import { thisWithOf, withThisOf } from "../colocations.ts";
import { follow } from "../follow/index.ts";
import { nodeChanged, tableChanged } from "../merge/compounds.ts";
import { mergeInto } from "../merge/index.ts";
import { heldByQuorumFreeze } from "../messages.ts";
import { withdrawChanges } from "../score-change.ts";
import { showScores } from "../score-lines.ts";
import { setUnmanaged } from "../state.ts";
import { assign, type Assignment } from "./index.ts";

/** Assigns a primitive; if it belongs to something, that comes first. */
export function* assignPrimitive(
  primitive: Primitive,
  run: Run,
  prefer: Node | null,
  stopIfFail: boolean,
): Assignment {
  const { parent } = primitive;
  if (parent !== null && !hasFlag(parent, ResourceFlag.Assigning)) yield assign(parent, run, prefer, stopIfFail);
  if (!hasFlag(primitive, ResourceFlag.Unassigned)) return primitive.assignedNode;
  if (hasFlag(primitive, ResourceFlag.Assigning)) return null;
  setFlag(primitive, ResourceFlag.Assigning);

  const thisWith = thisWithOf(run, primitive);
  const withThis = withThisOf(run, primitive);
  for (const mandatory of [true, false]) {
    for (const colocation of thisWith) {
      if (isMandatory(colocation) === mandatory) yield* considerPrimary(run, primitive, colocation);
    }
    for (const colocation of withThis) {
      if (isMandatory(colocation) === mandatory) considerDependent(run, primitive, colocation);
    }
  }
  settleRole(run, primitive);
  showScores(run, "pcmk__primitive_assign", primitive);
  decide(run, primitive, prefer, stopIfFail);
  clearFlag(primitive, ResourceFlag.Assigning);
  if (hasFlag(primitive, ResourceFlag.RemoteConnection)) updateConnectedNode(run, primitive);
  return primitive.assignedNode;
}

function isMandatory(colocation: Colocation): boolean {
  return colocation.score >= INFINITY || colocation.score <= -INFINITY;
}

// Colocations that are only wishes, or about a role, must not leave the primitive without any node.
function* considerPrimary(run: Run, primitive: Primitive, colocation: Colocation): Generator<Assignment, void, Entry | null> {
  const { primary, score, dependentRole } = colocation;
  const isWish = dependentRole === Role.Promoted || (score < 0 && score > -INFINITY);
  const saved = isWish ? primitive.allowedNodes.copy() : null;
  const changes = run.ledger?.length ?? 0;
  if (hasFlag(primary, ResourceFlag.Unassigned)) yield assign(primary, run, null, true);
  follow(primitive, run, primary, colocation);
  if (saved === null || hasAvailableNode(primitive.allowedNodes)) return;
  primitive.allowedNodes = saved;
  withdrawChanges(run, primitive, changes);
  tableChanged(run, primitive);
}

function considerDependent(run: Run, primitive: Primitive, colocation: Colocation): void {
  if (!hasInfluence(colocation)) return;
  mergeInto(run, primitive, primitive.allowedNodes, colocation.dependent, colocation, activeOnly);
}

const activeOnly = { active: true } as const;

function settleRole(run: Run, primitive: Primitive): void {
  const { nextRole, originalRole } = primitive;
  if (nextRole === Role.Stopped) {
    shiftEverywhere(run, primitive, -INFINITY, { kind: "target-role" });
    tableChanged(run, primitive);
  } else if (nextRole > originalRole && !run.cluster.quorate && run.cluster.noQuorumPolicy === "freeze") {
    report(run, heldByQuorumFreeze, { resource: primitive.id, from: originalRole, to: nextRole });
    primitive.nextRole = originalRole;
  }
}

function decide(run: Run, primitive: Primitive, prefer: Node | null, stopIfFail: boolean): void {
  const { cluster } = run;
  if (cluster.fencingEnabled && !cluster.haveFencing) setUnmanaged(run, primitive);
  if (!hasFlag(primitive, ResourceFlag.Managed)) {
    const node = currentNode(primitive);
    primitive.nextRole = primitive.originalRole;
    assignTo(run, primitive, node === null ? null : baseEntry(node), true, stopIfFail);
  } else if (cluster.stopAll) {
    assignTo(run, primitive, null, true, stopIfFail);
  } else {
    chooseNode(run, primitive, prefer, stopIfFail);
  }
}

// Whether a Pacemaker Remote node can run anything is decided here, where its connection goes.
function updateConnectedNode(run: Run, connection: Primitive): void {
  const node = findNode(run, connection.id, connection.id);
  if (node === null) return;
  nodeChanged(run);
  if (connection.assignedNode === null || connection.nextRole === Role.Stopped) {
    node.shutdown = true;
    return;
  }
  node.online = true;
  if (!node.seen) node.unclean = false;
}

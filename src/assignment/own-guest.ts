// A resource that is about to be placed on a guest node that lives in it, on which the reference ends with an assertion:
// it would have to start before it starts. The preference that leads there is ignored.

import { report } from "../diagnostics.ts";
import type { Entry, Node } from "../model/node.ts";
import type { Primitive, Resource } from "../model/resource.ts";
import { currentNode } from "../resources/state/current-node.ts";
import { migrationAllowed } from "../resources/state/migration-allowed.ts";
import type { Run } from "../run.ts";
import { INFINITY } from "../values/score.ts";
import { tableChanged } from "./merge/compounds.ts";
import { livesInItself, preferenceForOwnGuest } from "./messages.ts";

/** Whether a choice is such a node; that is reported, and the node is no choice any more. */
export function refuseOwnGuest(run: Run, primitive: Primitive, { node }: Entry): boolean {
  if (node.connection?.launcher !== primitive || needsNoStart(primitive, node)) return false;
  const constraints = run.locations.filter(
    ({ resource, nodes }) => isPartOf(primitive, resource) && nodes.some((wish) => wish.node === node && wish.score > 0),
  );
  if (constraints.length === 0) report(run, livesInItself, { resource: primitive.id, node: node.name });
  for (const { id } of constraints) report(run, preferenceForOwnGuest, { id, resource: primitive.id, node: node.name });
  primitive.allowedNodes.setScore(primitive.allowedNodes.get(node)!, -INFINITY);
  tableChanged(run, primitive);
  return true;
}

/** Where it is recorded as active it is not started, and the start of a migration is a mere point in time. */
function needsNoStart(primitive: Primitive, node: Node): boolean {
  const current = currentNode(primitive);
  if (current === null || current === node) return current !== null;
  const begun = primitive.partialMigrationSource !== null || primitive.partialMigrationTarget !== null;
  return !begun && migrationAllowed(primitive, current, node);
}

function isPartOf(part: Resource, whole: Resource): boolean {
  for (let at: Resource | null = part; at !== null; at = at.parent) if (at === whole) return true;
  return false;
}

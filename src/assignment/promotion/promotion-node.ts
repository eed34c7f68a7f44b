import { report } from "../../diagnostics.ts";
import type { Entry } from "../../model/node.ts";
import { hasFlag, ResourceFlag, type Clone, type Resource } from "../../model/resource.ts";
import { isAvailableFor } from "../../nodes/availability.ts";
import { roleOf } from "../../resources/state/role.ts";
import type { Run } from "../../run.ts";
import { Role } from "../../values/role.ts";
import { assignedEntryOf } from "../assigned.ts";
import { promotedNodeNotAllowed, unmanagedLeftPromoted } from "./messages.ts";

/** The clone's entry for the node on which an instance could be promoted; `null` if there is none. */
export function promotionEntry(run: Run, clone: Clone, instance: Resource): Entry | null {
  for (const member of instance.children) if (promotionEntry(run, clone, member) === null) return null;
  const place = assignedEntryOf(instance);
  if (place === null) return null;
  const { node } = place;
  const managed = hasFlag(instance, ResourceFlag.Managed);
  if (!managed) {
    if (roleOf(instance, "current") !== Role.Promoted) return null;
    report(run, unmanagedLeftPromoted, { instance: instance.id, node: node.name });
  } else if (instance.priority < 0 || !isAvailableFor(place, false, true)) {
    return null;
  }
  const entry = clone.allowedNodes.get(node);
  if (entry === undefined) {
    if (managed) report(run, promotedNodeNotAllowed, { instance: instance.id, clone: clone.id, node: node.name });
    return null;
  }
  return managed && clone.allowedNodes.placedOn(node) >= clone.promotedNodeMax ? null : entry;
}

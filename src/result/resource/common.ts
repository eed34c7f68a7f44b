import { hasFlag, ResourceFlag, type Resource } from "../../model/resource.ts";
import { isActive } from "../../resources/state/is-active.ts";
import { hasFlagAnywhere, hasFlagEverywhere } from "../../resources/state/flags.ts";
import { locationsOf } from "../../resources/state/locations.ts";
import { roleOf } from "../../resources/state/role.ts";
import { isDisabled } from "../../resources/target-role.ts";
import { roleName } from "../../values/role.ts";
import type { Node } from "../../model/node.ts";
import type { RoleName } from "../cluster-status.ts";

/** The names of some nodes, as a read-only list. */
export function nodeNames(nodes: readonly Node[]): readonly string[] {
  return Object.freeze(nodes.map((node) => node.name));
}

/** What the statuses of all variants have. */
export function publishCommon(resource: Resource) {
  return {
    id: resource.id,
    managed: hasFlag(resource, ResourceFlag.Managed),
    maintenance: hasFlag(resource, ResourceFlag.Maintenance),
    disabled: isDisabled(resource),
    removed: hasFlag(resource, ResourceFlag.Removed),
    anyRemoved: hasFlagAnywhere(resource, ResourceFlag.Removed),
    anyUnmanaged: !hasFlagEverywhere(resource, ResourceFlag.Managed),
    anyFailed: hasFlagAnywhere(resource, ResourceFlag.Failed),
    failed: hasFlag(resource, ResourceFlag.Failed),
    failureIgnored: hasFlag(resource, ResourceFlag.IgnoreFailure),
    blocked: hasFlag(resource, ResourceFlag.Blocked),
    active: isActive(resource, true),
    partlyActive: isActive(resource, false),
    nodes: nodeNames(resource.activeNodes),
    places: nodeNames(locationsOf(resource, { current: true })),
    role: roleName(roleOf(resource, "current")) as RoleName,
    targetRole: resource.meta.get("target-role") ?? null,
  };
}

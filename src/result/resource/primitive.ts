import { hasFlag, ResourceFlag, topOf, type Primitive } from "../../model/resource.ts";
import { displayName } from "../../resources/names.ts";
import { currentNode } from "../../resources/state/current-node.ts";
import { displayedRole } from "../../resources/state/role.ts";
import { isTrue } from "../../values/boolean.ts";
import { roleName } from "../../values/role.ts";
import { attribute, idOf } from "../../xml/element.ts";
import type { PrimitiveStatus, RoleName } from "../cluster-status.ts";
import { publishCommon } from "./common.ts";

export function publishPrimitive(resource: Primitive): PrimitiveStatus {
  const { xml } = resource;
  const top = topOf(resource);
  return Object.freeze({
    kind: "primitive",
    ...publishCommon(resource),
    historyId: resource.historyId,
    name: displayName(resource),
    agent: Object.freeze({
      class: attribute(xml, "class") ?? null,
      provider: attribute(xml, "provider") ?? null,
      type: attribute(xml, "type") ?? null,
    }),
    description: attribute(xml, "description") ?? null,
    internal: isTrue(resource.meta.get("internal_rsc")) && !hasFlag(resource, ResourceFlag.Removed),
    shownRole: roleName(displayedRole(resource)) as RoleName,
    promotable: hasFlag(top, ResourceFlag.Promotable),
    currentNode: currentNode(resource)?.name ?? null,
    pendingTask: resource.pendingTask,
    pendingNode: resource.pendingNode?.name ?? null,
    lockNode: resource.lockNode?.name ?? null,
    probedAs: top.variant === "clone" ? (idOf(top.childXml) ?? "") : resource.id,
  });
}

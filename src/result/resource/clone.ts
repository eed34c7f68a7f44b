import { hasFlag, ResourceFlag, type Clone } from "../../model/resource.ts";
import { KeyedTable } from "../../tables/keyed-table.ts";
import { compareNames } from "../../values/names.ts";
import { asciiLower } from "../../values/text.ts";
import { idOf } from "../../xml/element.ts";
import type { CloneStatus, GroupStatus, PrimitiveStatus } from "../cluster-status.ts";
import { publishCommon } from "./common.ts";
import { publishResource } from "./index.ts";

export function publishClone(resource: Clone): CloneStatus {
  const instances = resource.children.map((child) => publishResource(child) as PrimitiveStatus | GroupStatus);
  const configured = resource.meta.get("target-role") ?? resource.children[0]?.meta.get("target-role");
  return Object.freeze({
    kind: "clone",
    ...publishCommon(resource),
    inner: idOf(resource.childXml) ?? "",
    promotable: hasFlag(resource, ResourceFlag.Promotable),
    unique: hasFlag(resource, ResourceFlag.Unique),
    cloneMax: resource.cloneMax,
    configuredRole: configured ?? null,
    instances: Object.freeze(instances),
    inactiveOn: inactiveNodes(resource),
  });
}

// An asymmetric cluster allows nothing yet; there, where it has been probed stands in. The reference puts them in a table by
// name, sorted, and collects them from it in front of each other, which can be seen where names differ only in case.
function inactiveNodes(clone: Clone): readonly string[] {
  const { allowedNodes, probedNodes, activeNodes } = clone;
  const active = new Set(activeNodes.map(({ name }) => asciiLower(name)));
  const nodes = allowedNodes.size === 0 ? [...probedNodes] : allowedNodes.listed().map((entry) => entry.node);
  nodes.sort((a, b) => compareNames(a.name, b.name));
  const names = new KeyedTable<true>();
  for (const { name } of nodes) if (!active.has(asciiLower(name))) names.set(name, true);
  return Object.freeze([...names.keys()].reverse());
}

import { hasFlag, ResourceFlag, type Clone, type Primitive, type Resource } from "../model/resource.ts";

/** Adds what an action carries because it belongs to a resource or to a part of it. Values that are there are replaced. */
export function resourceAttributes(attributes: Map<string, string>, resource: Resource): void {
  switch (resource.variant) {
    case "primitive":
      primitiveAttributes(attributes, resource);
      return;
    case "clone":
      cloneAttributes(attributes, resource);
      return;
    case "group":
    case "bundle":
      return;
  }
}

function primitiveAttributes(attributes: Map<string, string>, primitive: Primitive): void {
  setIfKnown(attributes, "CRM_meta_clone", primitive.meta.get("clone"));
  setIfKnown(attributes, "CRM_meta_remote_node", primitive.meta.get("remote-node"));
  setIfKnown(attributes, "CRM_meta_container", launcherOf(primitive)?.id);
  setIfKnown(attributes, "pcmk_external_ip", primitive.meta.get("external-ip"));
}

/** The launcher of the resource, or of its highest ancestor that has one. */
function launcherOf(resource: Resource): Resource | null {
  let launcher: Resource | null = null;
  for (let at: Resource | null = resource; at !== null; at = at.parent) launcher = at.launcher ?? launcher;
  return launcher;
}

function cloneAttributes(attributes: Map<string, string>, clone: Clone): void {
  attributes.set("CRM_meta_globally_unique", String(hasFlag(clone, ResourceFlag.Unique)));
  attributes.set("CRM_meta_notify", String(hasFlag(clone, ResourceFlag.Notify)));
  attributes.set("CRM_meta_clone_max", String(clone.cloneMax));
  attributes.set("CRM_meta_clone_node_max", String(clone.cloneNodeMax));
  if (!hasFlag(clone, ResourceFlag.Promotable)) return;
  for (const word of ["promoted", "master"]) {
    attributes.set(`CRM_meta_${word}_max`, String(clone.promotedMax));
    attributes.set(`CRM_meta_${word}_node_max`, String(clone.promotedNodeMax));
  }
}

function setIfKnown(attributes: Map<string, string>, name: string, value: string | undefined): void {
  if (value !== undefined) attributes.set(name, value);
}

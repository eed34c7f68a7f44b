// Unpacks one resource and everything in it.
//
// Order   that of the steps below is the order of diagnostics; children are complete before the parent's own last steps
// Trap    flags come from the resource's own table alone: a member can be managed in an unmanaged group, and vice versa

import { report } from "../../diagnostics.ts";
import { clearFlag, hasFlag, ResourceFlag, setFlag, topOf, type Resource } from "../../model/resource.ts";
import { allowEverywhere, shiftEverywhere } from "../../model/shift.ts";
import type { Run } from "../../run.ts";
import { isTrue } from "../../values/boolean.ts";
import { asciiLower, equalsIgnoreCase } from "../../values/text.ts";
import { byVariant, type Variant } from "../../variants.ts";
import { attribute, idOf, type XmlElement } from "../../xml/element.ts";
import { isFenceAgent, isRemoteAgent } from "../agent.ts";
import { addBlocks } from "../blocks.ts";
import { createResource } from "../create.ts";
import { countTowardsLimit, takePlaces } from "../size-limits.ts";
import { configurationWithoutId, managedDefaultDeprecated, unknownResourceType } from "../messages.ts";
import { resolveMeta } from "../meta.ts";
import { operationsOf } from "../operations.ts";
import { readInterval, readMigrationThreshold, readMultipleActive, readPriority, readStickiness } from "../options.ts";
import { parametersOf } from "../parameters.ts";
import { applyRequires } from "../requires.ts";
import { requestedRole } from "../target-role.ts";
import { expandTemplate, recordTemplateUse } from "../template.ts";
import { unpackBundle } from "./bundle.ts";
import { unpackClone } from "./clone.ts";
import { readMinInteger } from "./count-option.ts";
import { unpackGroup } from "./group.ts";
import { unpackPrimitive } from "./primitive.ts";

/** Builds what only one variant has, children above all. False, with a report, if the resource is unusable. */
const unpackVariant: (resource: Resource, run: Run) => boolean = byVariant({
  primitive: unpackPrimitive,
  group: unpackGroup,
  clone: unpackClone,
  bundle: unpackBundle,
});

/**
 * Unpacks a resource. It does not yet belong to anything: the caller attaches it to its parent, or to the cluster.
 *
 * @param element the configured element; the internal attribute `clone` makes it an instance of that number
 * @returns `null`, with a report, if the resource is unusable
 * @throws PengineError if clones and bundles have too many instances
 */
export function unpackResource(run: Run, element: XmlElement, parent: Resource | null): Resource | null {
  countTowardsLimit(run, parent);
  const resource = identify(run, element, parent);
  if (resource === null) return null;
  resolveMeta(run, resource);
  applyOptions(run, resource);
  if (!unpackVariant(resource, run)) return null;
  allowByDefault(run, resource);
  addBlocks(run, resource.xml, "utilization", null, resource.utilization);
  recordTemplateUse(run, element);
  return resource;
}

function identify(run: Run, element: XmlElement, parent: Resource | null): Resource | null {
  const configuredId = idOf(element);
  if (configuredId === undefined) {
    report(run, configurationWithoutId, { tag: element.name });
    return null;
  }
  const xml = expandTemplate(run, element);
  if (xml === null) return null;
  const operations = operationsOf(run, xml);
  const variant = variantOf(xml.name);
  if (variant === null) {
    report(run, unknownResourceType, { tag: xml.name, id: configuredId });
    return null;
  }
  const number = attribute(xml, "clone");
  const id = number === undefined ? configuredId : `${configuredId}:${number}`;
  return createResource(run, { id, variant, originalXml: element, xml, operations, parent });
}

function variantOf(tag: string): Variant | null {
  const name = asciiLower(tag);
  return name === "primitive" || name === "group" || name === "clone" || name === "bundle" ? name : null;
}

function applyOptions(run: Run, resource: Resource): void {
  const { meta } = resource;
  resource.priority = readPriority(run, resource);
  const critical = meta.get("critical");
  if (critical === undefined || isTrue(critical)) setFlag(resource, ResourceFlag.Critical);
  if (isTrue(meta.get("notify"))) setFlag(resource, ResourceFlag.Notify);
  if (isRemoteAgent(resource.xml)) setFlag(resource, ResourceFlag.RemoteConnection);
  const migratable = meta.get("allow-migrate");
  if (migratable === undefined ? isRemoteNodeConnection(resource) : isTrue(migratable)) {
    setFlag(resource, ResourceFlag.Migratable);
  }
  applyManagement(run, resource);
  applyUniqueness(run, resource);
  resource.multipleActive = readMultipleActive(run, resource);
  resource.stickiness = readStickiness(run, resource);
  resource.banAfterFailures = readMigrationThreshold(run, resource);
  if (isFenceAgent(resource.xml)) {
    setFlag(resource, ResourceFlag.FenceDevice);
    run.cluster.haveFencing = true;
  }
  applyRequires(run, resource);
  const failureTimeout = meta.get("failure-timeout");
  if (failureTimeout !== undefined) resource.failureTimeout = readInterval(run, failureTimeout);
  if (isRemoteNodeConnection(resource)) applyReconnectInterval(run, resource);
  resource.nextRole = requestedRole(run, resource);
}

/** A connection that is not launched by another resource. */
function isRemoteNodeConnection(resource: Resource): boolean {
  return hasFlag(resource, ResourceFlag.RemoteConnection) && !resource.meta.has("container");
}

function applyManagement(run: Run, resource: Resource): void {
  const managed = resource.meta.get("is-managed");
  if (managed !== undefined) {
    if (equalsIgnoreCase(managed, "default")) report(run, managedDefaultDeprecated, null);
    else if (isTrue(managed)) setFlag(resource, ResourceFlag.Managed);
    else clearFlag(resource, ResourceFlag.Managed);
  }
  if (isTrue(resource.meta.get("maintenance")) || run.cluster.maintenanceMode) {
    clearFlag(resource, ResourceFlag.Managed);
    setFlag(resource, ResourceFlag.Maintenance);
  }
}

function applyUniqueness(run: Run, resource: Resource): void {
  if (topOf(resource).variant !== "clone") {
    setFlag(resource, ResourceFlag.Unique);
    return;
  }
  const unique = resource.meta.get("globally-unique");
  if (unique === undefined ? readMinInteger(run, resource, "clone-node-max", 0, 1) > 1 : isTrue(unique)) {
    setFlag(resource, ResourceFlag.Unique);
  }
  if (isTrue(resource.meta.get("promotable"))) setFlag(resource, ResourceFlag.Promotable);
}

function applyReconnectInterval(run: Run, resource: Resource): void {
  const interval = parametersOf(run, resource, null).get("reconnect_interval");
  if (interval === undefined) return;
  resource.reconnectInterval = readInterval(run, interval);
  // a failure to connect must not be forgotten before the next attempt is due
  resource.failureTimeout = resource.reconnectInterval;
}

function allowByDefault(run: Run, resource: Resource): void {
  if (run.cluster.symmetric) {
    takePlaces(run, resource.id);
    allowEverywhere(run, resource);
  } else if (hasFlag(resource, ResourceFlag.RemoteConnection) && resource.meta.has("container")) {
    shiftEverywhere(run, resource, 0, { kind: "default" });
  }
}

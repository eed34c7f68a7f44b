// Resources that only history knows.

import type { Node } from "../model/node.ts";
import { clearFlag, hasFlag, ResourceFlag, setFlag, type Primitive } from "../model/resource.ts";
import { shiftEverywhere } from "../model/shift.ts";
import { createNode } from "../nodes/create.ts";
import { findNodeByName } from "../nodes/find.ts";
import type { Run } from "../run.ts";
import { INFINITY } from "../values/score.ts";
import { attribute, childElements, createElement, idOf, type XmlElement } from "../xml/element.ts";
import { linkConnection } from "./connections.ts";
import { enterTree } from "./directory.ts";
import { findResource } from "./find.ts";
import { launch } from "./launchers.ts";
import { unpackResource } from "./unpack/resource.ts";

/**
 * Creates the resource that a history entry (`lrm_resource`) shows and the configuration does not have. All attributes
 * of the entry count as its configuration. It comes last in the cluster's list.
 */
export function createRemovedResource(run: Run, entry: XmlElement): Primitive | null {
  const resource = unpackResource(run, createElement("primitive", entry.attributes), null);
  if (resource === null || resource.variant !== "primitive") return null;
  if (hasFlag(resource, ResourceFlag.RemoteConnection)) linkRemovedConnection(run, resource);
  if (attribute(entry, "container") !== undefined) setFlag(resource, ResourceFlag.RemovedLaunched);
  setFlag(resource, ResourceFlag.Removed);
  run.cluster.resources.push(resource);
  enterTree(run, resource);
  if (run.cluster.stopRemovedResources) shiftEverywhere(run, resource, -INFINITY, { kind: "removed" });
  else clearFlag(resource, ResourceFlag.Managed);
  return resource;
}

function linkRemovedConnection(run: Run, connection: Primitive): void {
  const name = connection.id;
  const node: Node | null =
    findNodeByName(run, name) ?? createNode(run, { id: name, name, type: "remote", score: 0 });
  linkConnection(run, connection);
  if (node !== null) node.shutdown = true;
}

/** Links removed resources to their launchers, once all of a node's history is known. */
export function linkRemovedLaunched(run: Run, lrmResources: XmlElement): void {
  for (const entry of childElements(lrmResources, "lrm_resource")) {
    const id = idOf(entry);
    const container = attribute(entry, "container");
    if (id === undefined || container === undefined) continue;
    const resource = findResource(run, id);
    const launcher = findResource(run, container);
    if (resource === null || launcher === null || resource.launcher !== null) continue;
    if (hasFlag(resource, ResourceFlag.RemovedLaunched)) launch(resource, launcher);
  }
}

// Creates what a bundle implies for one replica: container, address, connection and bundle node.
//
// Order   container, address, connection; each becomes a child of the bundle at once
// Trap    the connection's ID is changed if something unpacked before has it; what comes later is not noticed
// Trap    a bundle node is no place for anything but its instance, and a connection can run on member nodes only

import { ProbeMode, withScore, type Entry, type Node } from "../../model/node.ts";
import { NodeTable } from "../../model/node-table.ts";
import {
  ResourceFlag,
  setFlag,
  type Bundle,
  type Primitive,
  type Replica,
  type Resource,
} from "../../model/resource.ts";
import { createNode } from "../../nodes/create.ts";
import { findNodeById, findNodeByName } from "../../nodes/find.ts";
import { invariant } from "../../errors.ts";
import type { Run } from "../../run.ts";
import { INFINITY } from "../../values/score.ts";
import type { XmlElement } from "../../xml/element.ts";
import { findResource } from "../find.ts";
import { connectionElement, REMOTE_PORT } from "../guest-connection.ts";
import type { BundleConfiguration } from "./bundle-configuration.ts";
import { addressElement, containerElement } from "./bundle-container.ts";
import { unpackResource } from "./resource.ts";

/** What is settled about a replica before its resources are created. */
export interface ReplicaPlan {
  readonly offset: number;
  /** `null` if there is none, be it because the range is exhausted. */
  readonly address: string | null;
  readonly child: Primitive | null;
}

/** Preference of a bundled instance for its own node. */
const OWN_NODE_SCORE = 500;

/** Creates the implicit resources of a replica. */
export function createReplica(
  run: Run,
  bundle: Bundle,
  configuration: BundleConfiguration,
  plan: ReplicaPlan,
  hostOptions: string,
): Replica {
  const { offset, address: ipAddress, child } = plan;
  const container = unpackPart(run, bundle, containerElement(bundle.id, configuration, plan, hostOptions));
  setFlag(container, ResourceFlag.ReplicaContainer);
  const ip =
    configuration.ipRangeStart === undefined
      ? null
      : unpackPart(run, bundle, addressElement(bundle.id, configuration, plan));
  if (child === null) return { offset, ipAddress, container, ip, node: null, remote: null, child: null };

  const id = connectionId(run, bundle, offset, child);
  const node = createBundleNode(run, bundle, id, child);
  const remote = unpackConnection(run, id, bundle, configuration, plan, container, node.node);
  if (ipAddress !== null) child.meta.set("external-ip", ipAddress);
  // what the bundled primitive uses is used up where the container runs
  const { utilization } = child;
  child.utilization = container.utilization;
  container.utilization = utilization;
  return { offset, ipAddress, container, ip, node, remote, child };
}

function unpackPart(run: Run, bundle: Bundle, element: XmlElement): Primitive {
  const part = unpackResource(run, element, bundle);
  invariant(part !== null && part.variant === "primitive", "what a bundle generates can be unpacked");
  bundle.children.push(part);
  return part;
}

function connectionId(run: Run, bundle: Bundle, offset: number, child: Primitive): string {
  const usual = `${bundle.id}-${offset}`;
  return findResource(run, usual) === null ? usual : `pcmk-internal-${child.id}-remote-${offset}`;
}

/**
 * Creates the node, or claims one of that name, and confines it and the instance to each other. The name of one that is
 * claimed can differ from the connection's ID in case (observed).
 */
function createBundleNode(run: Run, bundle: Bundle, id: string, child: Primitive): Entry {
  const existing = findNodeByName(run, id);
  const idInUse = findNodeById(run, id) !== null;
  const node = existing ?? createNode(run, { id, name: id, type: "remote", score: -INFINITY });
  invariant(node !== null, "a remote node can always be created");
  node.baseScore = -INFINITY;
  node.baseProbeMode = ProbeMode.Never;
  // what is unpacked later never gets an entry for it, and what was unpacked before has one only if the node is
  // configured, and only if its ID is that of the connection (observed)
  if (idInUse) for (const resource of run.cluster.resources) forbid(resource, run.nodeKeys.slotOf(id));

  const own: Entry = { node, score: OWN_NODE_SCORE, probeMode: ProbeMode.Exclusive };
  child.allowedNodes = new NodeTable(run.nodeKeys.empty);
  child.allowedNodes.set(own);
  bundle.child!.allowedNodes.set(withScore(own, -INFINITY));
  return own;
}

function forbid(resource: Resource, slot: number): void {
  const entry = resource.allowedNodes.raw()[slot];
  if (entry !== undefined) resource.allowedNodes.set({ node: entry.node, score: -INFINITY, probeMode: ProbeMode.Never });
  for (const child of resource.children) forbid(child, slot);
}

function unpackConnection(
  run: Run,
  id: string,
  bundle: Bundle,
  configuration: BundleConfiguration,
  plan: ReplicaPlan,
  container: Primitive,
  node: Node,
): Primitive {
  const element = connectionElement({
    id,
    launcher: container.id,
    migratable: undefined,
    managed: undefined,
    // without an address of its own it is reached at the node that hosts it
    address: plan.address ?? "#uname",
    port: configuration.controlPort ?? REMOTE_PORT,
    startTimeout: null,
  });
  const remote = unpackPart(run, bundle, element);
  for (const entry of remote.allowedNodes.raw()) {
    if (entry !== undefined && entry.node.type === "remote") remote.allowedNodes.setScore(entry, -INFINITY);
  }
  node.connection = remote;
  remote.launcher = container;
  node.attributes.set("#kind", "container");
  setFlag(remote, ResourceFlag.RemoteNestingAllowed);
  return remote;
}

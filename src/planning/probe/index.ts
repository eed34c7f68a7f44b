// Schedules probes: one-time monitors that find out whether a resource is active where that is not known.
//
// Order   nodes in cluster order; on each, resources in list order
// Rule    Pacemaker Explained, "Monitoring Resources When Not Running" and "resource-discovery" of location constraints
// Trap    a remote node whose connection cannot be recovered is found here, and fenced

import { isRemoteNode, type Node } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import { connectionOutlook, requestFencing } from "../../nodes/fence-need.ts";
import type { Run } from "../../run.ts";
import { byVariant } from "../../variants.ts";
import { probeBundle } from "./bundle.ts";
import { probeClone } from "./clone.ts";
import { probeGroup } from "./group.ts";
import { probePrimitive } from "./primitive.ts";

/** Probes a resource on a node as far as that is called for, and tells whether there is a new probe. */
export const probe: (resource: Resource, run: Run, node: Node) => boolean = byVariant({
  primitive: probePrimitive,
  group: probeGroup,
  clone: probeClone,
  bundle: probeBundle,
});

/** Stage: schedules probes where the state of resources is not known. */
export function createProbes(run: Run): void {
  if (!run.cluster.probeResources) return;
  for (const node of run.cluster.nodes) {
    if (!node.online) fenceUnrecoverable(run, node);
    else if (!node.unclean && node.probesAllowed) {
      for (const resource of run.cluster.resources) probe(resource, run, node);
    }
  }
}

function fenceUnrecoverable(run: Run, node: Node): void {
  if (!isRemoteNode(node) || node.connection === null || connectionOutlook(node) !== "failed") return;
  requestFencing(run, node, "the connection is unrecoverable");
}

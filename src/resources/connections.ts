// Links connections to the nodes that they lead to.

import { report } from "../diagnostics.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { findNodeByName } from "../nodes/find.ts";
import { applyStartupFencing } from "../nodes/startup-fencing.ts";
import type { Run } from "../run.ts";
import { connectionWithoutNode } from "./messages.ts";

/**
 * Links a top-level connection to the node of its name; bundles link their own. Startup fencing applies to a remote
 * node only now that it has a connection; a guest node is recognised as such from now on.
 */
export function linkConnection(run: Run, resource: Resource): void {
  if (resource.variant !== "primitive" || !hasFlag(resource, ResourceFlag.RemoteConnection)) return;
  const node = findNodeByName(run, resource.id);
  if (node === null) {
    // made from a template; it is scheduled like any other resource
    report(run, connectionWithoutNode, null);
    return;
  }
  node.connection = resource;
  if (resource.launcher === null) applyStartupFencing(run, node);
  else node.attributes.set("#kind", "container");
}

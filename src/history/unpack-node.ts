// Reads what a node's status says about resources, in document order.
//
// Order   resource entries as they stand; removed resources find their launchers after the last one

import { requestOperation } from "../actions/request.ts";
import type { Node } from "../model/node.ts";
import { linkRemovedLaunched } from "../resources/removed.ts";
import { currentNode } from "../resources/state/current-node.ts";
import type { Run } from "../run.ts";
import { childElements, type XmlElement } from "../xml/element.ts";
import { awaitsLauncher, unpackResourceHistory } from "./unpack-resource.ts";

/** Reads a node's history; `lrmResources` is the node's `lrm_resources`. */
export function unpackNodeHistory(run: Run, node: Node, lrmResources: XmlElement): void {
  let launchersMissing = false;
  for (const element of childElements(lrmResources, "lrm_resource")) {
    const resource = unpackResourceHistory(run, node, element);
    if (resource !== null && awaitsLauncher(resource)) launchersMissing = true;
  }
  if (launchersMissing) linkRemovedLaunched(run, lrmResources);
}

/** Schedules the stops of containers whose connections failed, once it is known where they run; the last noted first. */
export function scheduleLauncherStops(run: Run): void {
  for (let i = run.launchersToStop.length - 1; i >= 0; i--) {
    const launcher = run.launchersToStop[i]!;
    const node = currentNode(launcher);
    if (node !== null) requestOperation(run, launcher, "stop", 0, node, false);
  }
}

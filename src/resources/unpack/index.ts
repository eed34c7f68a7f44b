// Unpacks the `resources` section.
//
// Order   document order, the connections of guests last; then launchers and connections are linked in the same order;
//         then the list is sorted by priority, highest first and stable
// Trap    only top-level resources are sorted, and removed resources that history shows later stay at the end

import { report } from "../../diagnostics.ts";
import type { Run } from "../../run.ts";
import { listSort } from "../../tables/list-sort.ts";
import { childElements, idOf } from "../../xml/element.ts";
import { linkConnection } from "../connections.ts";
import { enterTree } from "../directory.ts";
import { linkLaunchers } from "../launchers.ts";
import { noFencing, resourceIgnored, resourceWithoutId } from "../messages.ts";
import { recordTemplate } from "../template.ts";
import { unpackResource } from "./resource.ts";

/** Unpacks all configured resources. */
export function unpackResources(run: Run): void {
  const { cluster } = run;
  unpackSection(run);
  for (const resource of cluster.resources) {
    linkLaunchers(run, resource);
    linkConnection(run, resource);
  }
  cluster.resources = listSort(cluster.resources, (a, b) => b.priority - a.priority);
  if (cluster.fencingEnabled && !cluster.haveFencing) report(run, noFencing, null);
}

function unpackSection(run: Run): void {
  const { resources } = run.sections;
  if (resources === null) return;
  for (const element of childElements(resources)) {
    const id = idOf(element);
    if (id === undefined || id === "") {
      report(run, resourceWithoutId, { tag: element.name });
      continue;
    }
    if (element.name === "template") {
      recordTemplate(run, id);
      continue;
    }
    const resource = unpackResource(run, element, null);
    if (resource === null) {
      report(run, resourceIgnored, { tag: element.name, id });
      continue;
    }
    run.cluster.resources.push(resource);
    enterTree(run, resource);
  }
}

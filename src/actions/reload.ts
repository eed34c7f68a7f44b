import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";

/** Schedules a reload of a primitive (or of everything below a collective resource) on a node. */
export function scheduleReload(run: Run, resource: Resource, node: Node): void {
  void [run, resource, node];
  throw new Error("not built yet");
}

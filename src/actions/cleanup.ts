import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";

/** Schedules the removal of a resource's history on a node, between its stop and its start. */
export function requestCleanup(run: Run, resource: Resource, node: Node, optional: boolean): void {
  void [run, resource, node, optional];
  throw new Error("not built yet");
}

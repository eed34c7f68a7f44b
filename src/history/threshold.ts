import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";

/** Bans a resource (each primitive below it) from a node where it failed too often. */
export function banForFailures(run: Run, resource: Resource, node: Node): void {
  void [run, resource, node];
  throw new Error("not built yet");
}

import type { Action } from "../../actions/action.ts";
import type { Node } from "../../model/node.ts";
import type { Bundle } from "../../model/resource.ts";
import { instancesOf } from "../instances.ts";
import type { Propagation } from "../propagation.ts";
import { instancesFlags } from "./instances.ts";

const ofContainers: ReadonlySet<string> = new Set([
  "start",
  "running",
  "stop",
  "stopped",
  "monitor",
  "do_shutdown",
  "stonith",
]);

/** What concerns roles or notifications follows from what is bundled, everything else from the containers. */
export function bundleFlags(bundle: Bundle, action: Action, node: Node | null, state: Propagation | null): number {
  const inner = bundle.child;
  const parts = inner === null || ofContainers.has(action.task) ? instancesOf(bundle) : inner.children;
  return instancesFlags(bundle, parts, action, node, state);
}

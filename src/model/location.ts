import type { Role } from "../values/role.ts";
import type { Node, ProbeMode } from "./node.ts";
import type { Resource } from "./resource.ts";

/** The preference of one resource for some nodes; one `rsc_location` can yield several. */
export interface Location {
  readonly id: string;
  readonly resource: Resource;
  /** Unknown: whatever the role. */
  readonly role: Role;
  readonly probeMode: ProbeMode;
  readonly nodes: readonly { readonly node: Node; readonly score: number }[];
}

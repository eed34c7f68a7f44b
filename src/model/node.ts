import type { KeyedTable } from "../tables/keyed-table.ts";
import type { Action } from "../actions/action.ts";
import type { Primitive, Resource } from "./resource.ts";

/** `member`: runs the full cluster stack. `remote`: any Pacemaker Remote node, that is a remote or a guest node. */
export type NodeType = "member" | "remote";

/** Whether a resource may be probed on a node. Ordered: a stricter mode is greater. */
export const ProbeMode = { Always: 0, Never: 1, Exclusive: 2 } as const;
export type ProbeMode = (typeof ProbeMode)[keyof typeof ProbeMode];

/** A node of the cluster; one object per node and run. */
export interface Node {
  readonly id: string;
  readonly name: string;
  readonly type: NodeType;
  /** Number of the node's ID in the run's {@link NodeKeys}; tables of nodes are indexed by it. */
  readonly slot: number;
  /** Score that a new entry for this node starts with. */
  baseScore: number;
  /** Probe mode that a new entry for this node starts with. */
  baseProbeMode: ProbeMode;
  /** Permanent, transient and built-in (`#uname` ...) attributes. */
  readonly attributes: KeyedTable<string>;
  /** Capacities as configured. */
  readonly utilization: KeyedTable<string>;
  /** Capacities that are left, once assignment has begun to account for them; owned by assignment/capacity. */
  remaining: KeyedTable<string> | null;

  /** Can be given actions (which does not imply that it may run resources). */
  online: boolean;
  pending: boolean;
  /** Its state cannot be trusted: it must be fenced before its resources count as safe. */
  unclean: boolean;
  /** Is to leave the cluster cleanly. */
  shutdown: boolean;
  maintenance: boolean;
  standby: boolean;
  /** Put in standby by a failure with `on-fail=standby`. */
  standbyOnFail: boolean;
  /** Has had a usable status entry during the cluster's lifetime. */
  seen: boolean;
  expectedUp: boolean;
  probesAllowed: boolean;
  /** Guest node: its launcher must be recovered. Remote node: it must be fenced. */
  remoteReset: boolean;
  /** Remote node: was fenced since it was last connected. */
  remoteFenced: boolean;
  /** The status says that the maintenance state of this Pacemaker Remote node was already recorded. */
  remoteMaintenanceRecorded: boolean;
  historyUnpacked: boolean;
  /** Pacemaker Remote nodes: the resource that is the connection. */
  connection: Primitive | null;
  /** Primitives believed active here, in order of discovery. */
  readonly running: Primitive[];
  /** Sum of the priorities of what is active here, for `priority-fencing-delay`. */
  priority: number;
  /** Number of resources assigned so far; node comparison prefers fewer. */
  assignedCount: number;
  /** Resources assigned so far, in order of assignment. */
  readonly assigned: Resource[];
  /** The fence action scheduled for this node, once there is one. */
  fenceAction: Action | null;
}

/** A node as one resource (or one list) sees it. */
export interface Entry {
  readonly node: Node;
  score: number;
  /** Instances of one collective placed here while they are being distributed. */
  count: number;
  probeMode: ProbeMode;
}

/** A fresh entry with the node's base score and probe mode. */
export function createEntry(node: Node): Entry {
  return { node, score: node.baseScore, count: 0, probeMode: node.baseProbeMode };
}

/** An independent copy. */
export function copyEntry(entry: Entry): Entry {
  return { node: entry.node, score: entry.score, count: entry.count, probeMode: entry.probeMode };
}

/** Any node reached through a connection resource. */
export function isPacemakerRemote(node: Node): boolean {
  return node.type === "remote";
}

/** A Pacemaker Remote node that is not a guest: it has no connection, or one without launcher. */
export function isRemoteNode(node: Node): boolean {
  return node.type === "remote" && (node.connection === null || node.connection.launcher === null);
}

/** A Pacemaker Remote node that lives in a resource (a virtual machine, or a bundle's container). */
export function isGuestNode(node: Node): boolean {
  return node.type === "remote" && node.connection !== null && node.connection.launcher !== null;
}

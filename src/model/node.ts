import { INFINITY } from "../values/score.ts";
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
  /** The entry made last from the base score and probe mode, and the one made last for a ban: most entries are one of these. */
  sharedBase: Entry | null;
  sharedBan: Entry | null;
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

/** A node as one resource (or one list) sees it; a value, which tables share. */
export interface Entry {
  readonly node: Node;
  readonly score: number;
  readonly probeMode: ProbeMode;
}

/** The entry with the node's base score and probe mode. */
export function baseEntry(node: Node): Entry {
  const { sharedBase } = node;
  if (sharedBase !== null && sharedBase.score === node.baseScore && sharedBase.probeMode === node.baseProbeMode) return sharedBase;
  const entry: Entry = { node, score: node.baseScore, probeMode: node.baseProbeMode };
  node.sharedBase = entry;
  return entry;
}

/** An entry that differs in its score. */
export function withScore(entry: Entry, score: number): Entry {
  const { node, probeMode } = entry;
  if (entry.score === score) return entry;
  if (score !== -INFINITY) return { node, score, probeMode };
  const { sharedBan } = node;
  if (sharedBan !== null && sharedBan.probeMode === probeMode) return sharedBan;
  const ban: Entry = { node, score, probeMode };
  node.sharedBan = ban;
  return ban;
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

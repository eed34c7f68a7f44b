import type { KeyedTable } from "../tables/keyed-table.ts";
import type { Node } from "./node.ts";
import type { Resource } from "./resource.ts";

/** What to do without quorum, after the adjustments that the configured policy is subject to. */
export type NoQuorumPolicy = "ignore" | "freeze" | "demote" | "fence" | "stop";

/** A ticket of a multi-site cluster. */
export interface Ticket {
  readonly id: string;
  granted: boolean;
  standby: boolean;
  /** Seconds since the epoch; -1 if never granted. */
  lastGranted: number;
  readonly state: KeyedTable<string>;
}

/** The cluster as a whole: typed options and everything that belongs to no single resource or node. */
export interface Cluster {
  quorate: boolean;
  noQuorumPolicy: NoQuorumPolicy;
  /** Raw option texts by name; defaults are put in as they are looked up. */
  readonly options: KeyedTable<string>;
  symmetric: boolean;
  maintenanceMode: boolean;
  stopAll: boolean;
  fencingEnabled: boolean;
  /** There is a fence device, or a watchdog. */
  haveFencing: boolean;
  startupFencing: boolean;
  concurrentFencing: boolean;
  /** Unfencing is in use somewhere. */
  unfencing: boolean;
  fenceRemoteWithoutQuorum: boolean;
  stopRemovedResources: boolean;
  cancelRemovedActions: boolean;
  startFailureFatal: boolean;
  probeResources: boolean;
  shutdownLock: boolean;
  /** Milliseconds; 0: locks never expire. */
  shutdownLockLimit: number;
  /** Milliseconds; 0: never. */
  nodePendingTimeout: number;
  /** Milliseconds; 0: no delay. */
  priorityFencingDelay: number;
  fenceAction: "reboot" | "off";
  /** Milliseconds. */
  fencingTimeout: number;
  /** As written; compared without regard to case. */
  placementStrategy: string;
  /** There is at least one Pacemaker Remote node. */
  haveRemoteNodes: boolean;
  /** Sorted by name, digit runs as numbers; of nodes with equal names the latest first. */
  readonly nodes: Node[];
  /** By lower-cased name: the first in list order. */
  readonly nodesByName: Map<string, Node>;
  /** By lower-cased ID, each list in order of creation. */
  readonly nodesById: Map<string, Node[]>;
  dc: Node | null;
  /** Top level only: document order, then by priority; removed resources at the end. */
  resources: Resource[];
  readonly tickets: KeyedTable<Ticket>;
  /** Tag ID to the IDs it refers to, in document order. */
  readonly tags: KeyedTable<string[]>;
  /** Template ID to the IDs of the primitives made from it, in order of unpacking. */
  readonly templates: KeyedTable<string[]>;
  instanceCount: number;
  disabledCount: number;
  blockedCount: number;
}

import type { Action } from "../actions/action.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import type { Role } from "../values/role.ts";
import type { XmlElement } from "../xml/element.ts";
import type { Colocation, LinkedLists } from "./colocation.ts";
import type { Location } from "./location.ts";
import type { Entry, Node } from "./node.ts";
import type { NodeTable } from "./node-table.ts";
import type { TicketDependency } from "./ticket-dependency.ts";

/** Independent yes/no facts about a resource, combined in {@link ResourceBase.flags}. */
export const ResourceFlag = {
  Managed: 1 << 0,
  /** Nothing may be done with it; always unmanaged too. */
  Blocked: 1 << 1,
  Maintenance: 1 << 2,
  Critical: 1 << 3,
  Notify: 1 << 4,
  /** Not an instance of an anonymous clone. */
  Unique: 1 << 5,
  Promotable: 1 << 6,
  /** Known from history only, or an instance in excess. */
  Removed: 1 << 7,
  /** A removed resource whose history says that it was launched by another one. */
  RemovedLaunched: 1 << 8,
  /** Class `stonith`. */
  FenceDevice: 1 << 9,
  /** `ocf:pacemaker:remote`. */
  RemoteConnection: 1 << 10,
  /** Live migration is allowed; history may take this back. */
  Migratable: 1 << 11,
  NeedsQuorum: 1 << 12,
  NeedsFencing: 1 << 13,
  NeedsUnfencing: 1 << 14,
  /** Probed only where a location constraint with exclusive discovery allows it. */
  ExclusiveProbes: 1 << 15,
  /** The connection of a bundle's replica, which may run on a Pacemaker Remote node. */
  RemoteNestingAllowed: 1 << 16,
  ReplicaContainer: 1 << 17,
  Failed: 1 << 18,
  /** With {@link ResourceFlag.Failed}: recovery must include a stop. */
  StopIfFailed: 1 << 19,
  StartPending: 1 << 20,
  /** Failures are to be ignored (`on-fail=ignore`). */
  IgnoreFailure: 1 << 21,
  /** Multiply active, and only the unexpected instances are to be stopped. */
  StopUnexpected: 1 << 22,
  /** Assignment of this resource is not final yet. */
  Unassigned: 1 << 23,
  /** Being assigned right now (loop detection). */
  Assigning: 1 << 24,
  /** Its scores are being merged into another table right now (loop detection). */
  Merging: 1 << 25,
  /** To be stopped and started. */
  Restarting: 1 << 26,
  /** To be reloaded. */
  Reloading: 1 << 27,
  /** Bookkeeping of walks that must notice a loop. */
  DetectLoop: 1 << 28,
  /** Group: members start in order (deprecated option `ordered`). Clone: instances start one after the other. */
  Ordered: 1 << 29,
  /** Group: members are colocated (deprecated option `collocated`). */
  Colocated: 1 << 30,
} as const;
export type ResourceFlag = (typeof ResourceFlag)[keyof typeof ResourceFlag];

/** What to do with a primitive that is found active on more than one node. */
export type MultipleActive = "stop_start" | "stop_only" | "block" | "stop_unexpected";

/** What all variants have. Fields that are not known yet are `null`. */
export interface ResourceBase {
  /** Unique within the run, with the instance number where there is one: `vip`, `web:0`. */
  readonly id: string;
  /** The configured element, untouched by templates. */
  readonly originalXml: XmlElement;
  /** The effective element: template expanded, internal attribute `clone` set for instances. */
  xml: XmlElement;
  /** The `operations` in force. */
  operations: XmlElement | null;
  /** The name in history, when that differs from {@link id}. */
  historyId: string | null;
  readonly parent: Resource | null;
  /** Members, instances, or a bundle's parts; order matters and changes during assignment. */
  children: Resource[];
  /** Resolved meta-attributes, XML attributes included. */
  readonly meta: KeyedTable<string>;
  utilization: KeyedTable<string>;
  /** Parameters by lower-cased node name (`""`: without a node), filled at first request; see resources/parameters. */
  parameters: Map<string, KeyedTable<string>> | null;
  /** Parameters that are the same on every node and without one, if that is known. */
  nodelessParameters: KeyedTable<string> | null;
  /** Combination of {@link ResourceFlag}s. */
  flags: number;
  /** Configured priority; reused as promotion score while promoted instances are chosen. */
  priority: number;
  stickiness: number;
  /** `migration-threshold`; 1,000,000 is never. */
  banAfterFailures: number;
  /** Milliseconds; 0: never. */
  failureTimeout: number;
  /** Milliseconds; remote connections only. */
  reconnectInterval: number;
  multipleActive: MultipleActive;
  /** The role now. */
  originalRole: Role;
  /** The wanted role; unknown until something sets it. */
  nextRole: Role;
  /** Where it is active, in order of discovery. */
  activeNodes: Node[];
  /** Nodes where its state is known. */
  readonly probedNodes: Set<Node>;
  /** Nodes on which it may run, with this resource's scores. */
  allowedNodes: NodeTable;
  /** The chosen node; its score is what it was when the node was chosen. */
  assignedNode: Entry | null;
  /** First non-probe operation found in progress. */
  pendingTask: string | null;
  pendingNode: Node | null;
  lockNode: Node | null;
  /** Seconds since the epoch; 0 if not locked. */
  lockTime: number;
  /** The resource that this one lives in. */
  launcher: Resource | null;
  readonly launched: Resource[];
  partialMigrationSource: Node | null;
  partialMigrationTarget: Node | null;
  /** Newest first. */
  readonly danglingMigrationSources: Node[];
  /** Colocations with this as dependent, sorted; see assignment/colocations. */
  readonly thisWith: Colocation[];
  /** Colocations with this as primary, sorted. */
  readonly withThis: Colocation[];
  /** Colocations in effect, as long as they are known; owned by assignment/colocations. */
  linked: LinkedLists | null;
  /** In order of creation; the reference walks them newest first, that is backwards. */
  readonly locations: Location[];
  readonly tickets: TicketDependency[];
  /** In order of creation; the reference walks them newest first, that is backwards. */
  readonly actions: Action[];
  /** {@link actions} by lower-cased key, each list in order of creation; see actions/find. */
  readonly actionsByKey: Map<string, Action[]>;
  /** Tasks and the keys of their operations that are not recurring, in turn; see `keyOf` in actions/key.ts. */
  readonly keys: string[];
  /** {@link actions} by lower-cased task, each list in order of creation; see actions/find. */
  readonly actionsByTask: Map<string, Action[]>;
  /** Weight among the instances of a promotable clone; owned by assignment. */
  promotionPriority: number;
}

export interface Primitive extends ResourceBase {
  readonly variant: "primitive";
}

export interface Group extends ResourceBase {
  readonly variant: "group";
}

export interface Clone extends ResourceBase {
  readonly variant: "clone";
  cloneMax: number;
  cloneNodeMax: number;
  /** 0 unless promotable, like {@link promotedNodeMax}. */
  promotedMax: number;
  promotedNodeMax: number;
  /** Number of the next instance. */
  totalInstances: number;
  /** The element that is instantiated. */
  childXml: XmlElement;
  /** Promotion scores were added to the instances. */
  promotionScoresAdded: boolean;
  /** The promotable instances have been sorted (or their sorting has begun). */
  promotionSortBegun: boolean;
  /** Instances that will be promoted, and those running so far, counted during assignment. */
  promotedCount: number;
  assignedInstances: number;
}

/** One numbered unit of a bundle. */
export interface Replica {
  readonly offset: number;
  readonly ipAddress: string | null;
  readonly container: Primitive;
  readonly ip: Primitive | null;
  /** The bundle node as the bundled instance sees it (score 500, exclusive). */
  readonly node: Entry | null;
  readonly remote: Primitive | null;
  /** The instance of the bundled primitive. */
  readonly child: Primitive | null;
}

export type ContainerAgent = "docker" | "podman";

export interface BundlePort {
  readonly source: string;
  readonly target: string;
}

export interface BundleMount {
  readonly source: string;
  readonly target: string;
  readonly options: string | null;
  readonly perReplica: boolean;
}

export interface Bundle extends ResourceBase {
  readonly variant: "bundle";
  replicas: Replica[];
  /** As configured; there are fewer {@link replicas} if what they contain cannot be told apart on one host. */
  maxReplicas: number;
  replicasPerHost: number;
  promotedMax: number;
  containerAgent: ContainerAgent;
  image: string | null;
  /** The implicit clone around the bundled primitive. */
  child: Clone | null;
}

export type Resource = Primitive | Group | Clone | Bundle;

/** True if the resource has the flag (or any of several). */
export function hasFlag(resource: Resource, flag: number): boolean {
  return (resource.flags & flag) !== 0;
}

export function setFlag(resource: Resource, flag: number): void {
  resource.flags |= flag;
}

export function clearFlag(resource: Resource, flag: number): void {
  resource.flags &= ~flag;
}

/** The outermost ancestor, but never a bundle from within: inside a bundle's clone it is that clone. */
export function topOf(resource: Resource): Resource {
  let top = resource;
  while (top.parent !== null && top.parent.variant !== "bundle") top = top.parent;
  return top;
}

/** The outermost ancestor, bundles included. */
export function outermostOf(resource: Resource): Resource {
  let top = resource;
  while (top.parent !== null) top = top.parent;
  return top;
}

/** The bundle that the resource belongs to, if any. */
export function bundleOf(resource: Resource): Bundle | null {
  const top = outermostOf(resource);
  return top.variant === "bundle" ? top : null;
}

/** True if `ancestor` is above `resource`. */
export function isAncestor(ancestor: Resource, resource: Resource): boolean {
  for (let at = resource.parent; at !== null; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** Clone or bundle. */
export function isCollective(resource: Resource): resource is Clone | Bundle {
  return resource.variant === "clone" || resource.variant === "bundle";
}

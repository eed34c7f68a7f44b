/** The state of a cluster as data: read-only, with IDs in place of references. Lists are in the order in which the reference shows them. */

/** `cluster` runs the full stack; `remote` and `guest` nodes are Pacemaker Remote nodes, the latter inside a resource. */
export type NodeKind = "cluster" | "remote" | "guest";

export interface NodeStatus {
  readonly name: string;
  readonly id: string;
  readonly kind: NodeKind;
  readonly online: boolean;
  readonly standby: boolean;
  /** In standby because of a failure with `on-fail=standby`. */
  readonly standbyOnFail: boolean;
  readonly maintenance: boolean;
  readonly pending: boolean;
  /** Its state cannot be trusted until it has been fenced. */
  readonly unclean: boolean;
  readonly health: "red" | "yellow" | "green";
  /** A clean shutdown was requested, or is in progress. */
  readonly shutdown: boolean;
  readonly expectedUp: boolean;
  readonly isDc: boolean;
  /** IDs of the primitives active on it, in order of discovery. */
  readonly running: readonly string[];
  /** Guest nodes: ID of the resource that the node lives in. */
  readonly launcher: string | null;
  /** All attributes, permanent, transient and built-in (`#uname` ...), sorted by name (byte order). */
  readonly attributes: readonly NodeAttribute[];
}

export interface NodeAttribute {
  readonly name: string;
  readonly value: string;
  /** Kept by the cluster for itself, and not worth showing. */
  readonly internal: boolean;
  /**
   * The value that full connectivity would give, if a ping resource that runs on an online node maintains the attribute; `null` unless
   * asked for with {@link RunOptions.connectivity}.
   */
  readonly expected: number | null;
}

export type RoleName = "Unknown" | "Stopped" | "Started" | "Unpromoted" | "Promoted";

interface ResourceStatusBase {
  /** With the instance number: `web:0`. */
  readonly id: string;
  readonly managed: boolean;
  readonly maintenance: boolean;
  /** `target-role` stops it, or keeps it from being promoted. */
  readonly disabled: boolean;
  /** Known from history only, or an instance in excess. */
  readonly removed: boolean;
  /** It, or anything in it, has the flag. */
  readonly anyRemoved: boolean;
  readonly anyUnmanaged: boolean;
  readonly anyFailed: boolean;
  readonly failed: boolean;
  readonly failureIgnored: boolean;
  readonly blocked: boolean;
  /** Every part of it is active. */
  readonly active: boolean;
  /** Some part of it is active. */
  readonly partlyActive: boolean;
  /** Names of the nodes on which it is active, in order of discovery. */
  readonly nodes: readonly string[];
  /** The same for its parts taken together, without repetitions. */
  readonly places: readonly string[];
  /** The highest role in it. */
  readonly role: RoleName;
  /** The meta-attribute as configured or inherited. */
  readonly targetRole: string | null;
}

export interface PrimitiveStatus extends ResourceStatusBase {
  readonly kind: "primitive";
  /** The name in history, when that differs from the ID. */
  readonly historyId: string | null;
  /** The ID as shown: an instance of an anonymous clone has no number. */
  readonly name: string;
  readonly agent: { readonly class: string | null; readonly provider: string | null; readonly type: string | null };
  readonly description: string | null;
  /** Made up by the cluster: the connection of a guest node. */
  readonly internal: boolean;
  /** The role as shown: Started is Unpromoted in a promotable clone. */
  readonly shownRole: RoleName;
  /** In a promotable clone. */
  readonly promotable: boolean;
  /** The node that counts as its place now, if any. */
  readonly currentNode: string | null;
  readonly pendingTask: string | null;
  readonly pendingNode: string | null;
  /** The node that a shutdown lock keeps it on. */
  readonly lockNode: string | null;
  /** The resource under which failed probes of it are recorded. */
  readonly probedAs: string;
}

export interface GroupStatus extends ResourceStatusBase {
  readonly kind: "group";
  /** Of history under the group's own name, which clones of groups can have (observed). */
  readonly pendingTask: string | null;
  readonly members: readonly PrimitiveStatus[];
}

export interface CloneStatus extends ResourceStatusBase {
  readonly kind: "clone";
  /** ID of the configured primitive or group in it. */
  readonly inner: string;
  readonly promotable: boolean;
  readonly unique: boolean;
  readonly cloneMax: number;
  /** `target-role` of the clone, or else of its first instance. */
  readonly configuredRole: string | null;
  readonly instances: readonly (PrimitiveStatus | GroupStatus)[];
  /** Names of the nodes without an instance on which one could run, or has been probed for, the last of a table by name first. */
  readonly inactiveOn: readonly string[];
}

export interface ReplicaStatus {
  readonly number: number;
  readonly address: string | null;
  readonly ip: PrimitiveStatus | null;
  readonly instance: PrimitiveStatus | null;
  readonly container: PrimitiveStatus;
  readonly connection: PrimitiveStatus | null;
}

export interface BundleStatus extends ResourceStatusBase {
  readonly kind: "bundle";
  readonly agent: "docker" | "podman";
  readonly image: string | null;
  readonly unique: boolean;
  /** As configured. */
  readonly maxReplicas: number;
  /** Fewer than configured if what they contain cannot be told apart on one host. */
  readonly replicas: readonly ReplicaStatus[];
}

export type ResourceStatus = PrimitiveStatus | GroupStatus | CloneStatus | BundleStatus;

/** A failed operation in the history of a node that is online. */
export interface FailedOperationStatus {
  /** `operation_key`, or the entry's `id`. */
  readonly key: string;
  readonly hasOperationKey: boolean;
  /** Name of the node, as recorded in the list of failures. */
  readonly node: string;
  /** Attribute `on_node` of the entry. */
  readonly onNode: string | null;
  /** What the key says; `null` if it is not an operation key. */
  readonly resource: string | null;
  readonly task: string | null;
  readonly operation: string | null;
  /** Milliseconds. */
  readonly interval: number;
  /** Exit status of the agent. */
  readonly exitStatus: number;
  /** Execution status. */
  readonly status: number;
  readonly callId: string | null;
  readonly exitReason: string | null;
  /** Seconds since the epoch. */
  readonly lastChange: number | null;
  readonly queueTime: string | null;
  readonly execTime: string | null;
  /** A probe that failed because the software is not there; shown as stopped, not as failed. */
  readonly maskedProbe: boolean;
}

/** Failures of the resources of one node that is online. */
export interface NodeFailCounts {
  readonly node: string;
  readonly entries: readonly FailCountStatus[];
}

export interface FailCountStatus {
  /** ID of the resource in the node's history. */
  readonly resource: string;
  /** 1,000,000 is never. */
  readonly migrationThreshold: number;
  /** 1,000,000 is INFINITY. */
  readonly failCount: number;
  /** Seconds since the epoch. */
  readonly lastFailure: number | null;
}

export interface ClusterOptionValue {
  readonly name: string;
  readonly value: string;
}

/** Where everything is, before anything is planned. */
export interface ClusterStatus {
  readonly quorate: boolean;
  readonly maintenanceMode: boolean;
  /** Instances configured, those disabled among them, and those blocked. */
  readonly counts: { readonly instances: number; readonly disabled: number; readonly blocked: number };
  readonly dc: string | null;
  /** Cluster options that have a value, configured or by default. */
  readonly options: readonly ClusterOptionValue[];
  readonly nodes: readonly NodeStatus[];
  readonly resources: readonly ResourceStatus[];
  readonly failCounts: readonly NodeFailCounts[];
  readonly failedOperations: readonly FailedOperationStatus[];
}

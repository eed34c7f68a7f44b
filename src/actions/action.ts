import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import type { Role } from "../values/role.ts";
import type { XmlElement } from "../xml/element.ts";

/** Independent facts about an action; the opposite of optional is "required", of pseudo "real". */
export const ActionFlag = {
  /** No agent is called: a point in time, or an event that something else implies. */
  Pseudo: 1 << 0,
  /** Can be executed. */
  Runnable: 1 << 1,
  /** Need not be executed. */
  Optional: 1 << 2,
  /** Goes into the transition even if optional. */
  AlwaysInGraph: 1 << 3,
  /** The operation's own instance attributes were evaluated for the node. */
  AttributesEvaluated: 1 << 4,
  /** Is, or may be replaced by, part of a live migration. */
  Migratable: 1 << 5,
  /** This stop ends a dangling migration. */
  MigrationAbort: 1 << 6,
  /** Recurring action that must be scheduled anew if it is active. */
  Reschedule: 1 << 7,
  /** The DC can carry it out, so the state of its node does not matter. */
  OnDc: 1 << 8,
  AddedToGraph: 1 << 9,
  InputsDeduplicated: 1 << 10,
  DetectLoop: 1 << 11,
} as const;
export type ActionFlag = (typeof ActionFlag)[keyof typeof ActionFlag];

/** What a link or relation from a FIRST to a THEN action means; 0 is "disabled". */
export const OrderFlag = {
  /** FIRST before THEN if both happen. */
  Ordered: 1 << 0,
  /** Counts in the graph only if FIRST is not migratable. */
  IfFirstUnmigratable: 1 << 1,
  ThenImpliesFirst: 1 << 4,
  FirstImpliesThen: 1 << 5,
  PromotedThenImpliesFirst: 1 << 6,
  UnmigratableThenBlocks: 1 << 7,
  UnrunnableFirstBlocks: 1 << 8,
  FirstElseThen: 1 << 9,
  FirstImpliesSameNodeThen: 1 << 10,
  NestedRemoteProbe: 1 << 11,
  IntermediateStop: 1 << 12,
  /** Never at the same time. */
  Serialize: 1 << 14,
  IfOnSameNode: 1 << 15,
  ThenImpliesFirstGraphed: 1 << 16,
  FirstImpliesThenGraphed: 1 << 17,
  Asymmetric: 1 << 20,
  IfOnSameNodeOrTarget: 1 << 21,
  MinRunnable: 1 << 22,
  IfRequiredOnSameNode: 1 << 23,
  GuestAllowed: 1 << 24,
  ThenCancelsFirst: 1 << 25,
} as const;
export type OrderFlag = (typeof OrderFlag)[keyof typeof OrderFlag];

/** Failure responses, least severe first. */
export const OnFail = {
  Ignore: 0,
  Demote: 1,
  Restart: 2,
  ResetRemote: 3,
  RestartContainer: 4,
  Ban: 5,
  Block: 6,
  Stop: 7,
  Standby: 8,
  Fence: 9,
} as const;
export type OnFail = (typeof OnFail)[keyof typeof OnFail];

/** Something that could be done: an operation of a resource, of a node, or a mere point in time. */
export interface Action {
  /** 1, 2, 3 ... in order of creation; observable in the graph. */
  readonly id: number;
  readonly resource: Resource | null;
  node: Node | null;
  task: string;
  /** Identification, such as `vip_start_0` or `stonith-node1-reboot`. */
  readonly key: string;
  /** Milliseconds; 0 if not recurring. */
  readonly interval: number;
  /** The `op` element that configures it. */
  readonly configuration: XmlElement | null;
  /** For task `cancel`: the name of the operation that is cancelled. */
  cancelTask: string | null;
  /** Shown after "due to". */
  reason: string | null;
  priority: number;
  /** Combination of {@link ActionFlag}s. */
  flags: number;
  /** Set at creation; a migration takes over what its start needs, see planning/migration. */
  needs: "nothing" | "quorum" | "fencing";
  readonly onFail: OnFail;
  readonly failRole: Role;
  /** Becomes `CRM_meta_*` in the graph. */
  readonly meta: KeyedTable<string>;
  /** The operation's own instance attributes, evaluated for the node. */
  extra: KeyedTable<string> | null;
  runnableBefore: number;
  /** 0 unless the action waits for a minimum number of others. */
  requiredRunnableBefore: number;
  /** Links in order of creation; the reference walks them newest first, that is backwards. */
  before: Link[];
  /** Links in order of creation; the reference walks them newest first, that is backwards. */
  readonly after: Link[];
  /** Flags of {@link after} by the action linked, once the list is long; owned by actions/link. */
  afterFlags: Map<Action, number> | null;
}

/**
 * One side of an ordered pair. A pair is stored twice, in the first action's `after` and in the then action's `before`,
 * as independent records: disabling or changing a link later touches only the record in `before`.
 */
export interface Link {
  readonly action: Action;
  /** Combination of {@link OrderFlag}s; 0: disabled. */
  flags: number;
  /** Is part of the transition. */
  graphed: boolean;
}

/** A recorded statement "FIRST then THEN" in terms of actions, or of resources and keys; turned into links late. */
export interface Relation {
  readonly id: number;
  readonly flags: number;
  readonly firstResource: Resource | null;
  readonly firstAction: Action | null;
  readonly firstKey: string | null;
  readonly thenResource: Resource | null;
  readonly thenAction: Action | null;
  readonly thenKey: string | null;
}

/** Sets a flag (or several). */
export function setActionFlag(action: Action, flag: number): void {
  action.flags |= flag;
}

/** Clears a flag (or several), without a reason; see actions/reason for clearing with one. */
export function clearActionFlag(action: Action, flag: number): void {
  action.flags &= ~flag;
}

/** True if the action has the flag (or any of several). */
export function actionIs(action: Action, flag: number): boolean {
  return (action.flags & flag) !== 0;
}

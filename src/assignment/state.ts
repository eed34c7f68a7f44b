// What assignment keeps for the length of a run, beside the model.
//
// Invariants
// 1. `linkedVersion` changes whenever a list of effective colocations could have changed: with every new colocation, when
//    the priority of a resource changes that takes part in one, and when a member of a group becomes unmanaged.
// 2. As long as `prioritiesMoved` is false, every resource's own lists are sorted, so that binary search is exact.

import type { Node } from "../model/node.ts";
import { clearFlag, hasFlag, ResourceFlag, type Bundle, type Clone, type Replica, type Resource } from "../model/resource.ts";
import { cacheOf, type Run } from "../run.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";

/** An amount of one attribute that a resource requires. */
export interface Requirement {
  readonly name: string;
  readonly amount: number;
}

/** The working memory of assignment. */
export interface AssignmentState {
  linkedVersion: number;
  prioritiesMoved: boolean;
  /** Whether the value of an attribute differs on all nodes, by attribute. */
  readonly distinctAttributes: Map<string, boolean>;
  /** What resources require, by where it is configured, unless that is to be reported each time that it is read. */
  readonly requirements: Map<KeyedTable<string>, readonly Requirement[]>;
  /** Replicas by container, filled at the first question about a bundle. */
  readonly replicas: Map<Bundle, Map<Resource, Replica>>;
  /** How many assignments of a bundle are under way. */
  readonly nesting: Map<Bundle, number>;
  /** Steps of merging so far; see merge/walk.ts for the limit. */
  mergeSteps: number;
  /** Steps of merging that stood for a whole walk, see merge/compounds.ts. */
  shortCuts: number;
  /** Short cuts are taken; turned off only to compare results with those of the plain walk. */
  takesShortCuts: boolean;
  /** The promotable clone whose instances are being sorted, which is not to be merged meanwhile. */
  sortedClone: Clone | null;
  /** Places of nodes in the order in which scores are printed; see score-lines.ts. */
  displayRanks: ReadonlyMap<Node, number> | null;
  /** Assignment is under way: flags that lists of colocations depend on change nowhere else. */
  isAssigning: boolean;
}

const key = Symbol("assignment");

function create(): AssignmentState {
  return {
    linkedVersion: 0,
    prioritiesMoved: false,
    distinctAttributes: new Map(),
    requirements: new Map(),
    replicas: new Map(),
    nesting: new Map(),
    mergeSteps: 0,
    shortCuts: 0,
    takesShortCuts: true,
    sortedClone: null,
    displayRanks: null,
    isAssigning: false,
  };
}

/** The run's {@link AssignmentState}. */
export function stateOf(run: Run): AssignmentState {
  return cacheOf(run, key, create);
}

/** Changes a priority. While promoted instances are chosen, priorities are promotion scores. */
export function setPriority(run: Run, resource: Resource, priority: number): void {
  if (resource.priority === priority) return;
  resource.priority = priority;
  if (resource.thisWith.length === 0 && resource.withThis.length === 0) return;
  const state = stateOf(run);
  state.linkedVersion++;
  state.prioritiesMoved = true;
}

/** Takes a resource out of the cluster's hands while assignment is under way. */
export function setUnmanaged(run: Run, resource: Resource): void {
  if (!hasFlag(resource, ResourceFlag.Managed)) return;
  clearFlag(resource, ResourceFlag.Managed);
  const { parent } = resource;
  if (parent !== null && parent.variant === "group" && parent.thisWith.length > 0) stateOf(run).linkedVersion++;
}

/** The replica whose container this is. */
export function replicaOfContainer(run: Run, bundle: Bundle, container: Resource): Replica | null {
  const { replicas } = stateOf(run);
  let byContainer = replicas.get(bundle);
  if (byContainer === undefined) {
    byContainer = new Map(bundle.replicas.map((replica) => [replica.container, replica]));
    replicas.set(bundle, byContainer);
  }
  return byContainer.get(container) ?? null;
}

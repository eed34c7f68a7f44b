import type { Role } from "../values/role.ts";
import type { Resource } from "./resource.ts";

/** "Dependent goes where primary is" (or, with a negative score, stays away). */
export interface Colocation {
  readonly id: string;
  readonly dependent: Resource;
  readonly primary: Resource;
  readonly score: number;
  /** Unknown: whatever the role. */
  readonly dependentRole: Role;
  readonly primaryRole: Role;
  /** Nodes with equal values of this attribute count as one place; normally `#uname`. */
  readonly nodeAttribute: string;
  /** The dependent's preferences have a say in where the primary goes. */
  readonly influence: boolean;
  /** Stems from the configuration, not from the structure of groups, bundles and the like. */
  readonly explicit: boolean;
}

/** The colocations in effect for one resource, own and inherited ones, as far as they were asked for. */
export interface LinkedLists {
  /** The lists count only for one version of what they depend on. */
  version: number;
  thisWith: readonly Colocation[] | null;
  withThis: readonly Colocation[] | null;
  /** Whether walks along these lists can come back to where they were. */
  loopsThisWith: boolean | null;
  loopsWithThis: boolean | null;
  /** What must be on the same node, as far as that does not depend on roles; see assignment/colocated-set. */
  tied: readonly Resource[] | null;
}

import type { Bundle, Clone, Group, Primitive, Resource } from "./model/resource.ts";

/** The four kinds of resources. */
export type Variant = "primitive" | "group" | "clone" | "bundle";

/** Rank used where variants are compared: a higher rank is "more than" a lower one. */
export const variantRank: Readonly<Record<Variant, number>> = { primitive: 0, group: 1, clone: 2, bundle: 3 };

interface ResourceByVariant {
  primitive: Primitive;
  group: Group;
  clone: Clone;
  bundle: Bundle;
}

/** The resource type of one variant. */
export type ResourceOf<V extends Variant> = ResourceByVariant[V];

/**
 * Turns one rule per variant into one function over all resources.
 *
 * The rules must be function declarations: variants call each other through these tables, so their modules form a
 * cycle, and only declarations are initialised before the cycle is entered.
 */
export function byVariant<Args extends readonly unknown[], R>(rules: {
  readonly [V in Variant]: (resource: ResourceOf<V>, ...args: Args) => R;
}): (resource: Resource, ...args: Args) => R {
  const table = rules as Readonly<Record<Variant, (resource: Resource, ...args: Args) => R>>;
  return (resource, ...args) => table[resource.variant](resource, ...args);
}

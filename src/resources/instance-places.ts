// Knows where the instances of clones are while history is read, so that finding the one on a node does not walk all of
// them.
//
// Invariant  a resource that has been active or had an operation in progress somewhere is never without a place again, so
//            what is known here only grows

import type { Node } from "../model/node.ts";
import { topOf, type Clone, type Resource } from "../model/resource.ts";
import { cacheOf, type Run } from "../run.ts";
import { firstLocation } from "./state/locations.ts";

interface Places {
  /** The instance with a part that has been active or had an operation in progress on a node; `null`: there are several. */
  readonly visitors: Map<Node, Resource | null>;
  /** That many instances at the beginning of the clone's list have a place. */
  placed: number;
}

const key = Symbol("places of instances");

function placesOf(run: Run, clone: Clone): Places {
  const all = cacheOf<Map<Clone, Places>>(run, key, () => new Map());
  let places = all.get(clone);
  if (places === undefined) {
    places = { visitors: new Map(), placed: 0 };
    all.set(clone, places);
  }
  return places;
}

/** To be called when history shows a primitive active, or an operation in progress, on a node. */
export function noteVisitor(run: Run, primitive: Resource, node: Node): void {
  const clone = topOf(primitive);
  if (clone.variant !== "clone") return;
  let instance = primitive;
  while (instance.parent !== null && instance.parent !== clone) instance = instance.parent;
  const { visitors } = placesOf(run, clone);
  const known = visitors.get(node);
  if (known !== instance) visitors.set(node, known === undefined ? instance : null);
}

/** The instances that are on a node first of all, in the clone's order. */
export function instancesOn(run: Run, clone: Clone, node: Node): readonly Resource[] {
  const visitor = placesOf(run, clone).visitors.get(node);
  if (visitor === undefined) return [];
  const candidates = visitor === null ? clone.children : [visitor];
  return candidates.filter((instance) => firstLocation(instance) === node);
}

/** The number of the first instance in the clone's list that has no place. */
export function firstWithoutPlace(run: Run, clone: Clone): number {
  const places = placesOf(run, clone);
  const { children } = clone;
  while (places.placed < children.length && firstLocation(children[places.placed]!) !== null) places.placed++;
  return places.placed;
}

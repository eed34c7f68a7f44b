// Checks whether a primitive's agent is fit for the clone around it.
//
// Trap    agents that cannot be told apart on one node make the whole clone anonymous. New instances still inherit what
//         the clone has configured, so each of them starts as unique and reports it again; and as a cloned group is
//         attached only when complete, what was unpacked of the last one before the offending member keeps its flag
//         (observed)

import { report } from "../../diagnostics.ts";
import {
  clearFlag,
  hasFlag,
  ResourceFlag,
  topOf,
  type Clone,
  type Primitive,
  type Resource,
} from "../../model/resource.ts";
import { cacheOf, type Run } from "../../run.ts";
import { attribute } from "../../xml/element.ts";
import { canBePromoted, canBeUnique } from "../agent.ts";
import { promotionNotPossible, uniqueNotPossible } from "../messages.ts";

export function unpackPrimitive(primitive: Primitive, run: Run): boolean {
  const standard = attribute(primitive.xml, "class");
  const top = topOf(primitive);
  if (top.variant === "clone" && hasFlag(primitive, ResourceFlag.Unique) && !canBeUnique(standard)) {
    report(run, uniqueNotPossible, { clone: top.id, standard: standard ?? "(null)", id: primitive.id });
    forceAnonymous(run, top);
    makeAnonymous(primitive);
  }
  if (hasFlag(top, ResourceFlag.Promotable) && !canBePromoted(standard)) {
    report(run, promotionNotPossible, { id: primitive.id, standard: standard ?? "(null)" });
    return false;
  }
  return true;
}

const key = Symbol("instances made anonymous");

function forceAnonymous(run: Run, clone: Clone): void {
  clone.cloneNodeMax = 1;
  clone.cloneMax = Math.min(clone.cloneMax, run.cluster.nodes.length);
  makeAnonymous(clone);
  // an instance that was made anonymous stays so; without this memory each instance would visit all before it
  const done = cacheOf<Map<Clone, number>>(run, key, () => new Map());
  for (let i = done.get(clone) ?? 0; i < clone.children.length; i++) makeTreeAnonymous(clone.children[i]!);
  done.set(clone, clone.children.length);
}

function makeTreeAnonymous(resource: Resource): void {
  makeAnonymous(resource);
  for (const child of resource.children) makeTreeAnonymous(child);
}

function makeAnonymous(resource: Resource): void {
  clearFlag(resource, ResourceFlag.Unique);
  resource.meta.set("globally-unique", "false");
}

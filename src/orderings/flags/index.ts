// The flags of an action as orderings see it.
//
// A primitive's action speaks for itself. The flags of a collective resource's action follow from the actions of its
// parts: it is required if one of them is, and so on. Asking for them is not free of consequences (observed): what is
// found is partly written back to the collective's own action, and stays so.

import type { Action } from "../../actions/action.ts";
import type { Node } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import { byVariant } from "../../variants.ts";
import type { Propagation } from "../propagation.ts";
import { bundleFlags } from "./bundle.ts";
import { cloneFlags } from "./clone.ts";
import { groupFlags } from "./group.ts";
import { primitiveFlags } from "./primitive.ts";

const workOutFlags: (resource: Resource, action: Action, node: Node | null, state: Propagation | null) => number =
  byVariant({
    primitive: primitiveFlags,
    group: groupFlags,
    clone: cloneFlags,
    bundle: bundleFlags,
  });

/**
 * The flags of an action of the resource; with a node, as far as parts there are concerned. What is written back is
 * noted in the propagation that is under way, if there is one.
 */
export function flagsOf(resource: Resource, action: Action, node: Node | null, state: Propagation | null): number {
  if (resource.variant === "primitive") return action.flags;
  if (state === null) return workOutFlags(resource, action, node, state);
  const known = (state.caches.flags[action.id] ??= new Map());
  const last = known.get(node);
  if (last !== undefined && last.since >= lastChange(state, action)) return last.flags;
  const flags = workOutFlags(resource, action, node, state);
  known.set(node, { flags, since: state.now });
  return flags;
}

function lastChange(state: Propagation, action: Action): number {
  return Math.max(state.changed[action.id]!, state.partsChanged[action.id]!, state.changedAnywhere);
}

/** {@link flagsOf} for any action, whether it belongs to a resource or not, while no propagation is under way. */
export function actionFlags(action: Action, node: Node | null): number {
  return action.resource === null ? action.flags : flagsOf(action.resource, action, node, null);
}

// Orders two collectives instance by instance: each instance of the second waits only for the one of the first that is
// on its node. (Pacemaker Explained, "Clone options", `interleave`)
//
// Order   links between instances are made as they are found, one for each flag of the link between the collectives
// Traps   the collectives' own actions are left alone; an instance without a counterpart that it must follow loses its
//         node, and from then on looks for a counterpart on any node it may run on (observed)

import { OrderFlag, type Action } from "../../actions/action.ts";
import { firstAction } from "../../actions/find.ts";
import { linkActions } from "../../actions/link.ts";
import { isDownOperation } from "../../actions/tasks.ts";
import { assignTo } from "../../assignment/assign-to.ts";
import { findCompatibleInstance, placedNode, usableByNode } from "../../assignment/compatible.ts";
import { report } from "../../diagnostics.ts";
import type { Node } from "../../model/node.ts";
import {
  hasFlag,
  isCollective,
  ResourceFlag,
  type Bundle,
  type Clone,
  type Resource,
} from "../../model/resource.ts";
import { isTrue } from "../../values/boolean.ts";
import { flagsOf } from "../flags/index.ts";
import { instancesOf, partTask } from "../instances.ts";
import { instanceInhibited, noInstanceAction } from "../messages.ts";
import { datePlaces, type Propagation } from "../propagation.ts";
import type { Work } from "../work.ts";
import { updatePair } from "./index.ts";
import { Changed, type PairUpdate } from "./pair.ts";

/** True if the pair is between two different collectives, and the one that decides is interleaved. */
export function interleaves(pair: PairUpdate): boolean {
  const first = pair.firstAction.resource;
  const then = pair.thenAction.resource;
  if (first === null || then === null || first === then || !isCollective(first) || !isCollective(then)) return false;
  const { key } = pair.thenAction;
  const decides = key.endsWith("_stop_0") || key.endsWith("_demote_0") ? first : then;
  return isTrue(decides.meta.get("interleave"));
}

/** Applies the pair to each instance of THEN's resource and its counterpart. */
export function* updateInterleaved(state: Propagation, pair: PairUpdate): Work<number> {
  const first = pair.firstAction.resource as Clone | Bundle;
  const then = pair.thenAction.resource as Clone | Bundle;
  const firstTask = partTask(first, pair.firstAction);
  const down = pair.firstAction.key.endsWith("_stopped_0") || pair.firstAction.key.endsWith("_demoted_0");
  let changed: number = Changed.Nothing;
  for (const instance of instancesOf(then)) {
    const counterpart = counterpartOf(state, instance, first, down);
    if (counterpart === null) {
      if (!down && mustFollow(pair.type) && giveUpNode(state, instance, first)) changed |= Changed.Then;
      continue;
    }
    const firstPart = instanceAction(state, pair.firstAction, counterpart, firstTask, pair.node, "first");
    if (firstPart === null) continue;
    const thenPart = instanceAction(state, pair.thenAction, instance, pair.thenAction.task, pair.node, "then");
    if (thenPart === null) continue;
    if (linkActions(firstPart, thenPart, pair.type)) {
      state.now++;
      changed |= Changed.First | Changed.Then;
    }
    const flags = flagsOf(firstPart.resource!, firstPart, pair.node, state);
    const outcome = updatePair(instance, state, { ...pair, firstAction: firstPart, thenAction: thenPart, flags });
    changed |= typeof outcome === "number" ? outcome : yield* outcome;
  }
  return changed;
}

/** The instance that goes with one of the other collective: on the same node, or on the best node for it. */
function counterpartOf(state: Propagation, instance: Resource, first: Clone | Bundle, down: boolean): Resource | null {
  const node = placedNode(instance, down);
  if (node === null) return findCompatibleInstance(state.run, instance, first, null, down, null);
  const places = down ? state.caches.places.current : state.caches.places.assigned;
  let byNode = places.get(first);
  if (byNode === undefined) {
    byNode = usableByNode(instancesOf(first), null, down);
    places.set(first, byNode);
  }
  return byNode.get(node) ?? null;
}

function mustFollow(type: number): boolean {
  return type === OrderFlag.UnrunnableFirstBlocks || type === OrderFlag.FirstImpliesThen;
}

/** Takes an instance off its node, once: whatever that changes stays changed. True if it had a node. */
function giveUpNode(state: Propagation, instance: Resource, first: Resource): boolean {
  if (state.unassigned.has(instance)) return false;
  state.unassigned.add(instance);
  report(state.run, instanceInhibited, { instance: instance.id, collective: first.id });
  const changed = assignTo(state.run, instance, null, true, true);
  datePlaces(state, instance);
  return changed;
}

/** The action of an instance that its collective's action stands for; of what is bundled where that is meant. */
function instanceAction(
  state: Propagation,
  action: Action,
  instance: Resource,
  task: string,
  node: Node | null,
  side: "first" | "then",
): Action | null {
  const bundled = concernsBundled(action.task, side) ? bundledIn(instance) : null;
  const found = bundled === null ? firstAction(instance, task, node) : firstAction(bundled, task, null);
  const subject = bundled ?? instance;
  if (found === null && !hasFlag(subject, ResourceFlag.Removed) && !isDownOperation(task)) {
    report(state.run, noInstanceAction, { task, resource: subject.id });
  }
  return found;
}

function concernsBundled(task: string, side: "first" | "then"): boolean {
  if (side === "first") return task !== "stop" && task !== "stopped";
  return task === "promote" || task === "promoted" || task === "demote" || task === "demoted";
}

function bundledIn(instance: Resource): Resource | null {
  if (!hasFlag(instance, ResourceFlag.ReplicaContainer) || instance.parent?.variant !== "bundle") return null;
  return instance.parent.replicas.find((replica) => replica.container === instance)?.child ?? null;
}

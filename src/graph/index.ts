// Stage: selects what takes part in the transition, and puts it in order.
//
// Reads    actions and links as orderings left them
// Writes   marks on actions and links (what takes part), merged before-lists; the last actions: notifications of
//          instances, and the record of maintenance states
// Order    resources in list order, then every action from the newest to the oldest; an action is written when it is
//          first offered and qualifies

import type { Action } from "../actions/action.ts";
import { scheduleMaintenanceUpdate } from "../planning/maintenance.ts";
import type { Run } from "../run.ts";
import { reportBlockedShutdown } from "./blocked-shutdown.ts";
import { graphAttributes } from "./header.ts";
import { offerAction } from "./offer-action.ts";
import { offerResource } from "./offer/index.ts";

/** One action of the transition with what it waits for. */
export interface Synapse {
  /** 0, 1, 2 ... in order of writing. */
  readonly id: number;
  /** The higher of the priorities of the action and of its resource; only a positive one means anything. */
  readonly priority: number;
  readonly action: Action;
  /** Actions that must be done before, by ascending ID. */
  readonly inputs: readonly Action[];
}

/** A transition: attributes of the whole, and its actions in order of writing. */
export interface Graph {
  /** Alternates names and values, in order of writing. */
  readonly attributes: readonly string[];
  readonly synapses: readonly Synapse[];
}

/** Selects what takes part in the transition. */
export function buildGraph(run: Run): Graph {
  const synapses: Synapse[] = [];
  const attributes = graphAttributes(run);
  for (const resource of run.cluster.resources) offerResource(resource, run, synapses);
  scheduleMaintenanceUpdate(run);
  for (let i = run.actions.length - 1; i >= 0; i--) {
    const action = run.actions[i]!;
    reportBlockedShutdown(run, action);
    offerAction(run, synapses, action);
  }
  return { attributes, synapses };
}

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
import { actionDetails, actionHead } from "./describe.ts";
import { graphAttributes } from "./header.ts";
import { offerAction } from "./offer-action.ts";
import { offerResource } from "./offer/index.ts";
import type { ActionHead, Transition } from "./transition.ts";

/** One action that was selected, with what it waits for. */
export interface SelectedAction {
  /** 0, 1, 2 ... in order of writing. */
  readonly id: number;
  /** The higher of the priorities of the action and of its resource; only a positive one means anything. */
  readonly priority: number;
  readonly action: Action;
  /** Actions that must be done before, by ascending ID. */
  readonly inputs: readonly Action[];
}

/** What takes part in the transition, in order of writing. */
export interface Graph {
  /** Alternates names and values, in order of writing. */
  readonly attributes: readonly string[];
  readonly synapses: readonly SelectedAction[];
}

/** Selects what takes part in the transition. */
export function buildGraph(run: Run): Graph {
  const synapses: SelectedAction[] = [];
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

/** Publishes what was selected as read-only data. */
export function publishTransition(run: Run, graph: Graph): Transition {
  const heads: (ActionHead | undefined)[] = [];
  const headOf = (action: Action): ActionHead => (heads[action.id] ??= Object.freeze(actionHead(action)));
  const synapses = graph.synapses.map(({ id, priority, action, inputs }) =>
    Object.freeze({
      id,
      priority,
      action: Object.freeze(actionDetails(run, action, headOf(action))),
      inputs: Object.freeze(inputs.map(headOf)),
    }),
  );
  return Object.freeze({ attributes: Object.freeze([...graph.attributes]), synapses: Object.freeze(synapses) });
}

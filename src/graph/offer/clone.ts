import type { Clone } from "../../model/resource.ts";
import { actionFlags } from "../../orderings/flags/index.ts";
import { recomputeNotifications } from "../../planning/notifications/index.ts";
import type { Run } from "../../run.ts";
import type { SelectedAction } from "../index.ts";
import { offerActions } from "../offer-action.ts";
import { offerResource } from "./index.ts";

/**
 * The instances first, then the clone's own actions. Before that the flags of the own actions follow those of the
 * instances once more, and notifications are completed, which creates the instances' `notify` actions.
 */
export function offerClone(clone: Clone, run: Run, synapses: SelectedAction[]): void {
  for (let i = clone.actions.length - 1; i >= 0; i--) actionFlags(clone.actions[i]!, null);
  recomputeNotifications(run, clone);
  for (const instance of clone.children) offerResource(instance, run, synapses);
  offerActions(run, synapses, clone.actions);
}

import { ActionFlag, actionIs, setActionFlag, type Action } from "../actions/action.ts";
import type { Run } from "../run.ts";
import { actionParameters } from "./action-parameters.ts";
import type { SelectedAction } from "./index.ts";
import { countsInGraph, mergeInputs } from "./inputs.ts";
import { isWritten } from "./written.ts";

/** Adds an action to the transition, with the inputs that count, if it qualifies and is not in there yet. */
export function offerAction(run: Run, synapses: SelectedAction[], action: Action): void {
  mergeInputs(action);
  if (actionIs(action, ActionFlag.AddedToGraph) || !isWritten(run, action)) return;
  setActionFlag(action, ActionFlag.AddedToGraph);
  // describing it can wait, but what this has to report cannot
  actionParameters(run, action);
  const inputs: Action[] = [];
  for (let i = action.before.length - 1; i >= 0; i--) {
    const link = action.before[i]!;
    if (!countsInGraph(run, action, link)) continue;
    link.graphed = true;
    inputs.push(link.action);
  }
  const priority = Math.max(action.priority, action.resource?.priority ?? 0);
  synapses.push({ id: synapses.length, priority, action, inputs });
}

/** Offers the actions of a list, newest first. */
export function offerActions(run: Run, synapses: SelectedAction[], actions: readonly Action[]): void {
  for (let i = actions.length - 1; i >= 0; i--) offerAction(run, synapses, actions[i]!);
}

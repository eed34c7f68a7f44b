// Stage: turns recorded relations into links between actions, and lets these decide what must and what cannot happen.
//
// Reads    relations, actions, assigned nodes
// Writes   links; flags and reasons of actions; the node of interleaved instances that lost what they follow
// Order    relations in order of creation; actions newest first. Attaching can create actions (they take the next IDs).
// Rule     Pacemaker Explained, "Resource Ordering Constraints"; the sequence of propagation: observed, by reasons

import { ignoreSelfOrderings } from "../constraints/self-ordering.ts";
import type { Run } from "../run.ts";
import { orderProbes } from "../planning/probe-orderings/index.ts";
import { attachRelations } from "./attach.ts";
import { blockDependents, isBlockedStart } from "./block-dependents.ts";
import { disableInvalidLinks } from "./invalid-links.ts";
import { updateForOrderings } from "./propagate.ts";
import { createPropagation, type Propagation } from "./propagation.ts";
import { runWork } from "./work.ts";

/** Applies all orderings. */
export function applyOrderings(run: Run): void {
  ignoreSelfOrderings(run);
  attachRelations(run);
  blockAllDependents(run);
  orderProbes(run);
  propagate(run);
  disableInvalidLinks(run);
}

function blockAllDependents(run: Run): void {
  let state: Propagation | null = null;
  for (let i = run.actions.length - 1; i >= 0; i--) {
    const action = run.actions[i]!;
    if (!isBlockedStart(action)) continue;
    state ??= createPropagation(run);
    runWork(blockDependents(state, action));
  }
}

function propagate(run: Run): void {
  const state = createPropagation(run);
  for (let i = run.actions.length - 1; i >= 0; i--) updateForOrderings(state, run.actions[i]!);
}

// Disables the few links that must not take part in the transition whatever propagation said.
//
// Traps   nothing is merged yet, so "exactly this flag" is asked of each record by itself. Other loops stay, and show
//         when the transition is carried out.

import { OrderFlag, type Action, type Link } from "../actions/action.ts";
import { report } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { closesLoop } from "./loops.ts";
import { invalidOrdering } from "./messages.ts";

/** Looks at every link, of the newest action first. */
export function disableInvalidLinks(run: Run): void {
  for (let i = run.actions.length - 1; i >= 0; i--) {
    const then = run.actions[i]!;
    for (let k = then.before.length - 1; k >= 0; k--) {
      const link = then.before[k]!;
      if (waitsForOwnGuest(run, then, link) || isSwap(run, then, link)) link.flags = 0;
    }
  }
}

/** A resource must not wait for what runs on the guest node inside it. */
function waitsForOwnGuest(run: Run, then: Action, link: Link): boolean {
  if ((link.flags & OrderFlag.GuestAllowed) !== 0) return false;
  const { resource, node } = link.action;
  const launcher = node?.connection?.launcher ?? null;
  if (resource === null || launcher === null || launcher !== then.resource) return false;
  report(run, invalidOrdering, { inside: resource.id, guest: launcher.id });
  return true;
}

/** Two resources that change places by migration must not wait for each other. */
function isSwap(run: Run, then: Action, link: Link): boolean {
  return link.flags === OrderFlag.IfOnSameNodeOrTarget && then.task === "migrate_to" && closesLoop(run, then, link);
}

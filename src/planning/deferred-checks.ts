// Does the checks that had to wait until it was known where the containers of bundles will run.

import { requestClearFailCount } from "../actions/fail-count.ts";
import { compareDigests } from "../history/digests.ts";
import type { DeferredCheck, Run } from "../run.ts";
import { checkDefinition } from "./changes.ts";

/** Does the deferred checks, the last registered first (stage). */
export function checkDeferred(run: Run): void {
  for (let i = run.deferredChecks.length - 1; i >= 0; i--) {
    const check = run.deferredChecks[i]!;
    if (check.reason === "definition") checkDefinition(run, check.resource, check.node, check.entry);
    else checkFailure(run, check);
  }
}

/** A failure that happened with other parameters is forgotten. */
function checkFailure(run: Run, { resource, node, entry }: DeferredCheck): void {
  const change = compareDigests(run, resource, node, entry);
  if (change !== "restart" && change !== "mismatch") return;
  requestClearFailCount(run, resource, node, "resource parameters have changed");
}

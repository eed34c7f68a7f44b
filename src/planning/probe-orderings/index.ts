// Orders probes before what they could make necessary or impossible. Done late, when the recorded orderings have become
// links, because it follows those.

import type { Run } from "../../run.ts";
import { orderBeforeRestarts } from "./restarts.ts";
import { orderBeforeStopFollowers } from "./stop-followers.ts";

/** Orders probes before restarts, and before whatever follows the stop of what they probe. */
export function orderProbes(run: Run): void {
  orderBeforeRestarts(run);
  orderBeforeStopFollowers(run);
}

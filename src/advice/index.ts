// What an administrator should look at: the checks in the order in which they are reported.

import type { Run } from "../run.ts";
import { advise, type Advice } from "./advice.ts";
import { adviseOnConstraints } from "./constraints.ts";
import { adviseOnOrderings } from "./orderings.ts";
import { adviseOnFailures, adviseOnPlacement } from "./placement.ts";

/** Everything worth a look in a CIB that was scheduled. */
export function adviseOn(run: Run): readonly Advice[] {
  return Object.freeze([
    ...adviseOnFencing(run),
    ...adviseOnConstraints(run),
    ...adviseOnOrderings(run),
    ...adviseOnFailures(run),
    ...adviseOnPlacement(run),
  ]);
}

function adviseOnFencing(run: Run): Advice[] {
  const { fencingEnabled, haveFencing, resources } = run.cluster;
  if (resources.length === 0) return [];
  if (!fencingEnabled) {
    return [advise("fencing-disabled", [], "Fencing is disabled (fencing-enabled): a failed node can corrupt shared data")];
  }
  if (haveFencing) return [];
  return [advise("fencing-without-device", [], "Fencing is enabled but there is no fencing device: nothing will start")];
}

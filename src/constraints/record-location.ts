import type { Location } from "../model/location.ts";
import type { Run } from "../run.ts";

/** Adds a location preference to the cluster's list and to its resource's own; both are walked newest first. */
export function recordLocation(run: Run, location: Location): void {
  run.locations.push(location);
  location.resource.locations.push(location);
}

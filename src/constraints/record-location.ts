import { report } from "../diagnostics.ts";
import type { Location } from "../model/location.ts";
import { ProbeMode } from "../model/node.ts";
import { ResourceFlag, setFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { asciiLower } from "../values/text.ts";
import { discoveryInvalid } from "./location-messages.ts";

/** Adds a location preference to the cluster's list and to its resource's own; both are walked newest first. */
export function recordLocation(run: Run, location: Location): void {
  run.locations.push(location);
  location.resource.locations.push(location);
}

/**
 * Reads `resource-discovery` for a preference that is about to be recorded. Exclusive discovery holds for the resource from
 * then on, even if no node matches.
 */
export function readDiscovery(run: Run, resource: Resource, text: string | undefined): ProbeMode {
  switch (text === undefined ? "always" : asciiLower(text)) {
    case "always":
      return ProbeMode.Always;
    case "never":
      return ProbeMode.Never;
    case "exclusive":
      setFlag(resource, ResourceFlag.ExclusiveProbes);
      return ProbeMode.Exclusive;
    default:
      report(run, discoveryInvalid, { value: text ?? "" });
      return ProbeMode.Always;
  }
}

// What must be the case before a resource may start: quorum, fencing of lost nodes, unfencing of its own node.
//
// Trap    a default can be impossible too, and is then replaced once more: unfencing becomes quorum without fencing
// Rule    Pacemaker Explained, "Resource Options", `requires`

import { report } from "../diagnostics.ts";
import { hasFlag, ResourceFlag, setFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { asciiLower } from "../values/text.ts";
import { isRemoteAgent } from "./agent.ts";
import {
  requiresDisabledFencing,
  requiresInvalid,
  unfencingOfFenceDevice,
  unfencingWithoutFencing,
} from "./messages.ts";

type Requirement = "nothing" | "quorum" | "fencing" | "unfencing";

/** Sets the flags that `requires` stands for. */
export function applyRequires(run: Run, resource: Resource): void {
  switch (possible(run, resource, configured(run, resource))) {
    case "nothing":
      return;
    case "quorum":
      setFlag(resource, ResourceFlag.NeedsQuorum);
      return;
    case "fencing":
      setFlag(resource, ResourceFlag.NeedsFencing);
      if (!run.cluster.fencingEnabled) report(run, requiresDisabledFencing, { id: resource.id });
      return;
    case "unfencing":
      setFlag(resource, ResourceFlag.NeedsFencing | ResourceFlag.NeedsUnfencing);
  }
}

function configured(run: Run, resource: Resource): Requirement {
  const value = resource.meta.get("requires");
  if (value === undefined) return defaultRequirement(run, resource);
  const text = asciiLower(value);
  if (text === "nothing" || text === "quorum" || text === "fencing" || text === "unfencing") return text;
  const used = defaultRequirement(run, resource);
  report(run, requiresInvalid, { id: resource.id, value, used });
  return used;
}

function defaultRequirement(run: Run, resource: Resource): Requirement {
  const { fencingEnabled, noQuorumPolicy, unfencing } = run.cluster;
  if (hasFlag(resource, ResourceFlag.FenceDevice)) return "quorum";
  if (resource.variant === "primitive" && isRemoteAgent(resource.xml)) return "quorum";
  if (unfencing) return "unfencing";
  if (fencingEnabled) return "fencing";
  return noQuorumPolicy === "ignore" ? "nothing" : "quorum";
}

function possible(run: Run, resource: Resource, wanted: Requirement): Requirement {
  if (wanted !== "unfencing") return wanted;
  const { id } = resource;
  if (hasFlag(resource, ResourceFlag.FenceDevice)) {
    report(run, unfencingOfFenceDevice, { id });
    return "quorum";
  }
  if (run.cluster.fencingEnabled) return wanted;
  report(run, unfencingWithoutFencing, { id });
  return "quorum";
}

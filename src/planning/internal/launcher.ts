// Relates a resource to the one that it lives in: a guest node's connection to the virtual machine, a bundle node's to the
// container, and whatever has the meta-attribute `container`.
//
// A resource in something that is a Pacemaker Remote node must simply run on that node. All others are started after
// their launcher, stopped before it, and kept where it is.

import { OrderFlag } from "../../actions/action.ts";
import { orderOperations } from "../../actions/relation.ts";
import { recordColocation } from "../../assignment/colocations.ts";
import { hasFlag, ResourceFlag, type Primitive, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { INFINITY } from "../../values/score.ts";
import { banFromRemoteNodes, confineTo } from "./bans.ts";
import { internalColocation } from "./colocation.ts";

/** How strongly a connection that may be nested is tied to its launcher, which may then be on another node. */
const NESTED_SCORE = 10_000;

export function relateToLauncher(run: Run, primitive: Primitive, launcher: Resource): void {
  const nested = hasFlag(primitive, ResourceFlag.RemoteNestingAllowed);
  if (hasFlag(primitive, ResourceFlag.RemoteConnection)) {
    if (!nested) banFromRemoteNodes(run, launcher);
    orderOperations(run, launcher, "monitor", primitive, "stop", OrderFlag.Ordered);
  } else {
    const connection = connectionTo(run, launcher);
    if (connection !== null) {
      confineTo(run, primitive, connection);
      return;
    }
  }
  const up = OrderFlag.FirstImpliesThen | OrderFlag.UnrunnableFirstBlocks;
  orderOperations(run, launcher, "start", primitive, "start", up);
  orderOperations(run, primitive, "stop", launcher, "stop", OrderFlag.ThenImpliesFirst);
  const score = nested ? NESTED_SCORE : INFINITY;
  recordColocation(run, internalColocation("#resource-with-container", primitive, launcher, score, true));
}

/**
 * The connection by which one gets into the launcher, if it is a Pacemaker Remote node. Connections to what is configured as a
 * cluster node do not count as long as there is no Pacemaker Remote node at all (observed).
 */
function connectionTo(run: Run, launcher: Resource): Resource | null {
  if (hasFlag(launcher, ResourceFlag.RemoteConnection)) return launcher;
  if (!run.cluster.haveRemoteNodes) return null;
  return launcher.launched.find((resource) => hasFlag(resource, ResourceFlag.RemoteConnection)) ?? null;
}

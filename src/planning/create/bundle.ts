// Creates the actions of a bundle: of each replica's implicit resources, of the bundle itself, then of what is bundled.
//
// Trap    containers come up a second time as the bundle's instances, with the repetitions that this brings (observed)

import { hasFlag, ResourceFlag, type Bundle } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { createResourceActions } from "./index.ts";
import { createInstanceActions, requestPhase } from "./instances.ts";

export function createBundleActions(bundle: Bundle, run: Run): void {
  for (const { ip, container, remote } of bundle.replicas) {
    if (ip !== null) createResourceActions(ip, run);
    createResourceActions(container, run);
    if (remote !== null) createResourceActions(remote, run);
  }
  createInstanceActions(
    run,
    bundle,
    bundle.replicas.map((replica) => replica.container),
  );
  if (bundle.child === null) return;
  createResourceActions(bundle.child, run);
  if (!hasFlag(bundle.child, ResourceFlag.Promotable)) return;
  requestPhase(run, bundle, "promote", "promoted", false, true);
  requestPhase(run, bundle, "demote", "demoted", false, true);
}

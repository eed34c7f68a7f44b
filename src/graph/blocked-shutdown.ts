import { ActionFlag, actionIs, type Action } from "../actions/action.ts";
import { report } from "../diagnostics.ts";
import { hasFlag, ResourceFlag } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { shutdownBlocked } from "./messages.ts";

/** Reports a stop that is needed for a node to leave, and cannot be carried out. */
export function reportBlockedShutdown(run: Run, action: Action): void {
  const { node, resource } = action;
  if (action.task !== "stop" || resource === null || node === null || !node.shutdown) return;
  if (actionIs(action, ActionFlag.Optional | ActionFlag.Runnable) || hasFlag(resource, ResourceFlag.Maintenance)) return;
  if (!run.cluster.quorate && run.cluster.noQuorumPolicy !== "ignore") return;
  const managed = hasFlag(resource, ResourceFlag.Managed) ? "blocked" : "unmanaged";
  report(run, shutdownBlocked, {
    verb: node.unclean ? "fence" : "shut down",
    node: node.name,
    resource: resource.id,
    state: hasFlag(resource, ResourceFlag.Failed) ? `${managed} failed` : managed,
    key: action.key,
  });
}

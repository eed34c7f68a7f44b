// Decides whether an action of a resource can be executed, from its node, and from the quorum where it needs that.
//
// Traps   decided again at every request: what needs nothing becomes runnable again, and loses its reason, each time;
//         with no-quorum-policy=demote the resource's next role is lowered on the way
// Rule    Pacemaker Explained, "Cluster Options" (no-quorum-policy)

import { report } from "../diagnostics.ts";
import type { NoQuorumPolicy } from "../model/cluster.ts";
import { isGuestNode, type Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { canFence, requestFencing } from "../nodes/fence-need.ts";
import { isActive } from "../resources/state/is-active.ts";
import type { Run } from "../run.ts";
import { Role } from "../values/role.ts";
import { ActionFlag, actionIs, type Action } from "./action.ts";
import { nodeOffline, nodePending } from "./messages.ts";
import { setReason } from "./reason.ts";

/** Updates whether the action can run. A stop that cannot, on a lost node, means that the node must be fenced. */
export function updateRunnable(run: Run, resource: Resource, action: Action): void {
  if (actionIs(action, ActionFlag.Pseudo)) return;
  const { node } = action;
  if (node === null) {
    action.flags &= ~ActionFlag.Runnable;
  } else if (!actionIs(action, ActionFlag.OnDc) && !node.online && !isExpectedGuest(node)) {
    action.flags &= ~ActionFlag.Runnable;
    report(run, nodeOffline, { key: action.key, node: node.name });
    if (hasFlag(resource, ResourceFlag.Managed) && action.task === "stop" && !node.unclean) {
      requestFencing(run, node, "stop is unrunnable");
    }
  } else if (!actionIs(action, ActionFlag.OnDc) && node.pending) {
    action.flags &= ~ActionFlag.Runnable;
    report(run, nodePending, { key: action.key, node: node.name });
  } else if (action.needs === "nothing") {
    setReason(action, null, true);
    if (isGuestNode(node) && !canFence(run, node)) action.flags &= ~ActionFlag.Runnable;
    else action.flags |= ActionFlag.Runnable;
  } else {
    applyQuorum(run, resource, action);
  }
}

/** A guest that is not there yet is expected to come up. */
function isExpectedGuest(node: Node): boolean {
  return isGuestNode(node) && !node.remoteReset;
}

function applyQuorum(run: Run, resource: Resource, action: Action): void {
  switch (effectivePolicy(run, resource)) {
    case "stop":
      action.flags &= ~ActionFlag.Runnable;
      setReason(action, "no quorum", true);
      break;
    case "freeze":
      if (!isActive(resource, true) || resource.nextRole > resource.originalRole) {
        action.flags &= ~ActionFlag.Runnable;
        setReason(action, "quorum freeze", true);
      }
      break;
    case "ignore":
    case "demote":
    case "fence":
      action.flags |= ActionFlag.Runnable;
      break;
  }
}

/** The policy for one resource: none with quorum; "demote" keeps what was promotable and started, unpromoted. */
function effectivePolicy(run: Run, resource: Resource): NoQuorumPolicy {
  const { quorate, noQuorumPolicy } = run.cluster;
  if (quorate) return "ignore";
  if (noQuorumPolicy !== "demote") return noQuorumPolicy;
  if (resource.originalRole !== Role.Promoted && resource.originalRole !== Role.Unpromoted) return "stop";
  if (resource.nextRole > Role.Unpromoted) resource.nextRole = Role.Unpromoted;
  return "ignore";
}

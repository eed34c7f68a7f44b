// Reads the cluster options and settles what they mean for the cluster as a whole.
//
// Order   options are looked up, and complained about, in table order before any of them takes effect
// Rule    Pacemaker Explained, "Cluster Options"

import { report, reportProblems, type Message } from "../diagnostics.ts";
import type { NoQuorumPolicy } from "../model/cluster.ts";
import { clusterOptions, lookUpOption } from "../options/cluster-options.ts";
import { fillFromBlocks } from "../model/fill.ts";
import { ruleInput } from "../rules/input.ts";
import type { Run } from "../run.ts";
import { isTrue } from "../values/boolean.ts";
import { parseInterval } from "../values/interval.ts";
import { scanInteger } from "../values/integer.ts";
import { asciiLower } from "../values/text.ts";
import { attribute } from "../xml/element.ts";
import { healthColours } from "./health.ts";
import {
  blindFaith,
  cancelRemovedActionsDeprecated,
  concurrentFencingDeprecated,
  lackOfQuorum,
  neverQuorate,
  noQuorumPolicyNeedsFencing,
  quorumLossFences,
  quorumLossIgnored,
  startupProbesDeprecated,
  stopRemovedResourcesDeprecated,
  watchdogFencing,
} from "./messages.ts";

/** Reads the quorum flag, then all cluster options with their effects. */
export function unpackOptions(run: Run): void {
  const { cluster } = run;
  cluster.quorate = isTrue(attribute(run.root, "have-quorum"));
  readOptions(run);
  applyOptions(run);
  if (!cluster.quorate && cluster.noQuorumPolicy !== "ignore") report(run, lackOfQuorum, {});
}

function readOptions(run: Run): void {
  const { crmConfig } = run.sections;
  const { options } = run.cluster;
  if (crmConfig !== null) {
    fillFromBlocks(run, crmConfig, "cluster_property_set", options, ruleInput(run.rules), "cib-bootstrap-options");
  }
  for (const option of clusterOptions) reportProblems(run, lookUpOption(options, option).problems);
}

function applyOptions(run: Run): void {
  const { cluster } = run;
  const { options } = cluster;
  const on = (name: string): boolean => isTrue(options.get(name));
  const onUnlessDeprecated = (name: string, deprecated: Message<object>): boolean => {
    const value = on(name);
    if (!value) report(run, deprecated, {});
    return value;
  };
  const milliseconds = (name: string): number => {
    const { ms, problems } = parseInterval(options.get(name));
    reportProblems(run, problems);
    return ms;
  };

  cluster.probeResources = onUnlessDeprecated("enable-startup-probes", startupProbesDeprecated);
  if (on("have-watchdog")) {
    cluster.haveFencing = true;
    report(run, watchdogFencing, {});
  }
  cluster.unfencing = run.outline.mentionsUnfencing;
  cluster.fencingTimeout = milliseconds("fencing-timeout");
  cluster.fencingEnabled = on("fencing-enabled");
  cluster.fenceAction = options.get("fencing-action") === "off" ? "off" : "reboot";
  cluster.concurrentFencing = onUnlessDeprecated("concurrent-fencing", concurrentFencingDeprecated);
  cluster.priorityFencingDelay = milliseconds("priority-fencing-delay");
  cluster.stopAll = on("stop-all-resources");
  cluster.symmetric = on("symmetric-cluster");
  cluster.noQuorumPolicy = settleQuorumPolicy(run);
  cluster.stopRemovedResources = onUnlessDeprecated("stop-removed-resources", stopRemovedResourcesDeprecated);
  cluster.cancelRemovedActions = onUnlessDeprecated("cancel-removed-actions", cancelRemovedActionsDeprecated);
  cluster.maintenanceMode = on("maintenance-mode");
  cluster.startFailureFatal = on("start-failure-is-fatal");
  cluster.startupFencing = cluster.fencingEnabled && on("startup-fencing");
  if (!cluster.startupFencing) report(run, blindFaith, {});
  run.memory.healthColours = healthColours(run);
  cluster.placementStrategy = options.get("placement-strategy") ?? "default";
  cluster.shutdownLock = on("shutdown-lock");
  if (cluster.shutdownLock) cluster.shutdownLockLimit = milliseconds("shutdown-lock-limit");
  cluster.nodePendingTimeout = milliseconds("node-pending-timeout");
  cluster.fenceRemoteWithoutQuorum = on("fence-remote-without-quorum");
}

function settleQuorumPolicy(run: Run): NoQuorumPolicy {
  const { cluster } = run;
  const policy = asciiLower(cluster.options.get("no-quorum-policy") ?? "stop");
  switch (policy) {
    case "ignore":
      report(run, quorumLossIgnored, {});
      return policy;
    case "freeze":
    case "demote":
      return policy;
    case "fence":
    case "suicide": {
      if (!cluster.fencingEnabled) {
        report(run, noQuorumPolicyNeedsFencing, {});
        return "stop";
      }
      const panic = scanInteger(attribute(run.root, "no-quorum-panic") ?? "0").value !== 0;
      report(run, cluster.quorate || panic ? quorumLossFences : neverQuorate, {});
      return cluster.quorate || panic ? "fence" : "stop";
    }
    default:
      return "stop";
  }
}

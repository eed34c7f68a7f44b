// Cluster options, and defaults for resources and operations.

import type { Arbitrary } from "fast-check";
import { element, oneOf, sometimes, weighted, type Draft } from "./draft.ts";
import { block, blocks, type Pairs } from "./blocks.ts";
import { score, seconds, truth, type Mode } from "./values.ts";

function clusterOptions(mode: Mode): Pairs {
  const fencing = weighted([3, oneOf("false")], [3, oneOf("true")], [1, truth(mode)]);
  return {
    "stonith-enabled": [80, fencing],
    "fencing-enabled": [15, fencing],
    "no-quorum-policy": [30, oneOf("stop", "freeze", "ignore", "demote", "fence", "suicide", "STOP", "other")],
    "symmetric-cluster": [10, truth(mode)],
    "maintenance-mode": [4, truth(mode)],
    "start-failure-is-fatal": [12, truth(mode)],
    "enable-startup-probes": [8, truth(mode)],
    "startup-fencing": [12, truth(mode)],
    "stonith-action": [10, oneOf("reboot", "off", "bogus")],
    "fencing-timeout": [8, seconds(mode)],
    "stonith-watchdog-timeout": [6, oneOf("0", "10", "-1", "5s")],
    "have-watchdog": [6, truth(mode)],
    "concurrent-fencing": [10, truth(mode)],
    "priority-fencing-delay": [10, oneOf("15s", "0", "60")],
    "node-pending-timeout": [10, oneOf("0", "1h", "30s")],
    "fence-remote-without-quorum": [6, truth(mode)],
    "cluster-delay": [6, seconds(mode)],
    "batch-limit": [4, oneOf("10", "0", "30")],
    "migration-limit": [4, oneOf("2", "0", "-1")],
    "stop-all-resources": [4, truth(mode)],
    "stop-orphan-resources": [10, truth(mode)],
    "stop-orphan-actions": [10, truth(mode)],
    "stop-removed-resources": [5, truth(mode)],
    "shutdown-lock": [14, truth(mode)],
    "shutdown-lock-limit": [8, seconds(mode)],
    "node-health-strategy": [15, oneOf("migrate-on-red", "only-green", "progressive", "custom", "none")],
    "node-health-base": [6, score(mode)],
    "node-health-green": [4, score(mode)],
    "node-health-yellow": [8, score(mode)],
    "node-health-red": [6, score(mode)],
    "placement-strategy": [30, oneOf("default", "utilization", "minimal", "balanced")],
    "cluster-recheck-interval": [5, seconds(mode)],
    "cluster-name": [5, oneOf("prod")],
  };
}

export function options(mode: Mode): Arbitrary<Draft> {
  return element("crm_config", {}, blocks("cluster_property_set", "none", mode, clusterOptions(mode), 8));
}

/** Meta-attributes that every resource has. */
export function commonMeta(mode: Mode): Pairs {
  return {
    priority: [15, weighted([3, oneOf("1", "5", "10", "-1")], [1, score(mode)])],
    "is-managed": [8, truth(mode)],
    maintenance: [4, truth(mode)],
    critical: [8, truth(mode)],
    "target-role": [12, oneOf("Started", "Stopped", "Stopped", "Promoted", "Unpromoted", "Master", "bogus")],
    "resource-stickiness": [22, weighted([3, oneOf("0", "1", "100", "INFINITY", "-10")], [1, score(mode)])],
    requires: [12, oneOf("nothing", "quorum", "fencing", "unfencing", "other")],
    "multiple-active": [10, oneOf("stop_start", "stop_only", "block", "stop_unexpected", "other")],
    "migration-threshold": [22, oneOf("1", "2", "3", "INFINITY", "0")],
    "failure-timeout": [20, oneOf("60s", "30s", "10min", "0", "2h")],
    "allow-migrate": [18, truth(mode)],
    "allow-unhealthy-nodes": [6, truth(mode)],
    description: [2, oneOf("a", "b")],
  };
}

/** Defaults of resources and of operations; neither has to be there. */
export function defaults(mode: Mode): Arbitrary<Draft | undefined>[] {
  const all = commonMeta(mode);
  const few: Pairs = Object.fromEntries(Object.entries(all).map(([name, [percent, value]]) => [name, [Math.ceil(percent / 2), value]]));
  const operations: Pairs = {
    timeout: [50, seconds(mode)],
    "on-fail": [15, oneOf("restart", "stop", "block", "ignore", "standby", "fence", "demote", "bogus")],
    "record-pending": [10, truth(mode)],
    enabled: [5, truth(mode)],
    "start-delay": [5, seconds(mode)],
  };
  return [
    sometimes(20, element("rsc_defaults", {}, blocks("meta_attributes", "resource", mode, few, 30))),
    sometimes(15, element("op_defaults", {}, weighted<readonly Draft[] | undefined>(
      [1, block("meta_attributes", operations).map((draft) => (draft === undefined ? [] : [draft]))],
      [1, blocks("meta_attributes", "operation", mode, operations, 60)],
    ))),
  ];
}

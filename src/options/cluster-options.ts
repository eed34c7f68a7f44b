/**
 * The options of the cluster as a whole, and how one is looked up: by its name, else by the name it had, else its default,
 * which also replaces a value that its validator rejects.
 *
 * Order   of the table: all options are looked up once in this order, which is the order of their diagnostics
 * Rule    Pacemaker Explained, "Cluster Options"
 */

import type { KeyedTable } from "../tables/keyed-table.ts";
import { type Problem, message, problem } from "../values/problem.ts";
import {
  type Validator,
  isBoolean,
  isDuration,
  isExactlyOneOf,
  isInteger,
  isOneOf,
  isPercentage,
  isPositiveInteger,
} from "./validators.ts";

export interface ClusterOption {
  readonly name: string;
  /** The name it had in earlier releases. */
  readonly formerName: string | null;
  /** In the spelling in which it is stored; `null` if an option that is not set has no value. */
  readonly defaultValue: string | null;
  /** `null` if every text is accepted. */
  readonly validator: Validator | null;
}

const quorumPolicy = isOneOf("stop", "freeze", "ignore", "demote", "fence", "suicide");
const healthStrategy = isOneOf("none", "migrate-on-red", "only-green", "progressive", "custom");
const placementStrategy = isOneOf("default", "utilization", "minimal", "balanced");

export const clusterOptions = [
  define("dc-version", null, null),
  define("cluster-infrastructure", null, null),
  define("cluster-name", null, null),
  define("dc-deadtime", "20s", isDuration),
  define("cluster-recheck-interval", "15min", isDuration),
  define("election-timeout", "2min", isDuration),
  define("shutdown-escalation", "20min", isDuration),
  define("join-integration-timeout", "3min", isDuration),
  define("join-finalization-timeout", "30min", isDuration),
  define("transition-delay", "0s", isDuration),
  define("no-quorum-policy", "stop", quorumPolicy),
  define("shutdown-lock", "false", isBoolean),
  define("shutdown-lock-limit", "0", isDuration),
  define("enable-acl", "false", isBoolean),
  define("symmetric-cluster", "true", isBoolean),
  define("maintenance-mode", "false", isBoolean),
  define("start-failure-is-fatal", "true", isBoolean),
  define("enable-startup-probes", "true", isBoolean),
  define("fence-remote-without-quorum", "false", isBoolean),
  define("fencing-enabled", "true", isBoolean, "stonith-enabled"),
  define("fencing-action", "reboot", isExactlyOneOf("reboot", "off"), "stonith-action"),
  define("fencing-reaction", "stop", null, "fence-reaction"),
  define("fencing-timeout", "60s", isDuration, "stonith-timeout"),
  define("have-watchdog", "false", isBoolean),
  define("fencing-watchdog-timeout", "0", null, "stonith-watchdog-timeout"),
  define("fencing-max-attempts", "10", isPositiveInteger, "stonith-max-attempts"),
  define("concurrent-fencing", "true", isBoolean),
  define("startup-fencing", "true", isBoolean),
  define("priority-fencing-delay", "0", isDuration),
  define("node-pending-timeout", "0", isDuration),
  define("cluster-delay", "60s", isDuration),
  define("load-threshold", "80%", isPercentage),
  define("node-action-limit", "0", isInteger),
  define("batch-limit", "0", isInteger),
  define("migration-limit", "-1", isInteger),
  define("cluster-ipc-limit", null, null),
  define("stop-all-resources", "false", isBoolean),
  define("stop-removed-resources", "true", isBoolean, "stop-orphan-resources"),
  define("cancel-removed-actions", "true", isBoolean, "stop-orphan-actions"),
  define("pe-error-series-max", "-1", isInteger),
  define("pe-warn-series-max", "5000", isInteger),
  define("pe-input-series-max", "4000", isInteger),
  define("node-health-strategy", "none", healthStrategy),
  define("node-health-base", "0", isInteger),
  define("node-health-green", "0", isInteger),
  define("node-health-yellow", "0", isInteger),
  define("node-health-red", "-INFINITY", isInteger),
  define("placement-strategy", "default", placementStrategy),
] as const;

export type ClusterOptionName = (typeof clusterOptions)[number]["name"];

function define<N extends string>(
  name: N,
  defaultValue: string | null,
  validator: Validator | null,
  formerName: string | null = null,
): ClusterOption & { readonly name: N } {
  return { name, formerName, defaultValue, validator };
}

const formerOptionName = message({
  code: "cluster-option-former-name",
  kind: "config-warning",
  origin: "cluster_option_value",
  text: (p: { name: string; formerName: string }) =>
    `Support for legacy name '${p.formerName}' for cluster option '${p.name}' is deprecated ` +
    "and will be removed in a future release",
});

const badOptionValue = message({
  code: "cluster-option-invalid",
  kind: "config-error",
  origin: "cluster_option_value",
  text: (p: { name: string; value: string }) =>
    `Using default value for cluster option '${p.name}' because '${p.value}' is invalid`,
});

/** What to use of one option, and what there is to report about it. */
export interface OptionLookUp {
  /** `undefined` if the option is not set and has no default. */
  readonly value: string | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Looks up one option. What was set under the former name, and the default, are stored under the option's name: so nothing
 * is said twice, and once all options were looked up in the order of {@link clusterOptions}, the table is complete.
 */
export function lookUpOption(table: KeyedTable<string>, option: ClusterOption): OptionLookUp {
  const { name, formerName, defaultValue, validator } = option;
  const problems: Problem[] = [];
  let value = table.get(name);
  if (value === undefined && formerName !== null) {
    value = table.get(formerName);
    if (value !== undefined) {
      problems.push(problem(formerOptionName, { name, formerName }));
      table.set(name, value);
    }
  }
  if (value !== undefined) {
    if (validator === null || validator(value, problems)) return { value, problems };
    problems.push(problem(badOptionValue, { name, value }));
  }
  if (defaultValue === null) return { value: undefined, problems };
  table.set(name, defaultValue);
  return { value: defaultValue, problems };
}

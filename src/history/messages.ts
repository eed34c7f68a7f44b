// What reading histories has to say. Times are texts in local time; a detail follows after `|`.

import { message } from "../diagnostics.ts";
import { formatInterval } from "../values/interval.ts";
import { resultCodeText } from "../values/result-code.ts";
import { formatScore } from "../values/score.ts";

interface Placed {
  readonly resource: string;
  readonly node: string;
}

interface Identified extends Placed {
  readonly id: string;
}

interface Exit {
  readonly rc: number;
  readonly reason: string | undefined;
}

/** `Error occurred: no such device`. */
function exitText({ rc, reason }: Exit): string {
  const text = resultCodeText(rc);
  return reason === undefined || reason === "" ? text : `${text}: ${reason}`;
}

export const resourceEntryWithoutId = message({
  code: "history-resource-without-id",
  kind: "config-error",
  origin: "unpack_lrm_resource",
  text: () => "Ignoring invalid lrm_resource entry: No id",
});

export const entryWithoutId = message({
  code: "history-entry-without-id",
  kind: "config-error",
  origin: "unpack_rsc_op",
  text: (p: Placed) => `Ignoring resource history entry for ${p.resource} on ${p.node} without ID`,
});

export const entryWithoutOperation = message({
  code: "history-entry-without-operation",
  kind: "config-error",
  origin: "unpack_rsc_op",
  text: (p: Identified) =>
    `Ignoring resource history entry ${p.id} for ${p.resource} on ${p.node} without operation`,
});

export const invalidStatus = message({
  code: "history-status-invalid",
  kind: "config-error",
  origin: "unpack_action_result",
  text: (p: Identified & { value: string }) =>
    `Ignoring resource history entry ${p.id} for ${p.resource} on ${p.node} with invalid op-status '${p.value}'`,
});

export const invalidResult = message({
  code: "history-result-invalid",
  kind: "config-error",
  origin: "unpack_action_result",
  text: (p: Identified & { value: string }) =>
    `Ignoring resource history entry ${p.id} for ${p.resource} on ${p.node} with invalid rc-code '${p.value}'`,
});

export const duplicateEntries = message({
  code: "history-entry-duplicate",
  kind: "config-error",
  origin: "pe__is_newer_op",
  text: (p: { id: string }) => `Duplicate lrm_rsc_op entries named ${p.id}`,
});

export const expectedResultUnknown = message({
  code: "history-expected-result-unknown",
  kind: "config-warning",
  origin: "remap_operation",
  text: (p: { key: string; node: string }) =>
    `Expected result not found for ${p.key} on ${p.node} (corrupt or obsolete CIB?)`,
});

export const probeFoundActive = message({
  code: "history-probe-found-active",
  kind: "info",
  origin: "remap_operation",
  text: (p: Placed & { promoted: boolean; at: string }) =>
    `Probe found ${p.resource} active ${p.promoted ? "and promoted " : ""}on ${p.node} at ${p.at}`,
});

export const unknownResultFailed = message({
  code: "history-unknown-result",
  kind: "info",
  origin: "remap_operation",
  text: (p: Placed & { rc: number; task: string; at: string }) =>
    `Treating unknown exit status ${p.rc} from ${p.task} of ${p.resource} on ${p.node} at ${p.at} as failure`,
});

export const migrationNodesMissing = message({
  code: "history-migration-nodes-missing",
  kind: "config-error",
  origin: "get_migration_node_names",
  text: (p: { id: string }) =>
    `Ignoring resource history entry ${p.id} without migrate_source and migrate_target`,
});

export const migrationNodeMismatch = message({
  code: "history-migration-node-mismatch",
  kind: "config-error",
  origin: "get_migration_node_names",
  text: (p: { id: string; attribute: string; name: string; node: string }) =>
    `Ignoring resource history entry ${p.id} because ${p.attribute}='${p.name}' does not match ${p.node}`,
});

export const failureNotIgnorable = message({
  code: "history-failure-not-ignorable",
  kind: "warning",
  origin: "unpack_rsc_op",
  text: (p: Identified & { task: string; status: number; rc: number }) =>
    `Cannot ignore failed ${p.task} of ${p.resource} on ${p.node}: Resource agent doesn't exist` +
    ` | status=${p.status} rc=${p.rc} id=${p.id}`,
});

export const failureIgnored = message({
  code: "history-failure-ignored",
  kind: "warning",
  origin: "unpack_rsc_op",
  text: (p: Identified & Exit & { task: string; at: string }) =>
    `Pretending failed ${p.task} (${exitText(p)}) of ${p.resource} on ${p.node} at ${p.at} succeeded | ${p.id}`,
});

export const unexpectedResult = message({
  code: "history-unexpected-result",
  kind: "processing-warning",
  origin: "unpack_rsc_op_failure",
  text: (p: Identified & Exit & { what: string; at: string }) =>
    `Unexpected result (${exitText(p)}) was recorded for ${p.what} of ${p.resource} on ${p.node} at ${p.at}` +
    ` | exit-status=${p.rc} id=${p.id}`,
});

export const considerDiscovery = message({
  code: "history-consider-discovery",
  kind: "notice",
  origin: "unpack_rsc_op_failure",
  text: (p: Placed) =>
    `If it is not possible for ${p.resource} to run on ${p.node}, see the resource-discovery option for location constraints`,
});

export const unrecoverable = message({
  code: "history-unrecoverable",
  kind: "processing-error",
  origin: "block_if_unrecoverable",
  text: (p: Identified & Exit & { task: string; at: string }) =>
    `No further recovery can be attempted for ${p.resource} because ${p.task} on ${p.node} failed (${exitText(p)})` +
    ` at ${p.at} | rc=${p.rc} id=${p.id}`,
});

type Hard = Identified & Exit;

export const hardFailure = message({
  code: "history-hard-failure",
  kind: "error",
  origin: "unpack_rsc_op",
  text: hardFailureText,
});

export const notInstalledFailure = message({
  code: "history-hard-failure-not-installed",
  kind: "notice",
  origin: "unpack_rsc_op",
  text: hardFailureText,
});

function hardFailureText(p: Hard): string {
  return `Preventing ${p.resource} from restarting on ${p.node} because of hard failure (${exitText(p)}) | ${p.id}`;
}

export const fatalFailure = message({
  code: "history-fatal-failure",
  kind: "processing-error",
  origin: "unpack_rsc_op",
  text: (p: Exit & { resource: string; id: string }) =>
    `Preventing ${p.resource} from restarting anywhere because of fatal failure (${exitText(p)}) | ${p.id}`,
});

export const bannedEverywhere = message({
  code: "history-banned-everywhere",
  kind: "notice",
  origin: "ban_from_all_nodes",
  text: (p: { resource: string }) => `${p.resource} will not be started under current conditions`,
});

export const probeFailureMasked = message({
  code: "history-probe-failure-masked",
  kind: "notice",
  origin: "mask_probe_failure",
  text: (p: Placed & { rc: number }) =>
    `Treating probe result '${resultCodeText(p.rc)}' for ${p.resource} on ${p.node} as 'not running'`,
});

export const expiredFailureIgnored = message({
  code: "history-expired-failure-ignored",
  kind: "notice",
  origin: "process_expired_result",
  text: (p: Identified & { task: string }) =>
    `Ignoring resource history entry ${p.id} for ${p.task} of ${p.resource} on ${p.node}: Expired failure`,
});

export const expiredFailureRescheduled = message({
  code: "history-expired-failure-rescheduled",
  kind: "notice",
  origin: "process_expired_result",
  text: (p: Placed & { task: string; interval: number }) =>
    `Rescheduling ${formatInterval(p.interval)}-interval ${p.task} of ${p.resource} on ${p.node} after failure expired`,
});

export const expiryWaitsForFencing = message({
  code: "history-expiry-waits-for-fencing",
  kind: "info",
  origin: "should_ignore_failure_timeout",
  text: (p: { resource: string }) =>
    `Waiting to clear monitor failure for remote node ${p.resource} until fencing has occurred`,
});

export const clearingWaitsForFencing = message({
  code: "history-clearing-waits-for-fencing",
  kind: "info",
  origin: "check_operation_expiry",
  text: (p: { resource: string; task: string }) =>
    `Clearing ${p.task} failure will wait until any scheduled fencing of ${p.resource} completes`,
});

export const removedResourceActive = message({
  code: "history-removed-resource-active",
  kind: "notice",
  origin: "process_rsc_state",
  text: (p: Placed) => `Removed resource ${p.resource} is active on ${p.node} and will be stopped when possible`,
});

export const removedResourceUnmanaged = message({
  code: "history-removed-resource-unmanaged",
  kind: "notice",
  origin: "process_rsc_state",
  text: (p: Placed) =>
    `Removed resource ${p.resource} must be stopped manually on ${p.node} because stop-removed-resources is set to false`,
});

export const invalidFailCount = message({
  code: "fail-count-invalid",
  kind: "warning",
  origin: "update_failcount_for_attr",
  text: (p: { attribute: string; node: string; value: string; reason: string }) =>
    `Ignoring ${p.attribute} for ${p.node} because '${p.value}' is not a valid fail count: ${p.reason}`,
});

export const invalidLastFailure = message({
  code: "last-failure-invalid",
  kind: "info",
  origin: "update_failcount_for_attr",
  text: (p: { attribute: string; value: string; reason: string }) =>
    `Ignoring invalid value '${p.value}' for ${p.attribute}: ${p.reason}`,
});

export const failuresCounted = message({
  code: "failures-counted",
  kind: "info",
  origin: "pe_get_failcount",
  text: (p: Placed & { count: number }) => `${p.resource} has failed ${times(p.count)} on ${p.node}`,
});

export const failuresWithinCounted = message({
  code: "failures-within-counted",
  kind: "info",
  origin: "pe_get_failcount",
  text: (p: Placed & { count: number }) =>
    `Container ${p.resource} and the resources within it have failed ${times(p.count)} on ${p.node}`,
});

function times(count: number): string {
  return `${formatScore(count)} time${count === 1 ? "" : "s"}`;
}

export const failureTimeoutConflict = message({
  code: "failure-timeout-conflict",
  kind: "config-warning",
  origin: "pe_get_failcount",
  text: (p: { resource: string; timeout: number }) =>
    `Ignoring failure timeout (${formatInterval(p.timeout)}) for ${p.resource} because it conflicts with on-fail=block`,
});

interface Threshold extends Placed {
  readonly count: number;
  readonly threshold: number;
}

export const thresholdReached = message({
  code: "migration-threshold-reached",
  kind: "processing-warning",
  origin: "pcmk__threshold_reached",
  text: (p: Threshold) =>
    `${p.resource} cannot run on ${p.node} due to reaching migration threshold (clean up resource to allow again)` +
    ` | failures=${p.count} migration-threshold=${p.threshold}`,
});

export const thresholdAhead = message({
  code: "migration-threshold-ahead",
  kind: "info",
  origin: "pcmk__threshold_reached",
  text: (p: Threshold) => {
    const left = p.threshold - p.count;
    const times = left === 1 ? "time" : "times";
    return `${p.resource} can fail ${left} more ${times} on ${p.node} before reaching migration threshold (${p.threshold})`;
  },
});

export const agentChanged = message({
  code: "agent-changed",
  kind: "notice",
  origin: "pcmk__rsc_agent_changed",
  text: (p: Placed & { attribute: string; before: string; now: string }) =>
    `Forcing restart of ${p.resource} on ${p.node} because ${p.attribute} changed from '${p.before}' to '${p.now}'`,
});

interface DigestChange extends Placed {
  readonly task: string;
  readonly interval: number;
  readonly now: string;
  readonly before: string;
  readonly version: string;
  readonly magic: string;
}

export const restartParametersChanged = message({
  code: "digest-restart-changed",
  kind: "info",
  origin: "rsc_action_digest_cmp",
  text: (p: DigestChange) =>
    `Parameter change for ${formatInterval(p.interval)}-interval ${p.task} of ${p.resource} on ${p.node} requires restart` +
    ` (hash now ${p.now} vs. ${p.before} with op feature set ${p.version} for transition ${p.magic})`,
});

export const parametersChanged = message({
  code: "digest-changed",
  kind: "info",
  origin: "rsc_action_digest_cmp",
  text: (p: DigestChange) =>
    `Parameters to ${p.interval}ms-interval ${p.task} action for ${p.resource} on ${p.node} changed: hash was ${p.before}` +
    ` vs. now ${p.now} (${p.interval > 0 ? "reschedule" : "reload"}:${p.version}) ${p.magic}`,
});

export const extraParametersChanged = message({
  code: "digest-extra-changed",
  kind: "info",
  origin: "rsc_action_digest_cmp",
  text: (p: DigestChange) =>
    `Parameters containing extra ones to ${p.interval}ms-interval ${p.task} action for ${p.resource} on ${p.node} changed:` +
    ` hash was ${p.before} vs. now ${p.now} (restart:${p.version}) ${p.magic}`,
});

export const privateParametersChanged = message({
  code: "digest-private-changed",
  kind: "output",
  origin: "log_info",
  text: (p: Placed & { task: string; interval: number; magic: string }) =>
    `Only 'private' parameters to ${formatInterval(p.interval)}-interval ${p.task} for ${p.resource} on ${p.node} changed:` +
    ` ${p.magic}`,
});

export const privateUnfencingChanged = message({
  code: "unfencing-private-changed",
  kind: "output",
  origin: "log_info",
  text: (p: Placed) => `Only 'private' parameters to ${p.resource} for unfencing ${p.node} changed`,
});

export const unfencingParametersChanged = message({
  code: "unfencing-changed",
  kind: "output",
  origin: "log_info",
  text: (p: Placed & { summary: string }) =>
    `Parameters to ${p.resource} for unfencing ${p.node} changed, try '${p.summary}'`,
});

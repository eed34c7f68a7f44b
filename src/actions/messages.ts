// What can be wrong with the configuration of operations, and what is told about the actions that follow from it.

import { message } from "../diagnostics.ts";

type OnFailOf = { readonly task: string; readonly resource: string };
type ActionOn = { readonly key: string; readonly node: string };

export const onFailNotForStop = message({
  code: "on-fail-not-allowed-for-stop",
  kind: "config-error",
  origin: "validate_on_fail",
  text: (p: { resource: string; value: string }) =>
    `Resetting 'on-fail' for ${p.resource} stop action to default value because '${p.value}' is not allowed for stop`,
});

export const onFailDemoteNotAllowed = message({
  code: "on-fail-demote-not-allowed",
  kind: "config-error",
  origin: "validate_on_fail",
  text: (p: { resource: string; operation: string | undefined }) =>
    `Resetting 'on-fail' for ${p.resource} ${p.operation ?? "(null)"} action to default value because 'demote' is not allowed for it`,
});

export const onFailFenceWithoutFencing = message({
  code: "on-fail-fence-without-fencing",
  kind: "config-error",
  origin: "pcmk__parse_on_fail",
  text: (p: OnFailOf) =>
    `Resetting 'on-fail' for ${p.task} of ${p.resource} to 'stop' because 'fence' is not valid when fencing is disabled`,
});

export const onFailInvalid = message({
  code: "on-fail-invalid",
  kind: "config-error",
  origin: "pcmk__parse_on_fail",
  text: (p: OnFailOf & { value: string }) =>
    `Using default 'on-fail' for ${p.task} of ${p.resource} because '${p.value}' is not valid`,
});

export const intervalOriginInvalid = message({
  code: "interval-origin-invalid",
  kind: "config-error",
  origin: "unpack_interval_origin",
  text: (p: { operation: string | undefined; value: string }) =>
    `Ignoring 'interval-origin' for operation '${p.operation ?? "(missing ID)"}' because '${p.value}' is not valid`,
});

export const startDelayCalculated = message({
  code: "start-delay-calculated",
  kind: "info",
  origin: "unpack_interval_origin",
  text: (p: { operation: string | undefined; seconds: number }) =>
    `Calculated a start delay of ${p.seconds}s for operation '${p.operation ?? "(missing ID)"}'`,
});

export const nodeOffline = message({
  code: "action-node-offline",
  kind: "warning",
  origin: "update_resource_action_runnable",
  text: (p: ActionOn) => `${p.key} on ${p.node} is unrunnable (node is offline)`,
});

export const nodePending = message({
  code: "action-node-pending",
  kind: "warning",
  origin: "update_resource_action_runnable",
  text: (p: ActionOn) => `Action ${p.key} on ${p.node} is unrunnable (node is pending)`,
});

export const unfencingDefinitionChanged = message({
  code: "unfencing-definition-changed",
  kind: "notice",
  origin: "pe_fence_op",
  text: (p: { node: string; device: string }) =>
    `Unfencing node ${p.node} because the definition of ${p.device} changed`,
});

export const unfencingDefinitionShown = message({
  code: "unfencing-definition-shown",
  kind: "output",
  origin: "log_info",
  text: (p: { node: string; device: string }) =>
    `notice: Unfencing node ${p.node} because the definition of ${p.device} changed`,
});

export const recurringStopped = message({
  code: "recurring-stopped",
  kind: "info",
  origin: "pcmk__schedule_cancel",
  text: (p: { interval: string; task: string; resource: string; node: string; reason: string }) =>
    `Recurring ${p.interval}-interval ${p.task} for ${p.resource} will be stopped on ${p.node}: ${p.reason}`,
});

export const cleanupScheduled = message({
  code: "clean-up-scheduled",
  kind: "notice",
  origin: "pcmk__schedule_cleanup",
  text: (p: { resource: string; node: string }) => `Scheduling clean-up of ${p.resource} on ${p.node}`,
});

export const failCountCleared = message({
  code: "fail-count-cleared",
  kind: "notice",
  origin: "pe__clear_failcount",
  text: (p: ActionOn & { resource: string; reason: string }) =>
    `Clearing failure of ${p.resource} on ${p.node} because ${p.reason} | ${p.key}`,
});

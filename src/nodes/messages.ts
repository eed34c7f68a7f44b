import { message } from "../diagnostics.ts";
import type { ParseError } from "../values/parse-error.ts";
import { parseErrorText } from "../values/parse-error.ts";

type Named = { readonly node: string };
type Because = { readonly node: string; readonly reason: string };

export const featureSetTooNew = message({
  code: "feature-set-too-new",
  kind: "config-error",
  origin: "cluster_status",
  text: (p: { theirs: string; ours: string }) =>
    `Can't process CIB with feature set '${p.theirs}' greater than our own '${p.ours}'`,
});

export const deprecatedOperationRules = message({
  code: "operation-rule-node-attribute-deprecated",
  kind: "config-warning",
  origin: "check_for_deprecated_rules",
  once: true,
  text: () =>
    "Support for rules with node attribute expressions in op or op_defaults is deprecated and will be dropped in a future release",
});

export const startupProbesDeprecated = message({
  code: "enable-startup-probes-deprecated",
  kind: "config-warning",
  origin: "unpack_config",
  once: true,
  text: () =>
    "Support for the enable-startup-probes cluster property is deprecated and will be removed (and behave as true) in a future release. Use a location constraint with resource-discovery=never instead to disable probes where desired.",
});

function deprecatedOption(name: string) {
  return message({
    code: `${name}-deprecated`,
    kind: "config-warning",
    origin: "unpack_config",
    once: true,
    text: () =>
      `Support for the ${name} cluster property is deprecated and will be removed (and behave as true) in a future release.`,
  });
}

export const concurrentFencingDeprecated = deprecatedOption("concurrent-fencing");
export const stopRemovedResourcesDeprecated = deprecatedOption("stop-removed-resources");
export const cancelRemovedActionsDeprecated = deprecatedOption("cancel-removed-actions");

export const watchdogFencing = message({
  code: "watchdog-fencing",
  kind: "info",
  origin: "unpack_config",
  text: () =>
    "Watchdog-based self-fencing will be performed via SBD if fencing is required and fencing-watchdog-timeout is nonzero",
});

export const neverQuorate = message({
  code: "no-quorum-policy-never-quorate",
  kind: "notice",
  origin: "unpack_config",
  text: () => "Resetting no-quorum-policy to 'stop': cluster has never had quorum",
});

export const noQuorumPolicyNeedsFencing = message({
  code: "no-quorum-policy-needs-fencing",
  kind: "config-error",
  origin: "unpack_config",
  text: () => "Resetting no-quorum-policy to 'stop' because fencing is disabled",
});

export const quorumLossFences = message({
  code: "quorum-loss-fences",
  kind: "notice",
  origin: "unpack_config",
  text: () => "On loss of quorum: Fence all remaining nodes",
});

export const quorumLossIgnored = message({
  code: "quorum-loss-ignored",
  kind: "notice",
  origin: "unpack_config",
  text: () => "On loss of quorum: Ignore",
});

export const blindFaith = message({
  code: "unseen-nodes-not-fenced",
  kind: "warning",
  origin: "unpack_config",
  once: true,
  text: () => "Blind faith: not fencing unseen nodes",
});

export const lackOfQuorum = message({
  code: "lack-of-quorum",
  kind: "processing-warning",
  origin: "cluster_status",
  text: () => "Fencing and resource management disabled due to lack of quorum",
});

export const duplicateNodeName = message({
  code: "node-name-duplicate",
  kind: "config-warning",
  origin: "pe__create_node",
  text: (p: Named) => `More than one node entry has name '${p.node}'`,
});

export const unknownNodeType = message({
  code: "node-type-unknown",
  kind: "config-error",
  origin: "pe__create_node",
  text: (p: { node: string; type: string }) => `Ignoring node ${p.node} with unrecognized type '${p.type}'`,
});

export const nodeWithoutId = message({
  code: "node-without-id",
  kind: "config-error",
  origin: "unpack_nodes",
  text: () => "Ignoring <node> entry in configuration without id",
});

export const invalidNodeScore = message({
  code: "node-score-invalid",
  kind: "config-warning",
  origin: "unpack_nodes",
  text: (p: { node: string; score: string; error: ParseError }) =>
    `Using 0 as score for node ${p.node} because '${p.score}' is not a valid score: ${parseErrorText(p.error)}`,
});

export const levelWithoutId = message({
  code: "fencing-level-without-id",
  kind: "config-error",
  origin: "pcmk__validate_fencing_topology",
  text: () => "Ignoring fencing level without ID",
});

export const levelIndexInvalid = message({
  code: "fencing-level-index-invalid",
  kind: "config-error",
  origin: "pcmk__validate_fencing_topology",
  text: (p: { level: string }) => `Ignoring fencing level ${p.level} with invalid index`,
});

export const levelIndexOutOfRange = message({
  code: "fencing-level-index-out-of-range",
  kind: "config-error",
  origin: "pcmk__validate_fencing_topology",
  text: (p: { level: string; index: number }) => `Ignoring fencing level ${p.level} with out-of-range index ${p.index}`,
});

export const tagWithoutId = message({
  code: "tag-without-id",
  kind: "config-error",
  origin: "unpack_tags",
  text: () => "Ignoring <tag> without id",
});

export const tagReferenceWithoutId = message({
  code: "tag-reference-without-id",
  kind: "config-error",
  origin: "unpack_tags",
  text: (p: { tag: string }) => `Ignoring <obj_ref> for tag '${p.tag}' without id`,
});

export const invalidLastGranted = message({
  code: "ticket-last-granted-invalid",
  kind: "warning",
  origin: "unpack_ticket_state",
  text: (p: { ticket: string; value: string; error: ParseError }) =>
    `Using 0 instead of invalid last-granted value '${p.value}' in state for ticket ${p.ticket}: ${parseErrorText(p.error)}`,
});

export const nodeStateWithoutId = message({
  code: "node-state-without-id",
  kind: "config-error",
  origin: "unpack_node_state",
  text: () => "Ignoring invalid node_state entry without id",
});

export const removedNodeState = message({
  code: "node-state-of-removed-node",
  kind: "notice",
  origin: "unpack_node_state",
  text: (p: { name: string; id: string }) =>
    `Ignoring recorded state for removed node with name ${p.name} and id ${p.id}`,
});

export const discoveryOnClusterNode = message({
  code: "resource-discovery-on-cluster-node",
  kind: "config-warning",
  origin: "unpack_transient_attributes",
  text: (p: Named) =>
    `Ignoring resource-discovery-enabled attribute for ${p.node} because disabling resource discovery is not allowed for cluster nodes`,
});

export const unrecognizedMembership = message({
  code: "node-membership-unrecognized",
  kind: "warning",
  origin: "unpack_node_member",
  text: (p: { value: string }) => `Unrecognized value '${p.value}' for in_ccm in node_state entry`,
});

export const unrecognizedProcess = message({
  code: "node-process-unrecognized",
  kind: "warning",
  origin: "unpack_node_online",
  text: (p: { value: string }) => `Unrecognized value '${p.value}' for crmd in node_state entry, assuming offline`,
});

export const unrecognizedTerminate = message({
  code: "terminate-unrecognized",
  kind: "warning",
  origin: "unpack_node_terminate",
  // the missing space is the reference's
  text: (p: { node: string; value: string; error: ParseError }) =>
    `Ignoring unrecognized value '${p.value}' for terminatenode attribute for ${p.node}: ${parseErrorText(p.error)}`,
});

export const nodeUnclean = message({
  code: "node-unclean",
  kind: "processing-warning",
  origin: "determine_online_status",
  text: (p: Named) => `${p.node} is unclean`,
});

export const discoveryAttributeDeprecated = message({
  code: "resource-discovery-enabled-deprecated",
  kind: "config-warning",
  origin: "unpack_handle_remote_attrs",
  once: true,
  text: () =>
    "Support for the resource-discovery-enabled node attribute is deprecated and will be removed (and behave as 'true') in a future release.",
});

export const discoveryNeedsFencing = message({
  code: "resource-discovery-needs-fencing",
  kind: "config-warning",
  origin: "unpack_handle_remote_attrs",
  text: (p: Named) =>
    `Ignoring resource-discovery-enabled attribute on Pacemaker Remote node ${p.node} because fencing is disabled`,
});

export const guestWillBeFenced = message({
  code: "guest-node-will-be-fenced",
  kind: "processing-warning",
  origin: "pe_fence_node",
  text: (p: Because & { launcher: string }) =>
    `Guest node ${p.node} will be fenced (by recovering its guest resource ${p.launcher}): ${p.reason}`,
});

export const guestNotFenced = message({
  code: "guest-node-not-fenced",
  kind: "notice",
  origin: "pe_fence_node",
  text: (p: Because & { launcher: string }) =>
    `Not fencing guest node ${p.node} (otherwise would because ${p.reason}): its guest resource ${p.launcher} is unmanaged`,
});

export const danglingGuestCleanedUp = message({
  code: "dangling-guest-node",
  kind: "info",
  origin: "pe_fence_node",
  text: (p: Because) =>
    `Cleaning up dangling connection for guest node ${p.node}: fencing was already done because ${p.reason}, and guest resource no longer exists`,
});

export const remoteNotFenced = message({
  code: "remote-node-not-fenced",
  kind: "notice",
  origin: "pe_fence_node",
  text: (p: Because) => `Not fencing remote node ${p.node} (otherwise would because ${p.reason}): connection is unmanaged`,
});

export const remoteWillBeFenced = message({
  code: "remote-node-will-be-fenced",
  kind: "processing-warning",
  origin: "pe_fence_node",
  text: (p: Because) => `Remote node ${p.node} will be fenced: ${p.reason}`,
});

export const remoteUnclean = message({
  code: "remote-node-unclean",
  kind: "processing-warning",
  origin: "pe_fence_node",
  text: (p: Because) => `Remote node ${p.node} is unclean: ${p.reason}`,
});

export const nodeWillBeFenced = message({
  code: "cluster-node-will-be-fenced",
  kind: "processing-warning",
  origin: "pe_fence_node",
  text: (p: Because) => `Cluster node ${p.node} will be fenced: ${p.reason}`,
});

export const clusterNodeUnclean = message({
  code: "cluster-node-unclean",
  kind: "processing-warning",
  origin: "pe_fence_node",
  text: (p: Because) => `Cluster node ${p.node} is unclean: ${p.reason}`,
});

export const fenceWithoutQuorum = message({
  code: "fencing-without-quorum",
  kind: "notice",
  origin: "pe_can_fence",
  text: (p: Named) => `We can fence ${p.node} without quorum because they're in our membership`,
});

const healthText = (p: { attribute: string; node: string; value: string; error: ParseError }): string =>
  `Ignoring ${p.attribute} for ${p.node} because '${p.value}' is not a valid value: ${parseErrorText(p.error)}`;

export const healthValueIgnored = message({
  code: "health-value-ignored",
  kind: "warning",
  origin: "add_node_health_value",
  text: healthText,
});

export const shownHealthValueIgnored = message({
  code: "health-value-ignored-in-status",
  kind: "warning",
  origin: "pe__node_health",
  text: healthText,
});

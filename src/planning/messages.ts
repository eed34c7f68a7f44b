import { message } from "../diagnostics.ts";

type Operation = { readonly operation: string };

export const operationDuplicate = message({
  code: "operation-duplicate",
  kind: "config-error",
  origin: "is_op_dup",
  text: (p: { operation: string; first: string }) =>
    `Operation ${p.operation} is duplicate of ${p.first} (do not use same name and interval combination more than once per resource)`,
});

export const operationWithoutId = message({
  code: "operation-without-id",
  kind: "config-error",
  origin: "is_recurring_history",
  text: () => "Ignoring resource history entry without ID",
});

export const operationCannotRecur = message({
  code: "operation-cannot-recur",
  kind: "config-error",
  origin: "is_recurring_history",
  text: (p: Operation & { name: string }) => `Ignoring ${p.operation} because ${p.name} action cannot be recurring`,
});

export const operationRoleInvalid = message({
  code: "operation-role-invalid",
  kind: "config-error",
  origin: "is_recurring_history",
  text: (p: Operation & { role: string }) => `Ignoring ${p.operation} role because ${p.role} is not a valid role`,
});

export const stoppedRoleUnsupported = message({
  code: "operation-stopped-role-anonymous",
  kind: "notice",
  origin: "recurring_op_for_inactive",
  text: (p: Operation) =>
    `Ignoring ${p.operation} (recurring monitors for Stopped role are not supported for anonymous clones)`,
});

export const stoppedRoleStarts = message({
  code: "operation-stopped-role-start",
  kind: "notice",
  origin: "recurring_op_for_inactive",
  text: (p: { interval: string; name: string; resource: string; node: string }) =>
    `Start recurring ${p.interval}-interval ${p.name} for Stopped ${p.resource} on ${p.node}`,
});

export const providedByItself = message({
  code: "resource-provided-by-itself",
  kind: "config-error",
  origin: "order_actions",
  text: (p: { resource: string; operation: string; node: string }) =>
    `Ignoring order of '${p.operation}' on ${p.node} relative to itself because ${p.resource} provides that node`,
});

export const multiplyActive = message({
  code: "resource-multiply-active",
  kind: "processing-error",
  origin: "pcmk__primitive_create_actions",
  text: (p: { agent: string; resource: string; count: number; policy: string }) =>
    `${p.agent} resource ${p.resource} might be active on ${p.count} nodes (${p.policy})`,
});

export const multiplyActiveHelp = message({
  code: "resource-multiply-active-help",
  kind: "notice",
  origin: "pcmk__primitive_create_actions",
  text: () =>
    'For more information, see "What are multiply active resources?" at https://projects.clusterlabs.org/w/clusterlabs/faq/',
});

type Migration = { readonly resource: string; readonly source: string; readonly target: string };

export const migrationPossiblyElsewhere = message({
  code: "migration-recovery-possibly-elsewhere",
  kind: "notice",
  origin: "pcmk__primitive_create_actions",
  text: (p: Migration) =>
    `Forcing recovery of ${p.resource} because it is migrating from ${p.source} to ${p.target} and possibly active elsewhere`,
});

export const migrationImpossible = message({
  code: "migration-recovery-impossible",
  kind: "notice",
  origin: "pcmk__primitive_create_actions",
  text: (p: Migration) =>
    `Forcing recovery of ${p.resource} because it can no longer migrate from ${p.source} to ${p.target}`,
});

export const stopsUntilUnfenced = message({
  code: "stop-until-unfenced",
  kind: "processing-error",
  origin: "stop_resource",
  text: (p: { resource: string; node: string }) => `Stopping ${p.resource} until ${p.node} can be unfenced`,
});

export const roleNotNotifiable = message({
  code: "notification-role-unsupported",
  kind: "processing-error",
  origin: "collect_resource_data",
  text: (p: { resource: string; node: string; role: string }) =>
    `Resource ${p.resource} role on ${p.node} (${p.role}) is not supported for notifications (bug?)`,
});

export const notifiedNotAssigned = message({
  code: "notification-resource-unassigned",
  kind: "processing-error",
  origin: "create_notify_actions",
  text: (p: { resource: string; role: string }) => `Next role '${p.role}' but ${p.resource} is not allocated`,
});

export const nodeFenced = message({
  code: "node-scheduled-for-fencing",
  kind: "processing-warning",
  origin: "schedule_fencing",
  text: (p: { node: string }) => `Scheduling node ${p.node} for fencing`,
});

export const nodeCannotBeFenced = message({
  code: "node-unclean-not-fenceable",
  kind: "config-warning",
  origin: "schedule_fencing_and_shutdowns",
  text: (p: { node: string }) => `Node ${p.node} is unclean but cannot be fenced`,
});

export const integrityLost = message({
  code: "data-integrity-not-guaranteed",
  kind: "config-warning",
  origin: "schedule_fencing_and_shutdowns",
  text: () =>
    "Resource functionality and data integrity cannot be guaranteed (configure, enable, and test fencing to correct this)",
});

export const fencingAwaitsQuorum = message({
  code: "fencing-awaits-quorum",
  kind: "notice",
  origin: "schedule_fencing_and_shutdowns",
  text: () =>
    "Unclean nodes will not be fenced until quorum is attained or no-quorum-policy is set to ignore",
});

export const nothingToManage = message({
  code: "fencing-without-managed-resources",
  kind: "notice",
  origin: "schedule_fencing_and_shutdowns",
  text: () => "No fencing will be done until there are resources to manage",
});

export const stopImplicit = message({
  code: "stop-implied-by-fencing",
  kind: "notice",
  origin: "order_stop_vs_fencing",
  text: (p: { resource: string; node: string; when: "after" | "because" }) =>
    `Stop of failed resource ${p.resource} is implicit ${p.when} ${p.node} is fenced`,
});

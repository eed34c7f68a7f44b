// What can be wrong with constraints in general, with orderings, and with ticket dependencies.

import { message } from "../diagnostics.ts";

type Named = { readonly id: string };

export const constraintWithoutId = message({
  code: "constraint-without-id",
  kind: "config-error",
  origin: "pcmk__unpack_constraints",
  text: (p: { element: string }) => `Ignoring <${p.element}> constraint without id`,
});

export const constraintUnsupported = message({
  code: "constraint-unsupported",
  kind: "config-error",
  origin: "pcmk__unpack_constraints",
  text: (p: { element: string }) => `Unsupported constraint type: ${p.element}`,
});

export const templateUnused = message({
  code: "constraint-template-unused",
  kind: "notice",
  origin: "find_constraint_tag",
  text: (p: Named) => `No resource is derived from template '${p.id}'`,
});

export const referenceUnknown = message({
  code: "constraint-reference-unknown",
  kind: "config-warning",
  origin: "find_constraint_tag",
  text: (p: Named) => `No resource, template, or tag named '${p.id}'`,
});

export const setReferenceInvalid = message({
  code: "constraint-set-reference-invalid",
  kind: "config-error",
  origin: "pcmk__expand_tags_in_sets",
  text: (p: { constraint: string; reference: string }) =>
    `Ignoring resource sets for constraint '${p.constraint}' because '${p.reference}' is not a valid resource or tag`,
});

export const tagInItself = message({
  code: "constraint-tag-in-itself",
  kind: "config-error",
  origin: "pcmk__expand_tags_in_sets",
  text: (p: { constraint: string; tag: string }) =>
    `Ignoring constraint '${p.constraint}' because '${p.tag}' contains itself`,
});

export const setsInCircle = message({
  code: "constraint-sets-in-circle",
  kind: "config-error",
  origin: "pcmk__xe_resolve_idref",
  text: (p: { constraint: string; set: string }) =>
    `Ignoring constraint '${p.constraint}' because its references to resource sets lead back to '${p.set}'`,
});

export const orderKindInvalid = message({
  code: "order-kind-invalid",
  kind: "config-error",
  origin: "get_ordering_type",
  text: (p: { id: string | undefined; value: string }) =>
    `Resetting 'kind' for constraint ${p.id ?? "missing ID"} to 'Mandatory' because '${p.value}' is not valid`,
});

export const orderScoreDeprecated = message<null>({
  code: "order-score-deprecated",
  kind: "config-warning",
  origin: "get_ordering_type",
  once: true,
  text: () =>
    "Support for 'score' in rsc_order is deprecated and will be removed in a future release (use 'kind' instead)",
});

export const orderSymmetricalIgnored = message({
  code: "order-symmetrical-ignored",
  kind: "config-warning",
  origin: "get_ordering_symmetry",
  text: (p: { id: string | undefined }) =>
    `Ignoring symmetrical for '${p.id ?? "(null)"}' because not valid with kind of 'Serialize'`,
});

export const orderActionUnknown = message({
  code: "order-action-unknown",
  kind: "config-warning",
  origin: "invert_action",
  text: (p: { action: string }) => `Unknown action '${p.action}' specified in order constraint`,
});

export const orderNotInvertible = message({
  code: "order-not-invertible",
  kind: "config-warning",
  origin: "inverse_ordering",
  text: (p: Named) => `Cannot invert constraint '${p.id}' (please specify inverse manually)`,
});

export const orderSetNotInvertible = message({
  code: "order-set-not-invertible",
  kind: "config-error",
  origin: "unpack_order_set",
  text: (p: Named & { action: string }) =>
    `Ignoring constraint '${p.id}' because action '${p.action}' has no inverse (set symmetrical to false)`,
});

export const orderActionEmpty = message({
  code: "order-action-empty",
  kind: "config-error",
  origin: "unpack_simple_rsc_order",
  text: (p: Named) => `Ignoring constraint '${p.id}' because the name of an action is empty`,
});

export const orderSideMissing = message({
  code: "order-side-missing",
  kind: "config-error",
  origin: "get_ordering_resource",
  text: (p: Named & { side: "first" | "then" }) => `Ignoring constraint '${p.id}' without ${p.side}`,
});

export const orderResourceUnknown = message({
  code: "order-resource-unknown",
  kind: "config-error",
  origin: "get_ordering_resource",
  text: (p: Named & { resource: string }) =>
    `Ignoring constraint '${p.id}' because resource '${p.resource}' does not exist`,
});

export const orderReferenceInvalid = message({
  code: "order-reference-invalid",
  kind: "config-error",
  origin: "unpack_order_tags",
  text: (p: Named & { reference: string }) =>
    `Ignoring constraint '${p.id}' because '${p.reference}' is not a valid resource or tag`,
});

export const orderSetResourceUnknown = message({
  code: "order-set-resource-unknown",
  kind: "config-error",
  origin: "unpack_order_set",
  text: (p: { set: string; resource: string }) => `${p.set}: No resource found for ${p.resource}`,
});

export const requireAllDeprecated = message<null>({
  code: "order-require-all-deprecated",
  kind: "config-warning",
  origin: "get_minimum_first_instances",
  once: true,
  text: () =>
    "Support for require-all in ordering constraints is deprecated and will be removed in a future release (use clone-min clone meta-attribute instead)",
});

export const orderedWithItself = message({
  code: "order-with-itself",
  kind: "config-error",
  origin: "order_actions",
  text: (p: Named & { action: string }) =>
    `Ignoring constraint '${p.id}' because it orders '${p.action}' relative to itself`,
});

export const ticketMissing = message({
  code: "ticket-constraint-without-ticket",
  kind: "config-error",
  origin: "pcmk__unpack_rsc_ticket",
  text: (p: Named) => `Ignoring constraint '${p.id}' without ticket`,
});

export const ticketResourceMissing = message({
  code: "ticket-constraint-without-resource",
  kind: "config-error",
  origin: "unpack_simple_rsc_ticket",
  text: (p: Named) => `Ignoring constraint '${p.id}' without resource`,
});

export const ticketReferenceInvalid = message({
  code: "ticket-reference-invalid",
  kind: "config-error",
  origin: "unpack_rsc_ticket_tags",
  text: (p: Named & { reference: string }) =>
    `Ignoring constraint '${p.id}' because '${p.reference}' is not a valid resource or tag`,
});

export const ticketSetWithoutId = message<null>({
  code: "ticket-set-without-id",
  kind: "config-error",
  origin: "unpack_rsc_ticket_set",
  text: () => "Ignoring <resource_set> without id",
});

export const ticketSetResourceUnknown = message({
  code: "ticket-set-resource-unknown",
  kind: "config-error",
  origin: "unpack_rsc_ticket_set",
  text: (p: { set: string; resource: string }) => `${p.set}: No resource found for ${p.resource}`,
});

export const constraintRoleInvalid = message({
  code: "constraint-role-invalid",
  kind: "config-error",
  origin: "pcmk__parse_constraint_role",
  text: (p: Named & { role: string }) => `Ignoring constraint ${p.id}: Invalid role '${p.role}'`,
});

export const lossPolicyReset = message({
  code: "ticket-loss-policy-reset",
  kind: "config-error",
  origin: "rsc_ticket_new",
  text: (p: { ticket: string }) =>
    `Resetting 'loss-policy' for ticket '${p.ticket}' to 'stop' because fencing is not configured`,
});

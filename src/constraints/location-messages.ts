// What can be wrong with location constraints.

import { message } from "../diagnostics.ts";
import { parseErrorText, type ParseError } from "../values/parse-error.ts";

type Named = { readonly id: string };
type InRule = { readonly rule: string };

export const locationReferenceInvalid = message({
  code: "location-reference-invalid",
  kind: "config-error",
  origin: "unpack_location_tags",
  text: (p: Named & { reference: string }) =>
    `Ignoring constraint '${p.id}' because '${p.reference}' is not a valid resource or tag`,
});

export const locationSetWithoutId = message({
  code: "location-set-without-id",
  kind: "config-error",
  origin: "unpack_location_set",
  text: (p: Named) => `Ignoring resource_set without id in constraint '${p.id}'`,
});

export const locationSetResourceUnknown = message({
  code: "location-set-resource-unknown",
  kind: "config-error",
  origin: "unpack_location_set",
  text: (p: { set: string; resource: string }) => `${p.set}: No resource found for ${p.resource}`,
});

export const locationPatternInvalid = message({
  code: "location-pattern-invalid",
  kind: "config-error",
  origin: "unpack_simple_location",
  text: (p: Named & { pattern: string }) =>
    `Ignoring constraint '${p.id}' because rsc-pattern has invalid value '${p.pattern}'`,
});

export const locationScoreInvalid = message({
  code: "location-score-invalid",
  kind: "config-error",
  origin: "unpack_rsc_location",
  text: (p: Named & { score: string }) =>
    `Ignoring location constraint ${p.id} because '${p.score}' is not a valid score`,
});

export const locationRoleInvalid = message({
  code: "location-role-invalid",
  kind: "config-error",
  origin: "unpack_rsc_location",
  text: (p: Named & { role: string }) => `Ignoring location constraint ${p.id} because '${p.role}' is not a valid role`,
});

export const locationRuleWithoutId = message({
  code: "location-rule-without-id",
  kind: "config-error",
  origin: "generate_location_rule",
  text: (p: Named) => `Ignoring location constraint '${p.id}' because its rule has no id`,
});

export const locationRuleRoleInvalid = message({
  code: "location-rule-role-invalid",
  kind: "config-error",
  origin: "generate_location_rule",
  text: (p: Named & InRule & { role: string }) =>
    `Ignoring location constraint '${p.id}' because rule '${p.rule}' has invalid role '${p.role}'`,
});

export const locationRuleOperatorInvalid = message({
  code: "location-rule-boolean-op-invalid",
  kind: "config-error",
  origin: "generate_location_rule",
  text: (p: Named & InRule & { value: string }) =>
    `Ignoring location constraint '${p.id}' because rule '${p.rule}' has invalid boolean-op '${p.value}'`,
});

export const locationRuleWithoutScore = message({
  code: "location-rule-without-score",
  kind: "config-error",
  origin: "score_from_rule",
  text: (p: InRule) =>
    `Ignoring location constraint rule ${p.rule} because neither score nor score-attribute was specified`,
});

export const locationRuleScoreInvalid = message({
  code: "location-rule-score-invalid",
  kind: "config-error",
  origin: "score_from_rule",
  text: (p: InRule & { score: string; error: ParseError }) =>
    `Ignoring location constraint rule ${p.rule} because '${p.score}' is not a valid score: ${parseErrorText(p.error)}`,
});

export const locationAttributeScoreInvalid = message({
  code: "location-attribute-score-invalid",
  kind: "warning",
  origin: "score_from_attr",
  text: (p: Named & { node: string; attribute: string; value: string; error: ParseError }) =>
    `Ignoring location ${p.id} for node ${p.node} because node attribute ${p.attribute} value '${p.value}' is not a valid score: ${parseErrorText(p.error)}`,
});

export const discoveryInvalid = message({
  code: "location-resource-discovery-invalid",
  kind: "config-error",
  origin: "pcmk__new_location",
  text: (p: { value: string }) => `Invalid resource-discovery value ${p.value} in location constraint`,
});

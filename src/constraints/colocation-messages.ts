// What can be wrong with colocation constraints.

import { message } from "../diagnostics.ts";

type Named = { readonly id: string };
type Sets = { readonly set1: string; readonly set2: string };

export const colocationWithoutId = message<null>({
  code: "colocation-without-id",
  kind: "config-error",
  origin: "pcmk__unpack_colocation",
  text: () => "Ignoring rsc_colocation without #id",
});

export const colocationSetWithoutId = message<null>({
  code: "colocation-set-without-id",
  kind: "config-error",
  origin: "pcmk__unpack_colocation",
  text: () => "Ignoring resource_set without #id",
});

export const colocationReferenceInvalid = message({
  code: "colocation-reference-invalid",
  kind: "config-error",
  origin: "unpack_colocation_tags",
  text: (p: Named & { reference: string }) =>
    `Ignoring constraint '${p.id}' because '${p.reference}' is not a valid resource or tag`,
});

export const twoListsColocated = message({
  code: "colocation-of-two-tags",
  kind: "config-error",
  origin: "unpack_colocation_tags",
  text: (p: Named) => `Ignoring constraint '${p.id}' because two templates or tags cannot be colocated`,
});

export const colocationScoreInvalid = message({
  code: "colocation-score-invalid",
  kind: "config-error",
  origin: "pcmk__unpack_colocation",
  text: (p: Named & { score: string }) => `Ignoring colocation ${p.id} because '${p.score}' is not a valid score`,
});

export const colocationSetScoreInvalid = message({
  code: "colocation-set-score-invalid",
  kind: "config-error",
  origin: "unpack_colocation_set",
  text: (p: Named & { set: string; score: string }) =>
    `Ignoring colocation '${p.id}' for set '${p.set}' because '${p.score}' is not a valid score`,
});

export const colocationResourceUnknown = message({
  code: "colocation-resource-unknown",
  kind: "config-error",
  origin: "unpack_simple_colocation",
  text: (p: Named & { resource: string }) =>
    `Ignoring constraint '${p.id}' because resource '${p.resource}' does not exist`,
});

export const colocationSymmetricalRemoved = message<null>({
  code: "colocation-symmetrical-removed",
  kind: "config-warning",
  origin: "unpack_simple_colocation",
  text: () => "The colocation constraint 'symmetrical' attribute has been removed",
});

export const influenceInvalid = message({
  code: "colocation-influence-invalid",
  kind: "config-error",
  origin: "unpack_influence",
  text: (p: Named) => `Constraint '${p.id}' has invalid value for influence (using default)`,
});

export const setOrderingDeprecated = message({
  code: "colocation-set-ordering-deprecated",
  kind: "config-warning",
  origin: "unpack_colocation_set",
  once: true,
  text: (p: { set: string }) =>
    `Support for 'ordering' other than 'group' in resource_set (such as ${p.set}) is deprecated and will be removed in a future release`,
});

export const laterResourcesIgnored = message({
  code: "colocation-set-resource-unknown",
  kind: "config-error",
  origin: "unpack_colocation_set",
  text: (p: { set: string; resource: string }) =>
    `Ignoring ${p.resource} and later resources in set ${p.set}: No such resource`,
});

export const endOfSetUnknown = message({
  code: "colocation-sets-end-unknown",
  kind: "config-error",
  origin: "colocate_rsc_sets",
  text: (p: Sets & { end: "first" | "last"; resource: string }) =>
    `Ignoring colocation of set ${p.set1} with set ${p.set2} because ${p.end} resource ${p.resource} not found`,
});

export const setWithUnknownResource = message({
  code: "colocation-sets-primary-unknown",
  kind: "config-error",
  origin: "colocate_rsc_sets",
  text: (p: Sets & { resource: string }) =>
    `Ignoring set ${p.set1} colocation with resource ${p.resource} in set ${p.set2}: No such resource`,
});

export const unknownResourceWithSet = message({
  code: "colocation-sets-dependent-unknown",
  kind: "config-error",
  origin: "colocate_rsc_sets",
  text: (p: Sets & { resource: string }) =>
    `Ignoring colocation of set ${p.set1} resource ${p.resource} with set ${p.set2}: No such resource`,
});

export const pairInSetsUnknown = message({
  code: "colocation-sets-pair-unknown",
  kind: "config-error",
  origin: "colocate_rsc_sets",
  text: (p: Sets & { dependent: string; primary: string }) =>
    `Ignoring colocation of set ${p.set1} resource ${p.dependent} with set ${p.set2} resource ${p.primary}: No such resource`,
});

export const bundleWithItsOwnClone = message({
  code: "colocation-within-bundle",
  kind: "config-error",
  origin: "pcmk__new_colocation",
  text: (p: Named & { dependent: string; primary: string }) =>
    `Ignoring colocation '${p.id}' because ${p.dependent} and ${p.primary} are a bundle and what runs in it`,
});

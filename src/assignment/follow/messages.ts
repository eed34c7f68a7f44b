import { message } from "../../diagnostics.ts";

type Pair = { readonly dependent: string; readonly primary: string };

export const mandatoryWithScatteredGroup = message({
  code: "colocation-mandatory-with-scattered-group",
  kind: "config-error",
  origin: "colocate_with_group",
  text: (p: Pair) => `${p.dependent}: Cannot perform mandatory colocation with non-colocated group ${p.primary}`,
});

export const mandatoryOfScatteredGroup = message({
  code: "colocation-mandatory-of-scattered-group",
  kind: "config-error",
  origin: "colocate_group_with",
  text: (p: Pair) =>
    `${p.dependent}: Cannot perform mandatory colocation between non-colocated group and ${p.primary}`,
});

export const maximumPerNodeDiffers = message({
  code: "interleave-maximum-differs",
  kind: "config-error",
  origin: "can_interleave",
  text: (p: Pair) =>
    `Cannot interleave ${p.dependent} and ${p.primary} because they do not support the same number of instances per node`,
});

export const nothingToInterleaveWith = message({
  code: "interleave-without-partner",
  kind: "notice",
  origin: "pcmk__clone_apply_coloc_score",
  text: (p: Pair) => `${p.dependent} cannot run because it cannot interleave with any instance of ${p.primary}`,
});

export const noCompatibleContainer = message({
  code: "colocation-without-compatible-container",
  kind: "notice",
  origin: "pcmk__bundle_apply_coloc_score",
  text: (p: Pair) =>
    `${p.dependent} cannot run because there is no compatible instance of ${p.primary} to colocate with`,
});

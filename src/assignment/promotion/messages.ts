import { message } from "../../diagnostics.ts";

type Instance = { readonly instance: string };
type Placed = { readonly instance: string; readonly node: string };

export const promotionScoreInvalid = message({
  code: "promotion-score-invalid",
  kind: "warning",
  origin: "promotion_score",
  text: (p: Placed & { value: string }) =>
    `Using 0 as promotion score for ${p.instance} on ${p.node} because '${p.value}' is not a valid score`,
});

export const scatteredInstance = message({
  code: "promotion-of-scattered-instance",
  kind: "config-error",
  origin: "set_instance_priority",
  text: (p: Instance) => `Cannot promote non-colocated child ${p.instance}`,
});

export const promotedOutsideClone = message({
  code: "promotion-outside-clone",
  kind: "config-error",
  origin: "add_promotion_priority_to_node_score",
  text: (p: Placed & { clone: string }) =>
    `Ignoring promotion priority of ${p.instance} because it is active on ${p.node}, where ${p.clone} is not allowed`,
});

export const notPromotedWithoutQuorum = message({
  code: "promotion-held-by-quorum-freeze",
  kind: "notice",
  origin: "set_instance_role",
  text: (p: Instance) => `Clone instance ${p.instance} cannot be promoted without quorum`,
});

export const unmanagedLeftPromoted = message({
  code: "promotion-unmanaged-left",
  kind: "notice",
  origin: "node_to_be_promoted_on",
  text: (p: Placed) => `Unmanaged instance ${p.instance} will be left promoted on ${p.node}`,
});

export const promotedNodeNotAllowed = message({
  code: "promotion-node-not-allowed",
  kind: "error",
  origin: "node_to_be_promoted_on",
  text: (p: Placed & { clone: string }) =>
    `${p.instance} can't be promoted because ${p.clone} is not allowed on ${p.node} (scheduler bug?)`,
});

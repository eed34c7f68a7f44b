import { message } from "../diagnostics.ts";
import { parseErrorText, type ParseError } from "../values/parse-error.ts";
import { roleName, type Role } from "../values/role.ts";
import { formatScore, type Score } from "../values/score.ts";

export const shutdownTimeInvalid = message({
  code: "shutdown-time-invalid",
  kind: "warning",
  origin: "shutdown_time",
  text: (p: { node: string; value: string; error: ParseError }) =>
    `Ignoring invalid value '${p.value}' for ${p.node} shutdown attribute: ${parseErrorText(p.error)}`,
});

export const unassigning = message({
  code: "unassigning",
  kind: "info",
  origin: "pcmk__unassign_resource",
  text: (p: { resource: string; node: string | null }) =>
    p.node === null ? `Unassigning ${p.resource}` : `Unassigning ${p.resource} from ${p.node}`,
});

export const preferenceForOwnGuest = message({
  code: "location-own-guest",
  kind: "config-error",
  origin: "pcmk__assign_resource",
  text: (p: { id: string; resource: string; node: string }) =>
    `Ignoring constraint '${p.id}' because it places ${p.resource} on ${p.node}, which lives in it`,
});

export const livesInItself = message({
  code: "placed-on-own-guest",
  kind: "config-error",
  origin: "pcmk__assign_resource",
  text: (p: { resource: string; node: string }) => `Not placing ${p.resource} on ${p.node}, which lives in it`,
});

type Choice = { readonly node: string; readonly resource: string; readonly count: number; readonly score: Score };

function choice(p: Choice): string {
  return `Chose ${p.node} for ${p.resource} from ${p.count} nodes with score ${formatScore(p.score)}`;
}

export const choseAmongInfinite = message({
  code: "chose-among-infinite",
  kind: "warning",
  origin: "assign_best_node",
  text: choice,
});

export const choseAmongEquals = message({
  code: "chose-among-equals",
  kind: "info",
  origin: "assign_best_node",
  text: choice,
});

export const heldByQuorumFreeze = message({
  code: "role-held-by-quorum-freeze",
  kind: "notice",
  origin: "pcmk__primitive_assign",
  text: (p: { resource: string; from: Role; to: Role }) =>
    `Resource ${p.resource} cannot be elevated from ${roleName(p.from)} to ${roleName(p.to)} due to no-quorum-policy=freeze`,
});

export const nodeNotAllowed = message({
  code: "instance-node-not-allowed",
  kind: "warning",
  origin: "can_run_instance",
  text: (p: { instance: string; node: string }) => `${p.instance} cannot run on ${p.node}: node not allowed`,
});

export const noLongerAllowed = message({
  code: "instance-node-no-longer-allowed",
  kind: "notice",
  origin: "pcmk__assign_instances",
  text: (p: { instance: string; node: string; managed: boolean }) =>
    `${p.managed ? "" : "Unmanaged resource "}${p.instance} is running on ${p.node} which is no longer allowed`,
});

import { message } from "../diagnostics.ts";

/** An ordering that would have a guest wait for what runs inside it. */
export const invalidOrdering = message({
  code: "ordering-invalid-guest",
  kind: "config-warning",
  origin: "ordering_is_invalid",
  text: (p: { inside: string; guest: string }) => `Invalid ordering constraint between ${p.inside} and ${p.guest}`,
});

/** A collective resource's action whose name says nothing about its completion. */
export const unknownTask = message({
  code: "ordering-unknown-task",
  kind: "error",
  origin: "action_uuid_for_ordering",
  text: (p: { task: string }) => `Unknown action '${p.task}' in ordering`,
});

/** The completion of a collective resource's action does not exist. */
export const notRemapped = message({
  code: "ordering-not-remapped",
  kind: "warning",
  origin: "action_for_ordering",
  text: (p: { key: string; wanted: string; resource: string }) =>
    `Not remapping ${p.key} to ${p.wanted} because ${p.resource} does not have remapped action`,
});

/** An instance has to follow another one that does not exist. */
export const instanceInhibited = message({
  code: "ordering-instance-inhibited",
  kind: "info",
  origin: "unassign_if_mandatory",
  text: (p: { instance: string; collective: string }) =>
    `Inhibiting ${p.instance} from being active because there is no ${p.collective} instance to interleave`,
});

/** An instance lacks the action that its collective's action stands for. */
export const noInstanceAction = message({
  code: "ordering-no-instance-action",
  kind: "error",
  origin: "find_instance_action",
  text: (p: { task: string; resource: string }) => `No ${p.task} action found for ${p.resource} to interleave (bug?)`,
});

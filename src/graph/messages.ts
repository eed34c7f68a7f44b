import { message } from "../diagnostics.ts";

export const invalidMigrationLimit = message({
  code: "graph-migration-limit-invalid",
  kind: "warning",
  origin: "pcmk__create_graph",
  text: (p: { value: string; problem: string }) =>
    `Ignoring invalid value '${p.value}' for migration-limit: ${p.problem}`,
});

/** An action that should be carried out, on a node where that is impossible: a contradiction in what was decided. */
export const actionSkipped = message({
  code: "graph-action-skipped",
  kind: "processing-error",
  origin: "should_add_action_to_graph",
  text: (p: { key: string; id: number; because: string }) => `Skipping action ${p.key} (${p.id}) because it was ${p.because}`,
});

export const cloneStopUnblocked = message({
  code: "graph-clone-stop-unblocked",
  kind: "warning",
  origin: "should_add_input_to_graph",
  text: (p: { awaited: string; waiting: string }) =>
    `Ignoring requirement that ${p.awaited} complete before ${p.waiting}: ` +
    "unmanaged failed resources cannot prevent clone shutdown",
});

/** A node cannot leave, or be fenced, because something on it cannot be stopped. */
export const shutdownBlocked = message({
  code: "graph-shutdown-blocked",
  kind: "critical",
  origin: "pcmk__create_graph",
  text: (p: { verb: "fence" | "shut down"; node: string; resource: string; state: string; key: string }) =>
    `Cannot ${p.verb} ${p.node} because of ${p.resource}: ${p.state} (${p.key})`,
});

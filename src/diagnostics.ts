import type { Run } from "./run.ts";

/**
 * What kind of message a diagnostic is.
 *
 * Configuration errors and warnings make `verify` report problems; processing errors and warnings mark the result;
 * `output` lines are printed on standard output while scheduling; the rest is log only.
 */
export type DiagnosticKind =
  | "config-error"
  | "config-warning"
  | "processing-error"
  | "processing-warning"
  | "critical"
  | "error"
  | "warning"
  | "notice"
  | "info"
  | "output";

/** An entry of a stage's message catalogue (`messages.ts`). */
export interface Message<P> {
  /** Stable and unique over all catalogues, in kebab-case. */
  readonly code: string;
  readonly kind: DiagnosticKind;
  /** The label that the reference's log shows in parentheses. */
  readonly origin: string;
  /** Given at most once as long as the same {@link Memory} is handed on; `params` does not matter. */
  readonly once?: true;
  readonly text: (params: P) => string;
}

/** Something worth telling about the input or about what was decided. */
export interface Diagnostic {
  readonly code: string;
  readonly kind: DiagnosticKind;
  readonly origin: string;
  readonly text: string;
}

/** Declares a message; exists for type inference. */
export function message<P>(definition: Message<P>): Message<P> {
  return definition;
}

/** Adds a diagnostic to the run. */
export function report<P>(run: Run, definition: Message<P>, params: P): void {
  if (definition.once === true) {
    if (run.memory.warned.has(definition.code)) return;
    run.memory.warned.add(definition.code);
  }
  const { code, kind, origin } = definition;
  run.diagnostics.push({ code, kind, origin, text: definition.text(params) });
}

import type { Run } from "./run.ts";
import { message, type DiagnosticKind, type Message, type Problem } from "./values/problem.ts";

export { message, type DiagnosticKind, type Message };

/** Something worth telling about the input or about what was decided. */
export interface Diagnostic {
  /** Stable and unique, in kebab-case. */
  readonly code: string;
  readonly kind: DiagnosticKind;
  /** The label that the reference's log shows in parentheses. */
  readonly origin: string;
  readonly text: string;
}

/** Adds a diagnostic to the run. A message that is given only once is remembered in the run's memory. */
export function report<P>(run: Run, definition: Message<P>, params: P): void {
  if (definition.once === true) {
    if (run.memory.warned.has(definition.code)) return;
    run.memory.warned.add(definition.code);
  }
  const { code, kind, origin } = definition;
  const text = definition.text(params);
  run.diagnostics.push(Object.freeze({ code, kind, origin, text }));
  if (kind === "output") run.scoreLines.push(Object.freeze({ kind: "message", text }));
}

/** Adds what a parser returned, in order. */
export function reportProblems(run: Run, problems: readonly Problem[]): void {
  for (const problem of problems) report(run, problem.message, problem.params as never);
}

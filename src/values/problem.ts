/**
 * Diagnostics as data: a {@link Message} is an entry of a catalogue, a {@link Problem} is one occurrence of it.
 *
 * The ground and document layers know no run, so they return problems or hand them to a {@link Report}; whoever holds the
 * run decides what is kept and shown. The text is built only when somebody asks for it.
 */

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

/** An entry of a catalogue: everything about a diagnostic except the occurrence. */
export interface Message<P> {
  /** Stable and unique over all catalogues, in kebab-case. */
  readonly code: string;
  readonly kind: DiagnosticKind;
  /** The label that the reference's log shows in parentheses. */
  readonly origin: string;
  /** Given at most once per process, whatever the params. */
  readonly once?: true;
  readonly text: (params: P) => string;
}

/** One occurrence of a message. */
export interface Problem {
  readonly message: Message<never>;
  readonly params: unknown;
}

/** Takes problems as they are met. */
export type Report = (problem: Problem) => void;

/** No problems: shared by all parsers that met none. */
export const noProblems: readonly Problem[] = Object.freeze([]);

/** Declares a message; exists for type inference. */
export function message<P>(definition: Message<P>): Message<P> {
  return definition;
}

/** Creates an occurrence. */
export function problem<P>(definition: Message<P>, params: P): Problem {
  return { message: definition as Message<never>, params };
}

/** The sentence of an occurrence, without origin and level. */
export function problemText(occurrence: Problem): string {
  return occurrence.message.text(occurrence.params as never);
}

/** Hands on what a parser returned. */
export function reportAll(report: Report, problems: readonly Problem[]): void {
  for (const occurrence of problems) report(occurrence);
}

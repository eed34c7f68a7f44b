/**
 * What a caller of the library can have to catch.
 *
 * Three kinds of failure are kept apart. What a CIB can cause and still be scheduled is a diagnostic; what makes an
 * answer impossible is one thrown {@link PengineError}; what cannot happen is an {@link invariant}, a bug.
 */

/** Every code that a {@link PengineError} can have; codes are stable, messages are not. */
export type ErrorCode =
  // Reading bytes and text
  | "bzip2-invalid"
  | "encoding-unknown"
  | "encoding-invalid"
  | "xml-malformed"
  | "xml-entity"
  // Limits, see cib/limits.ts
  | "limit-bytes"
  | "limit-decompressed-bytes"
  | "limit-depth"
  | "limit-elements"
  | "limit-attribute-length"
  | "limit-names"
  | "limit-entity-expansion"
  | "limit-instances"
  | "limit-iterations"
  // Scheduling
  | "time-missing"
  // The document
  | "schema-missing"
  | "schema-unknown"
  | "schema-invalid"
  | "upgrade-failed"
  | "cib-not-found"
  // Simulation
  | "node-unknown"
  | "node-state-ambiguous"
  | "ticket-ambiguous"
  | "option-ambiguous"
  | "edit-invalid"
  | "history-impossible"
  // Misuse by the caller
  | "argument-invalid";

/** Where in which source something is. Lines and columns count from 1; a column is one UTF-16 unit. */
export interface ErrorPlace {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/**
 * Why there is no answer. The message says what is wrong and what to do about it, without the place, which is in
 * `file`, `line` and `column` where it is known.
 */
export class PengineError extends Error {
  override readonly name: string = "PengineError";
  readonly code: ErrorCode;
  /** Name of the source, as the caller gave it. */
  readonly file: string | undefined;
  /** From 1. */
  readonly line: number | undefined;
  /** From 1, in UTF-16 units. */
  readonly column: number | undefined;

  constructor(code: ErrorCode, message: string, place: ErrorPlace = {}) {
    super(message);
    this.code = code;
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
  }
}

/** Asserts what cannot be otherwise; a failure is a bug of this library, whatever the input. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Bug in pengine: ${message}`);
}

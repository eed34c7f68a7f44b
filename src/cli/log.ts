// Diagnostics on standard error, as many as were asked for with -V.

import type { Diagnostic, DiagnosticKind } from "../index.ts";

interface Level {
  readonly word: string;
  /** Number of -V from which on it is shown. */
  readonly shownFrom: number;
}

const levels: Readonly<Record<DiagnosticKind, Level | null>> = {
  critical: { word: "crit", shownFrom: 1 },
  "config-error": { word: "error", shownFrom: 1 },
  "processing-error": { word: "error", shownFrom: 1 },
  error: { word: "error", shownFrom: 1 },
  "config-warning": { word: "warning", shownFrom: 2 },
  "processing-warning": { word: "warning", shownFrom: 2 },
  warning: { word: "warning", shownFrom: 2 },
  notice: { word: "notice", shownFrom: 3 },
  info: { word: "info", shownFrom: 4 },
  // printed among the scores
  output: null,
};

/** The line of a log message. */
export function logLine(origin: string, level: string, text: string): string {
  return `(${origin}) \t${level}: ${text}\n`;
}

/** The lines of those diagnostics that are shown at a verbosity. */
export function logLines(diagnostics: readonly Diagnostic[], verbosity: number): string {
  let text = "";
  for (const { kind, origin, text: message } of diagnostics) {
    const level = levels[kind];
    if (level !== null && verbosity >= level.shownFrom) text += logLine(origin, level.word, message);
  }
  return text;
}

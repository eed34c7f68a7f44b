// What is wrong with an input, for people: each problem with its place, its code, and the lines of the source around it.

import {
  CibError,
  codeFrame,
  decodeXml,
  describeViolation,
  PengineError,
  positionAt,
  type FrameLine,
  type Violation,
} from "../index.ts";

/** Problems that are shown with lines of the source; further ones get a line each. */
const WITH_FRAME = 50;

/** A problem in a source. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** What the schema does not accept, if it is that. */
  readonly violation?: Violation;
}

/** A source; `text` is `null` if there is none to show, as when the bytes are in no known encoding. */
export interface ShownSource {
  readonly file: string | undefined;
  readonly text: string | null;
}

/** Violations as problems. Their offsets refer to the text. */
export function problemsOf(violations: readonly Violation[], text: string): Problem[] {
  return violations.map((violation) => {
    const position = violation.offset < 0 ? undefined : positionAt(text, violation.offset);
    return { code: violation.code, message: describeViolation(violation), line: position?.line, column: position?.column, violation };
  });
}

/** An error as problems: all that an invalid CIB has, or the one that it is. */
export function problemsOfError(error: PengineError, text: string | null): Problem[] {
  if (error instanceof CibError && error.violations.length > 0 && text !== null) return problemsOf(error.violations, text);
  return [error];
}

/** A problem as data for programs. */
export function problemData({ code, message, line, column, violation }: Problem): object {
  const place = { code, message, line: line ?? null, column: column ?? null };
  if (violation === undefined) return place;
  const { element, id, item, value, expected } = violation;
  return { ...place, element, id: id ?? null, item: item ?? null, value: value ?? null, expected };
}

/** The text of a source as far as it can be had, for showing it. */
export function shownText(bytes: Uint8Array): string | null {
  try {
    return decodeXml(bytes);
  } catch (error) {
    if (error instanceof PengineError) return null;
    throw error;
  }
}

/** The problems as text, coloured for a terminal if wanted. */
export function problemsText(problems: readonly Problem[], { file, text }: ShownSource, hasColors: boolean): string {
  const paint = hasColors ? coloured : plain;
  let result = "";
  problems.forEach(({ code, message, line, column }, index) => {
    const place = `${file ?? "-"}${line === undefined ? "" : `:${line}:${column ?? 1}`}`;
    result += `${paint("place", `${place}:`)} ${paint("error", "error:")} ${message} [${code}]\n`;
    if (text === null || line === undefined || index >= WITH_FRAME) return;
    for (const frameLine of codeFrame(text, { line, column: column ?? 1 })) result += formatLine(frameLine, paint);
  });
  return result;
}

type Style = "place" | "error" | "dim" | "marker";
type Paint = (style: Style, text: string) => string;

const escapes: Readonly<Record<Style, string>> = { place: "1", error: "1;31", dim: "2", marker: "31" };

function coloured(style: Style, text: string): string {
  return `\u001b[${escapes[style]}m${text}\u001b[0m`;
}

function plain(_style: Style, text: string): string {
  return text;
}

function formatLine({ kind, gutter, text }: FrameLine, paint: Paint): string {
  // what a document contains must not steer the terminal
  const shown = text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd").trimEnd();
  if (kind === "marker") return `${paint("dim", gutter)}${paint("marker", shown)}\n`;
  return shown === "" ? `${paint("dim", gutter.trimEnd())}\n` : `${paint("dim", gutter)}${shown}\n`;
}

import { endOfName, isSpace } from "../../xml/characters.ts";
import { everyVersion, hasVersion, schemaNames, NO_SCHEMA, type VersionIndex, type Versions } from "./versions.ts";

// The types of attribute values. White space around a value counts for none but text and patterns, and within an
// enumerated value a run of it counts as one blank.

/** An enumerated value, and the versions that have it. */
export interface Choice {
  readonly value: string;
  readonly versions: Versions;
}

export type ValueType =
  | { readonly kind: "text" }
  /** A name that must be unique in the document. */
  | { readonly kind: "id" }
  /** A name that must be the id of something in the document. */
  | { readonly kind: "idref" }
  /** An integer of any length; `min` and `max` are at most one digit long. */
  | { readonly kind: "integer"; readonly min: 0 | 1 | null; readonly max: number | null }
  /** An integer or an infinity. */
  | { readonly kind: "score" }
  | { readonly kind: "one-of"; readonly choices: readonly Choice[] }
  /** Any text but these. */
  | { readonly kind: "none-of"; readonly values: ReadonlySet<string> }
  | { readonly kind: "pattern"; readonly pattern: RegExp; readonly expected: string };

/** The name that XML Schema has for a type. */
export type Datatype = "ID" | "IDREF" | "integer" | "nonNegativeInteger" | "positiveInteger";

export const text: ValueType = { kind: "text" };
export const id: ValueType = { kind: "id" };
export const idref: ValueType = { kind: "idref" };
export const integer: ValueType = { kind: "integer", min: null, max: null };
export const unsigned: ValueType = { kind: "integer", min: 0, max: null };
export const positive: ValueType = { kind: "integer", min: 1, max: null };
export const score: ValueType = { kind: "score" };

/** A positive integer up to a limit of one digit. */
export function upToDigit(max: number): ValueType {
  return { kind: "integer", min: 1, max };
}

/** One of some values; a value that only some versions have comes as a {@link Choice}. */
export function oneOf(...choices: (string | Choice)[]): ValueType {
  return {
    kind: "one-of",
    choices: choices.map((choice) => (typeof choice === "string" ? { value: choice, versions: everyVersion } : choice)),
  };
}

/** Enumerated values that only some versions have. */
export function valuesIn(versions: Versions, ...values: string[]): Choice[] {
  return values.map((value) => ({ value, versions }));
}

/** Anything but these values. */
export function noneOf(...values: string[]): ValueType {
  return { kind: "none-of", values: new Set(values) };
}

export function matching(pattern: RegExp, expected: string): ValueType {
  return { kind: "pattern", pattern, expected };
}

export const boolean: ValueType = oneOf("true", "false", "1", "0");
export const schemaName: ValueType = oneOf(NO_SCHEMA, ...schemaNames);

/** A value without white space around it. */
export function trimmed(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isSpace(value.charCodeAt(start))) start++;
  while (end > start && isSpace(value.charCodeAt(end - 1))) end--;
  return start === 0 && end === value.length ? value : value.slice(start, end);
}

/** Whether a value is of a type, references and uniqueness aside. */
export function isOfType(value: string, type: ValueType, version: VersionIndex): boolean {
  switch (type.kind) {
    case "text":
      return true;
    case "id":
    case "idref":
      return isNcName(trimmed(value));
    case "integer":
      return isInteger(trimmed(value), type.min, type.max);
    case "score":
      return /^(?:[+-]?[0-9]+|[+-]?INFINITY)$/.test(trimmed(value));
    case "one-of": {
      const token = collapsed(value);
      for (const choice of type.choices) {
        if (choice.value === token) return hasVersion(choice.versions, version);
      }
      return false;
    }
    case "none-of":
      return !type.values.has(collapsed(value));
    case "pattern":
      return type.pattern.test(value);
  }
}

/** What a value of a type looks like, for people. */
export function describeType(type: ValueType, version: VersionIndex): string {
  switch (type.kind) {
    case "text":
      return "text";
    case "id":
      return "an id: a letter or '_', then letters, digits, '.', '-' and '_', unique in the document";
    case "idref":
      return "the id of an element in the document";
    case "integer":
      if (type.max !== null) return `an integer from ${type.min ?? 0} to ${type.max}`;
      return type.min === null ? "an integer" : `an integer of at least ${type.min}`;
    case "score":
      return "an integer, INFINITY or -INFINITY";
    case "one-of":
      return type.choices
        .filter((choice) => hasVersion(choice.versions, version))
        .map((choice) => choice.value)
        .join(", ");
    case "none-of":
      return `none of ${[...type.values].join(", ")}`;
    case "pattern":
      return type.expected;
  }
}

/** The XML Schema datatype, `null` for enumerated values and the like. */
export function datatypeOf(type: ValueType): Datatype | null {
  switch (type.kind) {
    case "id":
      return "ID";
    case "idref":
      return "IDREF";
    case "score":
      return "integer";
    case "integer":
      if (type.min === null) return "integer";
      return type.min === 0 ? "nonNegativeInteger" : "positiveInteger";
    case "text":
    case "one-of":
    case "none-of":
    case "pattern":
      return null;
  }
}

function collapsed(value: string): string {
  const token = trimmed(value);
  return /[\t\n\r]|  /.test(token) ? token.replace(/[ \t\n\r]+/g, " ") : token;
}

function isNcName(name: string): boolean {
  return name !== "" && endOfName(name, 0) === name.length && !name.includes(":");
}

function isInteger(token: string, min: 0 | 1 | null, max: number | null): boolean {
  const match = /^([+-]?)0*([0-9]+)$/.exec(token);
  if (match === null) return false;
  const digits = match[2]!;
  const isNegative = match[1] === "-" && digits !== "0";
  if (min !== null && (isNegative || (min === 1 && digits === "0"))) return false;
  return max === null || isNegative || (digits.length === 1 && Number(digits) <= max);
}

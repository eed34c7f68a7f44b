/**
 * Reads POSIX extended regular expressions with the GNU extensions, as the C library compiles them in the C locale: every
 * byte is a character.
 *
 * Rule    observed with the C library: a quantifier needs something before it that is not an anchor; an unmatched `)` is an
 *         ordinary character; empty alternatives match the empty text; a backslash takes any other meaning away.
 */

import { PengineError } from "../../errors.ts";
import { readBracket } from "./bracket.ts";
import { type ByteSet, allBytes, complement, oneByte, spaceBytes, wordBytes } from "./byte-set.ts";

/** A place in the text that has no width. */
export type Anchor = "start" | "end" | "word-boundary" | "no-word-boundary" | "word-start" | "word-end";

/** A pattern as a tree. `max` of a repetition is `Infinity` for no limit; groups count from 1. */
export type Syntax =
  | { readonly kind: "bytes"; readonly bytes: ByteSet }
  | { readonly kind: "anchor"; readonly anchor: Anchor }
  | { readonly kind: "sequence"; readonly parts: readonly Syntax[] }
  | { readonly kind: "alternatives"; readonly parts: readonly Syntax[] }
  | { readonly kind: "repeat"; readonly part: Syntax; readonly min: number; readonly max: number }
  | { readonly kind: "group"; readonly index: number; readonly part: Syntax }
  | { readonly kind: "back-reference"; readonly index: number };

export interface ParsedPattern {
  readonly syntax: Syntax;
  readonly groups: number;
  readonly hasBackReferences: boolean;
}

/** Groups within groups; deeper patterns would exhaust the stack, here as in the C library. */
const MAX_DEPTH = 500;
/** The largest count in an interval. */
const MAX_COUNT = 32_767;

const anchors = new Map<string, Anchor>([
  ["b", "word-boundary"],
  ["B", "no-word-boundary"],
  ["<", "word-start"],
  [">", "word-end"],
  ["`", "start"],
  ["'", "end"],
]);

const classes = new Map<string, ByteSet>([
  ["w", wordBytes],
  ["W", complement(wordBytes)],
  ["s", spaceBytes],
  ["S", complement(spaceBytes)],
]);

interface Reader {
  /** One character per byte. */
  readonly text: string;
  at: number;
  depth: number;
  groups: number;
  /** Groups that a back-reference at this place can refer to. */
  completed: Set<number>;
  hasBackReferences: boolean;
}

/**
 * Reads a pattern given with one character per byte; `null` if it is invalid.
 *
 * @throws PengineError `limit-depth` for hundreds of nested groups
 */
export function readPattern(text: string): ParsedPattern | null {
  const reader: Reader = { text, at: 0, depth: 0, groups: 0, completed: new Set(), hasBackReferences: false };
  const syntax = readAlternatives(reader);
  if (syntax === null || reader.at < text.length) return null;
  return { syntax, groups: reader.groups, hasBackReferences: reader.hasBackReferences };
}

function readAlternatives(reader: Reader): Syntax | null {
  const parts: Syntax[] = [];
  // Alternatives cannot refer to each other's groups; what follows all of them can.
  const before = reader.completed;
  const after = new Set(before);
  for (;;) {
    reader.completed = new Set(before);
    const part = readSequence(reader);
    if (part === null) return null;
    parts.push(part);
    for (const group of reader.completed) after.add(group);
    if (reader.text[reader.at] !== "|") break;
    reader.at++;
  }
  reader.completed = after;
  return parts.length === 1 ? parts[0]! : { kind: "alternatives", parts };
}

function readSequence(reader: Reader): Syntax | null {
  const parts: Syntax[] = [];
  while (reader.at < reader.text.length) {
    const next = reader.text[reader.at];
    if (next === "|" || (next === ")" && reader.depth > 0)) break;
    const atom = readAtom(reader);
    if (atom === null) return null;
    const part = atom.kind === "anchor" ? atom : readQuantifiers(reader, atom);
    if (part === null) return null;
    parts.push(part);
  }
  return parts.length === 1 ? parts[0]! : { kind: "sequence", parts };
}

function readAtom(reader: Reader): Syntax | null {
  const next = reader.text[reader.at]!;
  switch (next) {
    case "*":
    case "+":
    case "?":
    case "{":
      return null;
    case "(":
      return readGroup(reader);
    case "\\":
      return readEscape(reader);
    case "[": {
      const bracket = readBracket(reader.text, reader.at + 1);
      if (bracket === null) return null;
      reader.at = bracket.end;
      return { kind: "bytes", bytes: bracket.bytes };
    }
    case "^":
    case "$":
      reader.at++;
      return { kind: "anchor", anchor: next === "^" ? "start" : "end" };
    case ".":
      reader.at++;
      return { kind: "bytes", bytes: allBytes };
    default:
      reader.at++;
      return { kind: "bytes", bytes: oneByte(next.charCodeAt(0)) };
  }
}

function readGroup(reader: Reader): Syntax | null {
  if (reader.depth === MAX_DEPTH) {
    throw new PengineError("limit-depth", `A pattern has more than ${MAX_DEPTH} nested groups; simplify it`);
  }
  const index = ++reader.groups;
  reader.at++;
  reader.depth++;
  const part = readAlternatives(reader);
  if (part === null || reader.text[reader.at] !== ")") return null;
  reader.at++;
  reader.depth--;
  reader.completed.add(index);
  return { kind: "group", index, part };
}

function readEscape(reader: Reader): Syntax | null {
  const escaped = reader.text[reader.at + 1];
  if (escaped === undefined) return null;
  reader.at += 2;
  const anchor = anchors.get(escaped);
  if (anchor !== undefined) return { kind: "anchor", anchor };
  const bytes = classes.get(escaped);
  if (bytes !== undefined) return { kind: "bytes", bytes };
  if (escaped < "1" || escaped > "9") return { kind: "bytes", bytes: oneByte(escaped.charCodeAt(0)) };
  const index = Number(escaped);
  if (!reader.completed.has(index)) return null;
  reader.hasBackReferences = true;
  return { kind: "back-reference", index };
}

function readQuantifiers(reader: Reader, atom: Syntax): Syntax | null {
  let part = atom;
  for (;;) {
    const counts = readQuantifier(reader);
    if (counts === undefined) return part;
    if (counts === null) return null;
    part = { kind: "repeat", part, min: counts.min, max: counts.max };
  }
}

interface Counts {
  readonly min: number;
  readonly max: number;
}

/** `undefined` if there is none here, `null` if there is an invalid one. */
function readQuantifier(reader: Reader): Counts | null | undefined {
  switch (reader.text[reader.at]) {
    case "*":
      reader.at++;
      return { min: 0, max: Infinity };
    case "+":
      reader.at++;
      return { min: 1, max: Infinity };
    case "?":
      reader.at++;
      return { min: 0, max: 1 };
    case "{":
      return readInterval(reader);
    default:
      return undefined;
  }
}

const interval = /\{(?:(\d+)|(\d*),(\d*))\}/y;

function readInterval(reader: Reader): Counts | null {
  interval.lastIndex = reader.at;
  const match = interval.exec(reader.text);
  if (match === null) return null;
  const min = Number(match[1] ?? match[2] ?? "");
  const upper = match[1] ?? match[3] ?? "";
  const max = upper === "" ? Infinity : Number(upper);
  if (min > max || min > MAX_COUNT || (max > MAX_COUNT && max !== Infinity)) return null;
  reader.at += match[0].length;
  return { min, max };
}

/**
 * Transition keys, `ACTION:TRANSITION:TARGET_RC:UUID`, and transition magic, `STATUS:RC;KEY`: how a history entry says
 * which action of which graph it belongs to and what that action was to return.
 */

import { type Problem, message, noProblems, problem } from "./problem.ts";
import { isDigitCode, isSpaceCode, skipDigits, skipSpaces } from "./text.ts";

const UUID_LENGTH = 36;

export interface TransitionKey {
  readonly action: number;
  readonly transition: number;
  /** The result code that the action was expected to have. */
  readonly targetRc: number;
  readonly uuid: string;
}

export interface TransitionMagic {
  /** Execution status, see {@link ExecStatus}. */
  readonly status: number;
  readonly rc: number;
  readonly key: TransitionKey;
}

const invalidKey = message({
  code: "transition-key-invalid",
  kind: "error",
  origin: "decode_transition_key",
  text: (p: { key: string }) => `Invalid transition key '${p.key}'`,
});

const invalidUuid = message({
  code: "transition-key-uuid-invalid",
  kind: "warning",
  origin: "decode_transition_key",
  text: (p: { uuid: string; key: string }) => `Invalid UUID '${p.uuid}' in transition key '${p.key}'`,
});

const undecodableMagic = message({
  code: "transition-magic-undecodable",
  kind: "error",
  origin: "decode_transition_magic",
  text: (p: { magic: string }) => `Could not decode transition information '${p.magic}': Success`,
});

const incompleteMagic = message({
  code: "transition-magic-incomplete",
  kind: "warning",
  origin: "decode_transition_magic",
  text: (p: { magic: string; items: number }) =>
    `Transition information '${p.magic}' incomplete (${p.items} of 3 expected items)`,
});

export interface ParsedTransitionKey {
  /** `null` if the text is no key. */
  readonly key: TransitionKey | null;
  readonly problems: readonly Problem[];
}

/** Reads a key. What follows the 36 characters of the UUID is ignored; a shorter UUID is a problem, but accepted. */
export function parseTransitionKey(text: string): ParsedTransitionKey {
  const action = readInteger(text, 0);
  const transition = action === null ? null : readField(text, action.end, ":");
  const targetRc = transition === null ? null : readField(text, transition.end, ":");
  const start = targetRc !== null && text[targetRc.end] === ":" ? skipSpaces(text, targetRc.end + 1) : -1;
  const end = start < 0 ? start : skipNonSpaces(text, start, UUID_LENGTH);
  if (action === null || transition === null || targetRc === null || start < 0 || end === start) {
    return { key: null, problems: [problem(invalidKey, { key: text })] };
  }
  const uuid = text.slice(start, end);
  const problems = uuid.length === UUID_LENGTH ? noProblems : [problem(invalidUuid, { uuid, key: text })];
  return {
    key: { action: action.value, transition: transition.value, targetRc: targetRc.value, uuid },
    problems,
  };
}

export interface ParsedTransitionMagic {
  /** `null` if the text or the key in it cannot be read. */
  readonly magic: TransitionMagic | null;
  readonly problems: readonly Problem[];
}

/** Reads magic and the key in it. */
export function parseTransitionMagic(text: string): ParsedTransitionMagic {
  const status = readInteger(text, 0);
  const rc = status === null ? null : readField(text, status.end, ":");
  const start = rc !== null && text[rc.end] === ";" ? skipSpaces(text, rc.end + 1) : -1;
  const end = start < 0 ? start : skipNonSpaces(text, start, text.length);
  if (status === null || rc === null || end <= start) {
    const items = (status === null ? 0 : 1) + (rc === null ? 0 : 1);
    const what =
      skipSpaces(text, 0) === text.length
        ? problem(undecodableMagic, { magic: text })
        : problem(incompleteMagic, { magic: text, items });
    return { magic: null, problems: [what] };
  }
  const { key, problems } = parseTransitionKey(text.slice(start, end));
  return { magic: key === null ? null : { status: status.value, rc: rc.value, key }, problems };
}

interface Field {
  readonly value: number;
  readonly end: number;
}

function readField(text: string, at: number, mark: string): Field | null {
  return text[at] === mark ? readInteger(text, at + 1) : null;
}

function readInteger(text: string, from: number): Field | null {
  const sign = skipSpaces(text, from);
  const negative = text[sign] === "-";
  const start = negative || text[sign] === "+" ? sign + 1 : sign;
  if (!isDigitCode(text.charCodeAt(start))) return null;
  const end = skipDigits(text, start);
  // A C int: larger numbers wrap.
  const value = end - start <= 15 ? Number(text.slice(start, end)) : Number(BigInt.asIntN(32, BigInt(text.slice(start, end))));
  return { value: negative ? -value | 0 : value | 0, end };
}

function skipNonSpaces(text: string, from: number, limit: number): number {
  let end = from;
  while (end < text.length && end - from < limit && !isSpaceCode(text.charCodeAt(end))) end++;
  return end;
}

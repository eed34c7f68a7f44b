/**
 * Runs a program over a text: leftmost match, of those the longest, and of the ways to match that the one that prefers
 * early alternatives and more repetitions.
 *
 * First the longest end is searched for each start, then the preferred way to that end. A pair of instruction and position
 * that failed once fails always, so each is visited once and the time is linear in the text; only back-references, whose
 * result depends on the way, need all ways, within a budget.
 */

import { PengineError } from "../../errors.ts";
import { wordBytes } from "./byte-set.ts";
import type { Program } from "./program.ts";
import type { Anchor } from "./syntax.ts";

/** Pairs of instruction and position that a search without back-references may need. */
const MAX_PAIRS = 2 ** 28;
/** Steps that a search with back-references may take. */
const MAX_STEPS = 2_000_000;

interface Search {
  readonly program: Program;
  /** One character per byte. */
  readonly text: string;
  /** One bit per visited pair; `null` with back-references. */
  visited: Uint8Array | null;
  steps: number;
}

/**
 * The slots of the match: start and end of the whole, then of each group, -1 for a group that took no part; `null` if
 * there is no match.
 *
 * @throws PengineError `limit-iterations` if the search would take too long
 */
export function search(program: Program, text: string): Int32Array | null {
  const run: Search = { program, text, visited: newVisited(program, text), steps: 0 };
  for (let start = 0; start <= text.length; start++) {
    const end = explore(run, start, -1);
    if (end === null) continue;
    run.visited = newVisited(program, text);
    return explore(run, start, end[1]!);
  }
  return null;
}

function newVisited(program: Program, text: string): Uint8Array | null {
  if (program.hasBackReferences) return null;
  const pairs = program.instructions.length * (text.length + 1);
  if (pairs > MAX_PAIRS) throw tooMuch();
  return new Uint8Array(Math.ceil(pairs / 8));
}

function tooMuch(): PengineError {
  return new PengineError("limit-iterations", "A pattern is too expensive for the IDs that it is compared with");
}

/** A place to go back to: an instruction and a position, or (negative `pc`) a slot and the value to restore. */
type Pending = number[];

/**
 * Tries all ways from `start` in order of preference. With `end` -1 it returns the slots of a longest match, else those of
 * the first match that ends at `end`.
 */
function explore(run: Search, start: number, end: number): Int32Array | null {
  const { program, text } = run;
  const slots = new Int32Array(program.slots).fill(-1);
  const pending: Pending = [0, start];
  let longest: Int32Array | null = null;
  while (pending.length > 0) {
    let at = pending.pop()!;
    let pc = pending.pop()!;
    if (pc < 0) {
      slots[-pc - 1] = at;
      continue;
    }
    // Each turn runs one instruction; leaving the loop gives up this way.
    for (;;) {
      if (!visit(run, pc, at)) break;
      const instruction = program.instructions[pc]!;
      pc++;
      if (instruction.kind === "bytes") {
        if (at >= text.length || instruction.bytes[text.charCodeAt(at)] !== 1) break;
        at++;
      } else if (instruction.kind === "split") {
        pending.push(instruction.second, at);
        pc = instruction.first;
      } else if (instruction.kind === "jump") {
        pc = instruction.target;
      } else if (instruction.kind === "save") {
        pending.push(-instruction.slot - 1, slots[instruction.slot]!);
        slots[instruction.slot] = at;
      } else if (instruction.kind === "progress") {
        if (slots[instruction.slot] === at) break;
      } else if (instruction.kind === "anchor") {
        if (!holds(instruction.anchor, text, at)) break;
      } else if (instruction.kind === "back-reference") {
        const length = repeatedLength(slots, instruction.index, text, at);
        if (length < 0) break;
        at += length;
      } else {
        if (end === at) return slots;
        if (end < 0 && (longest === null || at > longest[1]!)) longest = slots.slice();
        break;
      }
    }
    if (end < 0 && longest !== null && longest[1] === text.length) break;
  }
  return longest;
}

/** Whether this pair is still worth trying. */
function visit(run: Search, pc: number, at: number): boolean {
  if (run.visited === null) {
    if (++run.steps > MAX_STEPS) throw tooMuch();
    return true;
  }
  const pair = pc * (run.text.length + 1) + at;
  const bit = 1 << (pair & 7);
  if ((run.visited[pair >> 3]! & bit) !== 0) return false;
  run.visited[pair >> 3]! |= bit;
  return true;
}

/** How much of the text from `at` on repeats a group; -1 if it does not, or the group took no part. */
function repeatedLength(slots: Int32Array, group: number, text: string, at: number): number {
  const from = slots[2 * group]!;
  const to = slots[2 * group + 1]!;
  if (from < 0 || to < from) return -1;
  return text.startsWith(text.slice(from, to), at) ? to - from : -1;
}

function holds(anchor: Anchor, text: string, at: number): boolean {
  switch (anchor) {
    case "start":
      return at === 0;
    case "end":
      return at === text.length;
    default:
  }
  const before = at > 0 && wordBytes[text.charCodeAt(at - 1)] === 1;
  const after = at < text.length && wordBytes[text.charCodeAt(at)] === 1;
  switch (anchor) {
    case "word-boundary":
      return before !== after;
    case "no-word-boundary":
      return before === after;
    case "word-start":
      return !before && after;
    case "word-end":
      return before && !after;
  }
}

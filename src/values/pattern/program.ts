/** Compiles a pattern into a program of a few simple instructions. */

import { PengineError } from "../../errors.ts";
import type { ByteSet } from "./byte-set.ts";
import type { Anchor, ParsedPattern, Syntax } from "./syntax.ts";

/**
 * One instruction; unless it says otherwise, the next one follows. Slots are registers for positions: two per group, for
 * its start and end, then one per repetition.
 */
export type Instruction =
  | { readonly kind: "bytes"; readonly bytes: ByteSet }
  | { readonly kind: "anchor"; readonly anchor: Anchor }
  | { readonly kind: "back-reference"; readonly index: number }
  | { readonly kind: "save"; readonly slot: number }
  /** Fails if nothing was matched since the slot was saved, which ends loops of empty matches. */
  | { readonly kind: "progress"; readonly slot: number }
  /** Prefers `first`. */
  | { readonly kind: "split"; first: number; second: number }
  | { readonly kind: "jump"; readonly target: number }
  | { readonly kind: "match" };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly groups: number;
  readonly slots: number;
  readonly hasBackReferences: boolean;
}

/** Counts in intervals multiply what they repeat; real patterns stay below a hundred instructions. */
const MAX_INSTRUCTIONS = 200_000;

interface Compiler {
  readonly instructions: Instruction[];
  slots: number;
}

/** @throws PengineError `limit-iterations` for a pattern whose counts make it too large */
export function compileProgram(pattern: ParsedPattern): Program {
  const compiler: Compiler = { instructions: [], slots: 2 * (pattern.groups + 1) };
  emit(compiler, { kind: "save", slot: 0 });
  compile(compiler, pattern.syntax);
  emit(compiler, { kind: "save", slot: 1 });
  emit(compiler, { kind: "match" });
  return {
    instructions: compiler.instructions,
    groups: pattern.groups,
    slots: compiler.slots,
    hasBackReferences: pattern.hasBackReferences,
  };
}

function emit<I extends Instruction>(compiler: Compiler, instruction: I): I {
  if (compiler.instructions.length >= MAX_INSTRUCTIONS) {
    throw new PengineError("limit-iterations", "A pattern repeats too much; use smaller counts");
  }
  compiler.instructions.push(instruction);
  return instruction;
}

// Recursion is bounded by the nesting of groups and the length of runs of quantifiers, both limited by the reader.
function compile(compiler: Compiler, syntax: Syntax): void {
  switch (syntax.kind) {
    case "bytes":
    case "anchor":
    case "back-reference":
      emit(compiler, syntax);
      return;
    case "sequence":
      for (const part of syntax.parts) compile(compiler, part);
      return;
    case "alternatives":
      compileAlternatives(compiler, syntax.parts);
      return;
    case "group":
      emit(compiler, { kind: "save", slot: 2 * syntax.index });
      compile(compiler, syntax.part);
      emit(compiler, { kind: "save", slot: 2 * syntax.index + 1 });
      return;
    case "repeat":
      compileRepeat(compiler, syntax.part, syntax.min, syntax.max);
  }
}

function compileAlternatives(compiler: Compiler, parts: readonly Syntax[]): void {
  const code = compiler.instructions;
  const ends: number[] = [];
  for (let i = 0; i < parts.length - 1; i++) {
    const split = emit(compiler, { kind: "split", first: code.length + 1, second: -1 });
    compile(compiler, parts[i]!);
    ends.push(code.length);
    emit(compiler, { kind: "jump", target: -1 });
    split.second = code.length;
  }
  compile(compiler, parts[parts.length - 1]!);
  for (const at of ends) code[at] = { kind: "jump", target: code.length };
}

function compileRepeat(compiler: Compiler, part: Syntax, min: number, max: number): void {
  const code = compiler.instructions;
  for (let i = 0; i < min; i++) compile(compiler, part);
  if (max === Infinity) {
    const slot = compiler.slots++;
    const start = code.length;
    const split = emit(compiler, { kind: "split", first: start + 1, second: -1 });
    emit(compiler, { kind: "save", slot });
    compile(compiler, part);
    emit(compiler, { kind: "progress", slot });
    emit(compiler, { kind: "jump", target: start });
    split.second = code.length;
    return;
  }
  const splits: { second: number }[] = [];
  // The copies share one slot: each saves its start before the next one does.
  const slot = compiler.slots++;
  for (let i = min; i < max; i++) {
    splits.push(emit(compiler, { kind: "split", first: code.length + 1, second: -1 }));
    emit(compiler, { kind: "save", slot });
    compile(compiler, part);
    if (i > 0) emit(compiler, { kind: "progress", slot });
  }
  for (const split of splits) split.second = code.length;
}

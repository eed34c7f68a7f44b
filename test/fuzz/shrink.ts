// Makes a failing input smaller as long as it fails in the same way: elements and attributes first, if it is XML, then bytes.

import { parseCib } from "../../src/index.ts";
import type { Random } from "../support/random.ts";
import { draftText, type DraftElement } from "../support/schema-cib.ts";
import { attempt } from "./attempt.ts";
import { draftOf } from "./inputs.ts";

/** The most attempts, and the most time in milliseconds. */
const ATTEMPTS = 3000;
const TIME = 30_000;

/** A smaller input with the same failure; `random` gives the same choices for each attempt. */
export function shrink(input: Uint8Array, kind: string, random: () => Random): Uint8Array {
  const started = performance.now();
  let attempts = 0;
  const fails = (candidate: Uint8Array): boolean => {
    if (attempts++ > ATTEMPTS || performance.now() - started > TIME) return false;
    return attempt(candidate, random()).failure?.kind === kind;
  };
  return shrinkBytes(shrinkTree(input, fails), fails);
}

type Test = (candidate: Uint8Array) => boolean;

function shrinkTree(input: Uint8Array, fails: Test): Uint8Array {
  let root: DraftElement;
  try {
    root = draftOf(parseCib(input).root);
  } catch {
    return input;
  }
  const isStill = (): boolean => fails(Buffer.from(draftText(root)));
  if (!isStill()) return input;
  const stack = [root];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    without(element.children, isStill);
    without(element.attributes, isStill);
    for (const child of element.children) if ("name" in child) stack.push(child);
  }
  return Buffer.from(draftText(root));
}

/** Takes away what can go, the last first. */
function without<Item>(list: Item[], isStill: () => boolean): void {
  for (let i = list.length - 1; i >= 0; i--) {
    const [item] = list.splice(i, 1);
    if (!isStill()) list.splice(i, 0, item!);
  }
}

function shrinkBytes(input: Uint8Array, fails: Test): Uint8Array {
  let best = input;
  for (let size = best.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at < best.length; ) {
      const candidate = Buffer.concat([best.subarray(0, at), best.subarray(at + size)]);
      if (fails(candidate)) best = candidate;
      else at += size;
    }
  }
  return best;
}

/** Bracket expressions such as `[a-z]`, `[^]]` or `[[:digit:]_]`. A backslash is an ordinary character in them. */

import { type ByteSet, addRange, complement, namedClasses, noBytes } from "./byte-set.ts";

export interface Bracket {
  readonly bytes: ByteSet;
  /** Index of the first character after the closing bracket. */
  readonly end: number;
}

/** One item: a byte that can begin or end a range, or a class, which cannot. */
interface Item {
  readonly byte: number | null;
  readonly set: ByteSet | null;
  readonly end: number;
}

/** Reads from after the opening bracket; `null` if the expression is invalid. */
export function readBracket(text: string, start: number): Bracket | null {
  const bytes = noBytes();
  const negated = text[start] === "^";
  const first = negated ? start + 1 : start;
  let at = first;
  while (at === first || text[at] !== "]") {
    // A hyphen that begins an item stands for itself at the two ends of the list only.
    if (at !== first && text[at] === "-" && text[at + 1] !== "]") return null;
    const item = readItem(text, at);
    if (item === null) return null;
    at = item.end;
    const isRange = text[at] === "-" && text[at + 1] !== "]";
    if (item.byte === null) {
      if (isRange) return null;
      for (let byte = 0; byte < 256; byte++) if (item.set?.[byte] === 1) bytes[byte] = 1;
      continue;
    }
    let last = item.byte;
    if (isRange) {
      const upper = readItem(text, at + 1);
      if (upper === null || upper.byte === null || upper.byte < item.byte) return null;
      last = upper.byte;
      at = upper.end;
    }
    addRange(bytes, item.byte, last);
  }
  return { bytes: negated ? complement(bytes) : bytes, end: at + 1 };
}

function readItem(text: string, at: number): Item | null {
  const mark = text[at + 1];
  if (text[at] === "[" && (mark === ":" || mark === "." || mark === "=")) {
    const close = text.indexOf(`${mark}]`, at + 2);
    return close < 0 ? null : namedItem(mark, text.slice(at + 2, close), close + 2);
  }
  if (at >= text.length) return null;
  return { byte: text.charCodeAt(at), set: null, end: at + 1 };
}

function namedItem(mark: ":" | "." | "=", name: string, end: number): Item | null {
  if (mark === ":") {
    const set = namedClasses.get(name);
    return set === undefined ? null : { byte: null, set, end };
  }
  // In the C locale every collating element is a single byte, equal to itself only.
  if (name.length !== 1) return null;
  const byte = name.charCodeAt(0);
  if (mark === ".") return { byte, set: null, end };
  const set = noBytes();
  set[byte] = 1;
  return { byte: null, set, end };
}

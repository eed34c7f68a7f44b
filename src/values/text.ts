/**
 * Characters and comparisons of the C locale: only ASCII letters fold, strings order by their UTF-8 bytes.
 */

/** Whether a UTF-16 unit is white space: space, tab, newline, vertical tab, form feed, carriage return. */
export function isSpaceCode(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Whether a UTF-16 unit is an ASCII digit. */
export function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A UTF-16 unit with ASCII upper case folded to lower case. */
export function lowerCode(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** The first index from `from` on that is not white space. */
export function skipSpaces(text: string, from: number): number {
  let i = from;
  while (i < text.length && isSpaceCode(text.charCodeAt(i))) i++;
  return i;
}

/** The first index from `from` on that is not an ASCII digit. */
export function skipDigits(text: string, from: number): number {
  let i = from;
  while (i < text.length && isDigitCode(text.charCodeAt(i))) i++;
  return i;
}

/** The text with ASCII letters in lower case; all others stay. */
export function asciiLower(text: string): string {
  let upper = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // the built-in function folds other letters, too
    if (code > 127) return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
    if (code <= 90 && code >= 65) upper = true;
  }
  return upper ? text.toLowerCase() : text;
}

/** Whether two texts are equal when ASCII case is ignored. */
export function equalsIgnoreCase(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (lowerCode(a.charCodeAt(i)) !== lowerCode(b.charCodeAt(i))) return false;
  }
  return true;
}

/** Whether `text` contains `prefix` (given in lower case) at index `from`, when ASCII case is ignored. */
export function startsWithIgnoreCase(text: string, prefix: string, from: number): boolean {
  if (text.length - from < prefix.length) return false;
  for (let i = 0; i < prefix.length; i++) {
    if (lowerCode(text.charCodeAt(from + i)) !== prefix.charCodeAt(i)) return false;
  }
  return true;
}

// UTF-16 sorts surrogates below U+E000..U+FFFF, UTF-8 sorts them (as code points beyond U+FFFF) above.
function bytewiseUnit(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

/** Compares two UTF-16 units, at the first place where two texts differ, in the order of the texts' UTF-8 bytes. */
export function compareUnits(a: number, b: number): number {
  return bytewiseUnit(a) - bytewiseUnit(b);
}

/** Compares by the bytes of the UTF-8 texts: negative if `a` sorts first, 0 only for identical texts. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return compareUnits(left, right);
  }
  return a.length - b.length;
}

/** Compares by bytes after folding ASCII case; 0 for texts that differ in case only. */
export function compareIgnoreCase(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = lowerCode(a.charCodeAt(i));
    const right = lowerCode(b.charCodeAt(i));
    if (left !== right) return compareUnits(left, right);
  }
  return a.length - b.length;
}

/** Code points that may begin an XML name, as pairs of first and last. */
const NAME_START: readonly (readonly [number, number])[] = [
  [0x3a, 0x3a],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
];

/** Further code points that may stand inside a name. */
const NAME_INSIDE: readonly (readonly [number, number])[] = [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

/**
 * The text as an XML name: what cannot begin one becomes `_`, what cannot be in one `.`, for each byte that it takes in
 * UTF-8 (observed).
 */
export function toXmlId(text: string): string {
  let id = "";
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const allowed = isWithin(code, NAME_START) || (id !== "" && isWithin(code, NAME_INSIDE));
    id += allowed ? character : replacement(code, id === "");
  }
  return id;
}

function isWithin(code: number, ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}

function replacement(code: number, first: boolean): string {
  const dots = ".".repeat(bytesOf(code));
  return first ? `_${dots.slice(1)}` : dots;
}

function bytesOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

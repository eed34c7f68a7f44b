/** Sets of bytes, as 256 flags. */
export type ByteSet = Uint8Array;

/** A new empty set. */
export function noBytes(): ByteSet {
  return new Uint8Array(256);
}

/** A set of one byte. */
export function oneByte(byte: number): ByteSet {
  const set = noBytes();
  set[byte] = 1;
  return set;
}

/** Adds the bytes from `first` to `last`, both included. */
export function addRange(set: ByteSet, first: number, last: number): void {
  set.fill(1, first, last + 1);
}

/** The bytes that are not in a set. */
export function complement(set: ByteSet): ByteSet {
  return set.map((flag) => 1 - flag);
}

function ofRanges(...ranges: readonly (readonly [number, number])[]): ByteSet {
  const set = noBytes();
  for (const [first, last] of ranges) addRange(set, first, last);
  return set;
}

const digits = [48, 57] as const;
const upper = [65, 90] as const;
const lower = [97, 122] as const;

export const allBytes: ByteSet = ofRanges([0, 255]);
export const wordBytes: ByteSet = ofRanges(digits, upper, lower, [95, 95]);
export const spaceBytes: ByteSet = ofRanges([9, 13], [32, 32]);

/** The character classes of the C locale. */
export const namedClasses: ReadonlyMap<string, ByteSet> = new Map([
  ["alpha", ofRanges(upper, lower)],
  ["digit", ofRanges(digits)],
  ["alnum", ofRanges(digits, upper, lower)],
  ["upper", ofRanges(upper)],
  ["lower", ofRanges(lower)],
  ["space", spaceBytes],
  ["blank", ofRanges([9, 9], [32, 32])],
  ["punct", ofRanges([33, 47], [58, 64], [91, 96], [123, 126])],
  ["print", ofRanges([32, 126])],
  ["graph", ofRanges([33, 126])],
  ["cntrl", ofRanges([0, 31], [127, 127])],
  ["xdigit", ofRanges(digits, [65, 70], [97, 102])],
]);

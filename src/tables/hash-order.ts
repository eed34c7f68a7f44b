/**
 * The slot order of the reference's hash tables.
 *
 * Sets of nodes and attributes are hash tables there, and in a few places their iteration order reaches the answer. It
 * is deterministic, a function of the keys' text and of the history of insertions and removals: open addressing with
 * triangular probing, deleted slots that are reused, and a resize that places all keys anew with displacement. This
 * class reproduces exactly that for keys alone; {@link KeyedTable} and the tables of nodes build on it.
 */

const FREE = 0;
const DELETED = 1;
/** Of the smallest table, which has eight slots. */
const MIN_SHIFT = 3;
const MODULI = [7, 13, 31, 61, 127, 251, 509, 1021, 2039, 4093, 8191, 16381, 32749, 65521, 131071, 262139, 524287];

const encoder = new TextEncoder();

/** The string hash: `h = h * 31 + c` over the UTF-8 bytes taken as signed numbers, modulo 2^32; never 0 or 1. */
export function hashKey(key: string): number {
  let h = 0;
  for (let i = 0; i < key.length; i++) {
    const c = key.charCodeAt(i);
    if (c > 127) return hashBytes(encoder.encode(key));
    h = (Math.imul(h, 31) + c) | 0;
  }
  return markFree(h >>> 0);
}

function hashBytes(bytes: Uint8Array): number {
  let h = 0;
  for (const byte of bytes) h = (Math.imul(h, 31) + ((byte << 24) >> 24)) | 0;
  return markFree(h >>> 0);
}

// 0 and 1 mark free and deleted slots
function markFree(h: number): number {
  return h < 2 ? 2 : h;
}

/** Keys in the slots of a hash table. */
export class HashOrder {
  private shift = MIN_SHIFT;
  private hashes: number[] = [FREE, FREE, FREE, FREE, FREE, FREE, FREE, FREE];
  private keys: string[] = ["", "", "", "", "", "", "", ""];
  private live = 0;
  private occupied = 0;

  /** Adds a key; one that is present keeps its slot. */
  insert(key: string): void {
    const hash = hashKey(key);
    const mask = this.hashes.length - 1;
    let slot = this.home(hash);
    let reusable = -1;
    for (let step = 1; this.hashes[slot] !== FREE; step++) {
      if (this.hashes[slot] === hash && this.keys[slot] === key) return;
      if (this.hashes[slot] === DELETED && reusable < 0) reusable = slot;
      slot = (slot + step) & mask;
    }
    const target = reusable < 0 ? slot : reusable;
    this.hashes[target] = hash;
    this.keys[target] = key;
    this.live++;
    if (reusable < 0) {
      this.occupied++;
      this.resizeIfNeeded();
    }
  }

  /** Removes a key; its slot stays marked as deleted until it is reused or the table is resized. */
  remove(key: string): void {
    const hash = hashKey(key);
    const mask = this.hashes.length - 1;
    let slot = this.home(hash);
    for (let step = 1; this.hashes[slot] !== FREE; step++) {
      if (this.hashes[slot] === hash && this.keys[slot] === key) {
        this.hashes[slot] = DELETED;
        this.keys[slot] = "";
        this.live--;
        this.resizeIfNeeded();
        return;
      }
      slot = (slot + step) & mask;
    }
  }

  /** The keys by ascending slot, the order in which the reference iterates. */
  order(): string[] {
    const result: string[] = [];
    for (let slot = 0; slot < this.hashes.length; slot++) {
      if (this.hashes[slot]! > DELETED) result.push(this.keys[slot]!);
    }
    return result;
  }

  private home(hash: number): number {
    return (Math.imul(hash, 11) >>> 0) % MODULI[this.shift - MIN_SHIFT]!;
  }

  private resizeIfNeeded(): void {
    const size = this.hashes.length;
    const tooLarge = size > this.live * 4 && size > 8;
    const tooFull = size <= this.occupied + Math.floor(this.occupied / 16);
    if (tooLarge || tooFull) this.resize();
  }

  private resize(): void {
    const oldSize = this.hashes.length;
    const wanted = Math.floor(this.live * 1.333);
    this.shift = Math.max(MIN_SHIFT, wanted === 0 ? 0 : 32 - Math.clz32(wanted));
    const size = 1 << this.shift;
    const length = Math.max(size, oldSize);
    while (this.hashes.length < length) {
      this.hashes.push(FREE);
      this.keys.push("");
    }
    const settled: boolean[] = Array.from({ length }, () => false);
    for (let slot = 0; slot < oldSize; slot++) {
      if (this.hashes[slot] === DELETED) this.hashes[slot] = FREE;
      if (this.hashes[slot] === FREE || settled[slot]) continue;
      let hash = this.hashes[slot]!;
      let key = this.keys[slot]!;
      this.hashes[slot] = FREE;
      this.keys[slot] = "";
      // place the lifted key; a key that it displaces is lifted in its turn
      for (;;) {
        let target = this.home(hash);
        for (let step = 1; settled[target]; step++) target = (target + step) & (size - 1);
        settled[target] = true;
        const displacedHash = this.hashes[target]!;
        const displacedKey = this.keys[target]!;
        this.hashes[target] = hash;
        this.keys[target] = key;
        if (displacedHash <= DELETED) break;
        hash = displacedHash;
        key = displacedKey;
      }
    }
    this.hashes.length = size;
    this.keys.length = size;
    this.occupied = this.live;
  }
}

import { HashOrder } from "./hash-order.ts";

const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * A map from strings whose iteration order is the reference's: by slot of its hash table, see {@link HashOrder}.
 *
 * Nobody pays for that before somebody iterates in that order. The slots follow from the sequence of first insertions, which
 * the map keeps by itself, and of removals; from the first removal on, that sequence is kept beside it.
 */
export class KeyedTable<V> {
  private map: ReadonlyMap<string, V>;
  /** Keys as they came and went: a key that is there goes. `null` while none has gone. */
  private log: string[] | null = null;
  private order: readonly string[] | null = null;
  /** Map and log also belong to another table, see {@link share}; so does the map of all tables that are empty. */
  private shared = true;

  constructor(map: ReadonlyMap<string, V> = nothing) {
    this.map = map;
  }

  get size(): number {
    return this.map.size;
  }

  get(key: string): V | undefined {
    return this.map.get(key);
  }

  has(key: string): boolean {
    return this.map.has(key);
  }

  /** Sets a value; a key that is present keeps its slot. */
  set(key: string, value: V): this {
    const map = this.own();
    if (!map.has(key)) {
      this.order = null;
      this.log?.push(key);
    }
    map.set(key, value);
    return this;
  }

  /** Sets a value unless the key is present. */
  setDefault(key: string, value: V): void {
    if (!this.map.has(key)) this.set(key, value);
  }

  delete(key: string): boolean {
    if (!this.map.has(key)) return false;
    const map = this.own();
    this.order = null;
    this.log ??= [...map.keys()];
    this.log.push(key);
    return map.delete(key);
  }

  /** The keys by ascending slot. */
  keys(): readonly string[] {
    this.order ??= this.map.size === 0 ? [] : this.replay();
    return this.order;
  }

  /** Keys and values by ascending slot. */
  *entries(): Generator<readonly [string, V]> {
    for (const key of this.keys()) yield [key, this.map.get(key)!];
  }

  /** Keys and values in the order of first insertion, which is cheaper where the order cannot be seen. */
  unordered(): IterableIterator<[string, V]> {
    return this.map.entries();
  }

  /** A new table, filled in this one's iteration order (which can exchange colliding keys). */
  copy(): KeyedTable<V> {
    const result = new KeyedTable<V>();
    for (const key of this.keys()) result.set(key, this.map.get(key)!);
    return result;
  }

  /** An independent table with the same entries in the same order; nothing is copied until one of the two is changed. */
  share(): KeyedTable<V> {
    const result = new KeyedTable<V>(this.map);
    result.log = this.log;
    result.order = this.order;
    this.shared = true;
    return result;
  }

  private own(): Map<string, V> {
    if (this.shared) {
      this.map = this.map.size === 0 ? new Map() : new Map(this.map);
      this.log = this.log === null ? null : [...this.log];
      this.shared = false;
    }
    return this.map as Map<string, V>;
  }

  private replay(): readonly string[] {
    const slots = new HashOrder();
    if (this.log === null) for (const key of this.map.keys()) slots.insert(key);
    else {
      const present = new Set<string>();
      for (const key of this.log) {
        if (present.delete(key)) slots.remove(key);
        else {
          present.add(key);
          slots.insert(key);
        }
      }
    }
    return slots.order();
  }
}

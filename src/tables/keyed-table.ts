import { HashOrder } from "./hash-order.ts";

/**
 * A map from strings whose iteration order is the reference's: by slot of its hash table, see {@link HashOrder}.
 *
 * Look-ups never pay for that: the slots are worked out when somebody iterates in that order, or when a key is removed
 * (from then on the order depends on more than the sequence of first insertions, which the map keeps by itself).
 */
export class KeyedTable<V> {
  private map: Map<string, V>;
  private slots: HashOrder | null = null;
  private order: readonly string[] | null = null;
  /** Map and slots also belong to another table, see {@link share}. */
  private shared = false;

  constructor(map: Map<string, V> = new Map()) {
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
    if (this.shared) this.own();
    if (!this.map.has(key)) {
      this.order = null;
      this.slots?.insert(key);
    }
    this.map.set(key, value);
    return this;
  }

  /** Sets a value unless the key is present. */
  setDefault(key: string, value: V): void {
    if (!this.map.has(key)) this.set(key, value);
  }

  delete(key: string): boolean {
    if (!this.map.has(key)) return false;
    if (this.shared) this.own();
    this.order = null;
    this.slots ??= this.replay();
    this.slots.remove(key);
    return this.map.delete(key);
  }

  /** The keys by ascending slot. */
  keys(): readonly string[] {
    this.order ??= (this.slots ?? this.replay()).order();
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
    result.slots = this.slots;
    result.order = this.order;
    result.shared = this.shared = true;
    return result;
  }

  private own(): void {
    this.map = new Map(this.map);
    this.slots = this.slots?.clone() ?? null;
    this.shared = false;
  }

  private replay(): HashOrder {
    const slots = new HashOrder();
    for (const key of this.map.keys()) slots.insert(key);
    return slots;
  }
}

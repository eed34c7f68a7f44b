import { HashOrder } from "../tables/hash-order.ts";
import { baseEntry, withScore, type Entry, type Node } from "./node.ts";

/**
 * Numbers the IDs of the nodes of one run, and knows every order in which they were ever put in a table.
 *
 * Nearly all tables of a run are filled in the same sequence, so tables share their order: {@link NodeOrder} is an
 * immutable value, and adding a node leads to the next one, which is remembered.
 */
export class NodeKeys {
  private readonly numbers = new Map<string, number>();
  private readonly ids: string[] = [];
  private sequence: readonly number[] = [];
  /** The order of the empty table. */
  readonly empty: NodeOrder;

  constructor() {
    this.empty = new NodeOrder(this, null, -1);
  }

  /** The number of a node ID; nodes with equal IDs share it. */
  slotOf(id: string): number {
    let slot = this.numbers.get(id);
    if (slot === undefined) {
      slot = this.ids.length;
      this.numbers.set(id, slot);
      this.ids.push(id);
    }
    return slot;
  }

  /** The numbers from 0 on, so many; the list of last time if it is as many again. */
  firstNumbers(count: number): readonly number[] {
    if (this.sequence.length !== count) this.sequence = Array.from({ length: count }, (_, i) => i);
    return this.sequence;
  }

  /** The ID behind a number. */
  idOf(slot: number): string {
    return this.ids[slot]!;
  }
}

/** A sequence of insertions into a table of nodes, and the iteration order that follows from it. */
export class NodeOrder {
  private readonly next = new Map<number, NodeOrder>();
  /** The order last asked for: nearly always the same one. */
  private last: NodeOrder | null = null;
  private slots: readonly number[] | null = null;
  private copied: NodeOrder | null = null;
  private readonly keys: NodeKeys;
  private readonly parent: NodeOrder | null;
  private readonly added: number;

  constructor(keys: NodeKeys, parent: NodeOrder | null, added: number) {
    this.keys = keys;
    this.parent = parent;
    this.added = added;
  }

  /** The numbers from 0 on, so many. */
  firstNumbers(count: number): readonly number[] {
    return this.keys.firstNumbers(count);
  }

  /** Whether this is the order of the empty table. */
  get isStart(): boolean {
    return this.parent === null;
  }

  /** The order after one more node. */
  with(slot: number): NodeOrder {
    if (this.last !== null && this.last.added === slot) return this.last;
    let order = this.next.get(slot);
    if (order === undefined) {
      order = new NodeOrder(this.keys, this, slot);
      this.next.set(slot, order);
    }
    this.last = order;
    return order;
  }

  /** Node numbers in iteration order. */
  iteration(): readonly number[] {
    if (this.slots === null) {
      const inserted: number[] = [];
      for (let at: NodeOrder = this; at.parent !== null; at = at.parent) inserted.push(at.added);
      const order = new HashOrder();
      for (let i = inserted.length - 1; i >= 0; i--) order.insert(this.keys.idOf(inserted[i]!));
      this.slots = order.order().map((id) => this.keys.slotOf(id));
    }
    return this.slots;
  }

  /** The order of a copy: a new table filled in this one's iteration order. */
  recopied(): NodeOrder {
    if (this.copied === null) {
      let order = this.keys.empty;
      for (const slot of this.iteration()) order = order.with(slot);
      this.copied = order;
    }
    return this.copied;
  }
}

/** Entries by node ID, such as the allowed nodes of a resource; iterates in the reference's order. */
export class NodeTable {
  private order: NodeOrder;
  private readonly entries: (Entry | undefined)[];
  size: number;
  /** Of the table of a collective: how many of its instances are placed on each node; `null`: none on any. */
  private placed: number[] | null;

  /** Starts empty: `new NodeTable(run.nodeKeys.empty)`. */
  constructor(order: NodeOrder, entries: (Entry | undefined)[] = [], size = 0, placed: number[] | null = null) {
    this.order = order;
    this.entries = entries;
    this.size = size;
    this.placed = placed;
  }

  /** Whether nothing was ever put into it. */
  get isNew(): boolean {
    return this.order.isStart;
  }

  get(node: Node): Entry | undefined {
    return this.entries[node.slot];
  }

  has(node: Node): boolean {
    return this.entries[node.slot] !== undefined;
  }

  /** Adds an entry, or replaces the one of the same node in its place. */
  set(entry: Entry): void {
    const slot = entry.node.slot;
    if (this.entries[slot] === undefined) {
      // no holes: sparse arrays are slow
      while (this.entries.length <= slot) this.entries.push(undefined);
      this.order = this.order.with(slot);
      this.size++;
    }
    this.entries[slot] = entry;
  }

  /** Gives an entry of the table another score. */
  setScore(entry: Entry, score: number): void {
    if (entry.score !== score) this.entries[entry.node.slot] = withScore(entry, score);
  }

  /** How many instances of the collective are placed on a node. */
  placedOn(node: Node): number {
    return this.placed?.[node.slot] ?? 0;
  }

  /** Counts one more instance on a node, if the table has it. */
  countPlaced(node: Node): void {
    if (!this.has(node)) return;
    this.placed ??= this.entries.map(() => 0);
    this.placed[node.slot] = this.placedOn(node) + 1;
  }

  /** A copy of the counts of placed instances, to be handed back to {@link setPlaced} once. */
  getPlaced(): number[] | null {
    return this.placed?.slice() ?? null;
  }

  /** Puts earlier counts in place; `null`: no instance is placed anywhere. */
  setPlaced(placed: number[] | null): void {
    this.placed = placed;
  }

  /** Takes out the entry of a node, if there is one; the others keep their order. */
  remove(node: Node): void {
    if (this.entries[node.slot] === undefined) return;
    this.entries[node.slot] = undefined;
    this.size--;
    if (this.placed !== null) this.placed[node.slot] = 0;
  }

  /** The entry of a node, added with the node's base score if missing. */
  request(node: Node): Entry {
    const existing = this.entries[node.slot];
    if (existing !== undefined) return existing;
    const entry = baseEntry(node);
    this.set(entry);
    return entry;
  }

  /** Node numbers in iteration order, also of nodes that were removed; see {@link at}. */
  slots(): readonly number[] {
    return this.order.iteration();
  }

  /** The numbers of the nodes that are in the table, in ascending order. */
  present(): readonly number[] {
    if (this.size === this.entries.length) return this.order.firstNumbers(this.size);
    const slots: number[] = [];
    for (let slot = 0; slot < this.entries.length; slot++) if (this.entries[slot] !== undefined) slots.push(slot);
    return slots;
  }

  /** The entry of the node with a number. */
  at(slot: number): Entry | undefined {
    return this.entries[slot];
  }

  /** The entries in iteration order (ascending slots), in a new array. */
  values(): Entry[] {
    const slots = this.order.iteration();
    const result: Entry[] = [];
    for (let i = 0; i < slots.length; i++) {
      const entry = this.entries[slots[i]!];
      if (entry !== undefined) result.push(entry);
    }
    return result;
  }

  /** The entries in the reverse order, as the reference lists all values of a table. */
  listed(): Entry[] {
    return this.values().reverse();
  }

  /** The entries in the order of node numbers, for uses where order cannot be seen; may contain `undefined`. */
  raw(): readonly (Entry | undefined)[] {
    return this.entries;
  }

  /** An independent table with the same entries, inserted in iteration order (so colliding nodes may change places). */
  copy(): NodeTable {
    const result = this.clone();
    result.reorder();
    return result;
  }

  /** An independent table with the same entries in the same order. */
  clone(): NodeTable {
    return new NodeTable(this.order, this.entries.slice(), this.size, this.placed?.slice() ?? null);
  }

  /**
   * Takes the iteration order that a copy (of a copy ...) would have; for changes that the reference makes by putting copies
   * in place.
   */
  reorder(times = 1): void {
    for (let i = 0; i < times; i++) {
      const order = this.order.recopied();
      if (order === this.order) return;
      this.order = order;
    }
  }
}

import { expect, test } from "vitest";
import fc from "fast-check";
import { KeyedTable } from "../../src/tables/keyed-table.ts";
import { HashOrder } from "../../src/tables/hash-order.ts";
import { listSort } from "../../src/tables/list-sort.ts";
import { sortedInsert } from "../../src/tables/sorted-insert.ts";

function orderOf(...keys: string[]): readonly string[] {
  const table = new KeyedTable<number>();
  keys.forEach((key, i) => table.set(key, i));
  return table.keys();
}

test("small tables iterate by home slot", () => {
  expect(orderOf("1", "2", "3")).toEqual(["1", "3", "2"]);
  expect(orderOf("node1", "node2", "node3")).toEqual(["node2", "node1", "node3"]);
  expect(orderOf("state", "9", "3", "10", "empty", "tab")).toEqual(["state", "3", "10", "9", "empty", "tab"]);
});

test("a table that never lost a key iterates like one that tracks its slots from the start", () => {
  const name = fc.string({ minLength: 0, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(name, { maxLength: 200 }), (keys) => {
      const order = new HashOrder();
      for (const key of keys) order.insert(key);
      expect(orderOf(...keys)).toEqual(order.order());
      expect(order.order().toSorted()).toEqual([...new Set(keys)].toSorted());
    }),
  );
});

test("removing and inserting keeps exactly the live keys", () => {
  const step = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 60 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const table = new KeyedTable<number>();
      const model = new Map<string, number>();
      for (const [insert, n] of steps) {
        const key = `k${n}`;
        if (insert) {
          table.set(key, n);
          model.set(key, n);
        } else {
          expect(table.delete(key)).toBe(model.delete(key));
        }
      }
      expect([...table.keys()].toSorted()).toEqual([...model.keys()].toSorted());
      expect(table.size).toBe(model.size);
    }),
  );
});

test("names that are special in JavaScript are ordinary keys", () => {
  const table = new KeyedTable<string>().set("__proto__", "a").set("constructor", "b").set("10", "c");
  expect(table.get("__proto__")).toBe("a");
  expect(table.get("toString")).toBeUndefined();
  expect(table.size).toBe(3);
});

test("the list sort is stable and sorts", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.nat())), (items) => {
      const sorted = listSort(items, (a, b) => a[0] - b[0]);
      expect(sorted).toEqual(items.toSorted((a, b) => a[0] - b[0]));
    }),
  );
});

test("sorted insertion puts the newest of equal items first", () => {
  const list: string[] = [];
  for (const item of ["b1", "a1", "b2", "c1", "a2"]) sortedInsert(list, item, (x, y) => x.charCodeAt(0) - y.charCodeAt(0));
  expect(list).toEqual(["a2", "a1", "b2", "b1", "c1"]);
});

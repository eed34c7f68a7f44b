import { cacheOf, type Run } from "../run.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import { compareBytes } from "../values/text.ts";

const namesKey = Symbol("written names of meta-attributes");

/**
 * Meta-attributes as they are written (`on-fail` is `CRM_meta_on_fail`), names and values in turn, sorted by name. Of two
 * that are written alike the first one in the table's own order counts.
 */
export function metaAttributes(run: Run, meta: KeyedTable<string>): string[] {
  const names = cacheOf<Map<string, string | null>>(run, namesKey, () => new Map());
  const result: string[] = [];
  // the table's own order is costly to find out, and rarely matters
  for (const [name, value] of meta.unordered()) {
    if (!insert(result, writtenName(names, name), value)) return inTableOrder(names, meta);
  }
  return result;
}

function inTableOrder(names: Map<string, string | null>, meta: KeyedTable<string>): string[] {
  const result: string[] = [];
  for (const [name, value] of meta.entries()) insert(result, writtenName(names, name), value);
  return result;
}

/** Puts a pair in its place in a sorted list; false if the name is there already. */
function insert(list: string[], name: string | null, value: string): boolean {
  if (name === null) return true;
  let at = list.length;
  while (at > 0) {
    const order = compareBytes(list[at - 2]!, name);
    if (order === 0) return false;
    if (order < 0) break;
    at -= 2;
  }
  list.push("", "");
  for (let i = list.length - 1; i > at + 1; i--) list[i] = list[i - 2]!;
  list[at] = name;
  list[at + 1] = value;
  return true;
}

/** The attribute for a meta-attribute; `null` if it is not written. */
function writtenName(names: Map<string, string | null>, name: string): string | null {
  let written = names.get(name);
  if (written === undefined) {
    written = name.includes("#") || name.includes(":") ? null : `CRM_meta_${name.replaceAll("-", "_")}`;
    names.set(name, written);
  }
  return written;
}

// Finds the node attributes that count the failures of a resource.
//
// The reference tries a pattern made from the resource's name on every attribute. With an ordinary name that is a look-up
// by the part before the `#`; only names with characters that mean something in a pattern need the pattern itself.

import type { KeyedTable } from "../tables/keyed-table.ts";
import { compilePattern, matchPattern } from "../values/regex.ts";

const COUNT_PREFIX = "fail-count-";
const TIME_PREFIX = "last-failure-";

/** Attributes with one prefix, found by the name of the resource that they are about. */
export interface AttributesByName {
  readonly prefix: string;
  /** In the iteration order of the node's attributes. */
  readonly all: string[];
  /** By the text between prefix and the first `#`. */
  readonly exact: Map<string, string[]>;
  /** The same without an instance number. */
  readonly base: Map<string, string[]>;
  /** What patterns found, by pattern. */
  readonly found: Map<string, readonly string[]>;
}

/** A node's attributes about failures. */
export interface FailAttributes {
  /** Number of attributes that the node had when these were collected. */
  readonly size: number;
  readonly empty: boolean;
  readonly counts: AttributesByName;
  readonly times: AttributesByName;
}

/** Collects the attributes about failures. */
export function indexFailAttributes(attributes: KeyedTable<string>): FailAttributes {
  const counts = createIndex(COUNT_PREFIX);
  const times = createIndex(TIME_PREFIX);
  for (const name of attributes.keys()) {
    if (name.startsWith(COUNT_PREFIX)) addAttribute(counts, name);
    else if (name.startsWith(TIME_PREFIX)) addAttribute(times, name);
  }
  return { size: attributes.size, empty: counts.all.length === 0 && times.all.length === 0, counts, times };
}

function createIndex(prefix: string): AttributesByName {
  return { prefix, all: [], exact: new Map(), base: new Map(), found: new Map() };
}

const operationPart = /^.+_[0-9]+$/s;
const instanceNumber = /:[0-9]+$/;

function addAttribute(index: AttributesByName, name: string): void {
  index.all.push(name);
  const mark = name.indexOf("#", index.prefix.length);
  if (mark < 0 || !operationPart.test(name.slice(mark + 1))) return;
  const subject = name.slice(index.prefix.length, mark);
  append(index.exact, subject, name);
  append(index.base, subject, name);
  const base = subject.replace(instanceNumber, "");
  if (base !== subject) append(index.base, base, name);
}

function append(map: Map<string, string[]>, key: string, name: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [name]);
  else list.push(name);
}

const none: readonly string[] = Object.freeze([]);
/** No character of such a name means anything in a pattern. */
const plainName = /^[A-Za-z0-9_:-]+$/;
/** Only the dot does, and the same as in a pattern of the language. */
const dottedName = /^[A-Za-z0-9_:.-]+$/;

/** The attributes about a resource of that name, whatever the instance unless it is unique. */
export function matchingAttributes(index: AttributesByName, name: string, unique: boolean): readonly string[] {
  if (index.all.length === 0) return none;
  if (plainName.test(name)) return (unique ? index.exact : index.base).get(name) ?? none;
  const pattern = `^${index.prefix}${name}${unique ? "" : "(:[0-9]+)?"}#.+_[0-9]+$`;
  let found = index.found.get(pattern);
  if (found === undefined) {
    found = dottedName.test(name) ? matchSimple(index.all, pattern) : matchPosix(index.all, pattern);
    index.found.set(pattern, found);
  }
  return found;
}

function matchSimple(attributes: readonly string[], pattern: string): readonly string[] {
  const expression = new RegExp(pattern, "s");
  return attributes.filter((attribute) => expression.test(attribute));
}

function matchPosix(attributes: readonly string[], pattern: string): readonly string[] {
  const compiled = compilePattern(pattern);
  if (compiled === null) return none;
  return attributes.filter((attribute) => matchPattern(compiled, attribute) !== null);
}

/**
 * Blocks of name/value pairs, such as `meta_attributes`: which of them apply, in which order, and who wins.
 *
 * Blocks go by descending score, at equal score the later one in the document first, and the first value for a name wins,
 * also against what is in the table already. The explicit value `#default` takes a name out of the table again, so that a
 * later block or source may set it.
 *
 * Rule    Pacemaker Explained, "Using Rules to Control Options"; the order at equal score is observed
 */

import { resolveReference } from "../cib/id-ref.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import { listSort } from "../tables/list-sort.ts";
import { problem } from "../values/problem.ts";
import { type Score, parseScore } from "../values/score.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { type XmlElement, attribute, firstChild, idOf } from "../xml/element.ts";
import { evaluateRule } from "./evaluate.ts";
import type { RuleInput } from "./input.ts";
import { badBlockScore, explicitDefault } from "./messages.ts";
import { NextChange } from "./next-change.ts";

/** The elements that hold name/value pairs. */
export type BlockName = "cluster_property_set" | "instance_attributes" | "meta_attributes" | "utilization";

/**
 * Fills a table from the blocks called `name` that are children of `parent`. The block whose id is `first`, if that is
 * given, goes before all others.
 *
 * @returns when the result will change by time alone, in seconds since the epoch; `null` if it will not
 */
export function unpackBlocks(
  parent: XmlElement,
  name: BlockName,
  into: KeyedTable<string>,
  input: RuleInput,
  first: string | null = null,
): number | null {
  const blocks = orderedBlocks(parent, name, input, first);
  if (blocks.length === 0) return null;
  const change = new NextChange();
  for (const block of blocks) unpackBlock(block, into, input, change);
  return change.epoch();
}

const noBlocks: readonly XmlElement[] = Object.freeze([]);

function orderedBlocks(
  parent: XmlElement,
  name: BlockName,
  input: RuleInput,
  first: string | null,
): readonly XmlElement[] {
  let found: XmlElement[] | null = null;
  for (const child of parent.children) {
    if (child.kind !== "element" || child.name !== name) continue;
    const block = resolveReference(child, input.references, input.report);
    if (block !== null) (found ??= []).push(block);
  }
  if (found === null) return noBlocks;
  if (found.length === 1) return found;
  return listSort(found.toReversed(), (a, b) => compareBlocks(a, b, input, first));
}

function compareBlocks(a: XmlElement, b: XmlElement, input: RuleInput, first: string | null): number {
  if (first !== null) {
    if (idOf(a) === first) return -1;
    if (idOf(b) === first) return 1;
  }
  const left = scoreOf(a, input);
  return scoreOf(b, input) - left;
}

function scoreOf(block: XmlElement, input: RuleInput): Score {
  const text = attribute(block, "score");
  const { score, error } = parseScore(text, 0, input.healthColours);
  if (error !== null) input.report(problem(badBlockScore, { id: idOf(block) ?? "", value: text ?? "", error }));
  return score;
}

function unpackBlock(block: XmlElement, into: KeyedTable<string>, input: RuleInput, change: NextChange): void {
  const rule = firstChild(block, "rule");
  if (rule !== undefined && !evaluateRule(rule, input, change)) return;
  for (const child of holderOfPairs(block).children) {
    if (child.kind === "element" && child.name === "nvpair") unpackPair(child, into, input);
  }
}

/** Very old documents have the pairs in an `attributes` element. */
function holderOfPairs(block: XmlElement): XmlElement {
  const first = block.children[0];
  return first !== undefined && first.kind === "element" && first.name === "attributes" ? first : block;
}

function unpackPair(pair: XmlElement, into: KeyedTable<string>, input: RuleInput): void {
  const source = resolveReference(pair, input.cib, input.report);
  if (source === null) return;
  const name = attribute(source, "name");
  const value = attribute(source, "value");
  if (name === undefined || value === undefined) return;
  if (equalsIgnoreCase(value, "#default")) {
    input.report(problem(explicitDefault, { name }));
    into.delete(name);
    return;
  }
  into.setDefault(name, value);
}

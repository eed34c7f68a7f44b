import { attribute, idOf, withAttribute, type XmlElement, type XmlNode } from "../../xml/element.ts";

// What the translation from 2.10 to 3.0 needs to know about blocks of name-value pairs.

/** Prefix of the ids that the translation makes. */
export const MADE = "_2TO3_";

export function isNamed<Name extends string>(
  node: XmlNode,
  name: Name,
): node is XmlElement & { readonly name: Name } {
  return node.kind === "element" && node.name === name;
}

export function hasRule(block: XmlElement): boolean {
  return block.children.some((child) => isNamed(child, "rule"));
}

/** The pairs of a block. */
export function pairsOf(block: XmlElement): XmlElement[] {
  return block.children.filter((child) => isNamed(child, "nvpair"));
}

/** The name of a pair; a pair without one has no name that anything is looked up by. */
export function nameOf(pair: XmlElement): string {
  return attribute(pair, "name") ?? "";
}

/** Names of all pairs in the blocks without a rule. */
export function namesWithoutRule(blocks: readonly XmlElement[]): Set<string> {
  const names = new Set<string>();
  for (const block of blocks) {
    if (!hasRule(block)) for (const pair of pairsOf(block)) names.add(nameOf(pair));
  }
  return names;
}

/** A pair and the comments directly before it, which go where it goes. */
export interface CommentedPair {
  readonly pair: XmlElement;
  readonly nodes: readonly XmlNode[];
}

/** The pairs of a block with their comments. */
export function commentedPairs(block: XmlElement): CommentedPair[] {
  const result: CommentedPair[] = [];
  let comments: XmlNode[] = [];
  for (const child of block.children) {
    if (child.kind !== "element") {
      comments.push(child);
      continue;
    }
    if (child.name === "nvpair") result.push({ pair: child, nodes: [...comments, child] });
    comments = [];
  }
  return result;
}

/**
 * The block with each pair replaced by what `translate` makes of it, and `null` where it goes away. Comments stay only
 * before pairs that do. Without any remaining pair there is no block.
 */
export function withPairs(block: XmlElement, translate: (pair: XmlElement) => XmlElement | null): XmlElement | null {
  const children: XmlNode[] = [];
  let comments: XmlNode[] = [];
  let count = 0;
  for (const child of block.children) {
    if (child.kind !== "element") {
      comments.push(child);
      continue;
    }
    const result = child.name === "nvpair" ? translate(child) : child;
    if (result !== null) {
      if (child.name === "nvpair") {
        for (const comment of comments) children.push(comment);
        count++;
      }
      children.push(result);
    }
    comments = [];
  }
  return count === 0 ? null : { ...block, children };
}

/** The attributes of a block, with an id of the translation's own at the end in place of its own. */
export function madeAttributes(block: XmlElement): string[] {
  const attributes: string[] = [];
  for (let i = 0; i < block.attributes.length; i += 2) {
    if (block.attributes[i] !== "id") attributes.push(block.attributes[i]!, block.attributes[i + 1]!);
  }
  attributes.push("id", MADE + (idOf(block) ?? ""));
  return attributes;
}

/** A pair under another name, and with another value where it has one. Observed: what is inside the pair is lost. */
export function renamedPair(pair: XmlElement, name: string, value?: string): XmlElement {
  const renamed = withAttribute({ ...pair, children: [] }, "name", name);
  return value === undefined || attribute(pair, "value") === undefined ? renamed : withAttribute(renamed, "value", value);
}

/** `id` and a colon, for messages; nothing without an id. */
export function idPrefix(element: XmlElement): string {
  const id = idOf(element);
  return id === undefined ? "" : `${id}: `;
}

import { XMLParser } from "fast-xml-parser";
import { invariant } from "../errors.ts";
import type { XmlElement, XmlNode } from "./element.ts";
import { type Scan, type ScanLimits, scanXml } from "./scan.ts";

// Makes the frozen tree of a document.
//
// scan.ts decides whether the text is acceptable, and has to take attributes apart for that; the parser library then finds out
// what contains what, with everything clever turned off. Text is dropped, since a CIB has none.

/** A reference to an entity in element content. It is never replaced and stands for nothing. */
export interface EntityReference {
  readonly name: string;
  /** The element that contains it. */
  readonly parent: XmlElement;
  readonly offset: number;
}

/** A document as parsed. */
export interface ParsedXml {
  readonly root: XmlElement;
  /** References to entities in content. */
  readonly references: readonly EntityReference[];
  /** Whether any name has a namespace prefix, or any namespace is declared. Names are as written. */
  readonly hasNamespaces: boolean;
}

/**
 * Parses a document.
 *
 * @throws PengineError with line and column if it is not well-formed or passes a limit
 */
export function parseXml(text: string, limits: ScanLimits): ParsedXml {
  const scan = scanXml(text, limits);
  // The library refuses these names, or gives them another, unless they are in disguise.
  const mark = /\b(?:constructor|prototype|__proto__)\b/.test(text) ? "~" : "";
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: true,
    ...(mark === "" ? {} : { transformTagName: (name: string) => mark + name }),
    onDangerousProperty: (name: string) => name,
    textNodeName: TEXT,
    commentPropName: COMMENT,
    cdataPropName: CDATA,
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    jPath: false,
    maxNestedTags: limits.depth,
  });
  const nodes: unknown = parser.parse(withoutCuts(text, scan.cuts));
  const elements = new TreeBuilder(scan).build(nodes as OrderedNode[]);
  const references = scan.references.map(({ name, parent, offset }) => ({ name, parent: elements[parent]!, offset }));
  return { root: elements[0]!, references, hasNamespaces: scan.hasNamespaces };
}

// None of these can be a name in XML.
const TEXT = "#text";
const COMMENT = "#comment";
const CDATA = "#cdata";

/** A node of the library's ordered form: one key for its name. */
type OrderedNode = { readonly [key: string]: OrderedNode[] };

function withoutCuts(text: string, cuts: readonly number[]): string {
  if (cuts.length === 0) return text;
  const kept: string[] = [];
  let from = 0;
  for (let i = 0; i < cuts.length; i += 2) {
    if (from < cuts[i]!) kept.push(text.slice(from, cuts[i]));
    from = cuts[i + 1]!;
  }
  kept.push(text.slice(from));
  return kept.join("");
}

/** An element whose children are not all made yet. */
interface Pending {
  readonly nodes: readonly OrderedNode[];
  next: number;
  readonly children: XmlNode[];
}

class TreeBuilder {
  private readonly scan: Scan;
  /** Names without disguise: the same string object for the same name. */
  private readonly names = new Map<string, string>();
  /** In document order. */
  private readonly elements: XmlElement[] = [];

  constructor(scan: Scan) {
    this.scan = scan;
  }

  /** All elements in document order, so that the first one is the root. */
  build(top: readonly OrderedNode[]): readonly XmlElement[] {
    const stack: Pending[] = [{ nodes: top, next: 0, children: [] }];
    for (let pending = stack.at(-1); pending !== undefined; pending = stack.at(-1)) {
      const node = pending.nodes[pending.next++];
      if (node === undefined) {
        Object.freeze(pending.children);
        stack.pop();
        continue;
      }
      const key = firstKey(node);
      if (key === TEXT) continue;
      if (key === COMMENT || key === CDATA) {
        const text = (node[key]![0]![TEXT] as unknown as string).replace(/\r\n?/g, "\n");
        pending.children.push(Object.freeze({ kind: key === COMMENT ? "comment" : "cdata", text } as const));
        continue;
      }
      const nodes = node[key]!;
      const children: XmlNode[] = nodes.length === 0 ? (noChildren as XmlNode[]) : [];
      const element: XmlElement = Object.freeze({
        kind: "element",
        name: this.plainName(key),
        attributes: this.scan.attributes[this.elements.length]!,
        children,
        offset: this.scan.offsets[this.elements.length]!,
      });
      this.elements.push(element);
      pending.children.push(element);
      if (nodes.length > 0) stack.push({ nodes, next: 0, children });
    }
    invariant(this.elements.length === this.scan.offsets.length, "parser and scanner disagree about a document");
    return this.elements;
  }

  private plainName(key: string): string {
    let name = this.names.get(key);
    if (name === undefined) {
      // The library marks the name of an empty element twice.
      name = key.replace(/^~+/, "");
      this.names.set(key, name);
    }
    return name;
  }
}

const noChildren: readonly XmlNode[] = Object.freeze([]);

function firstKey(node: OrderedNode): string {
  for (const key in node) return key;
  return TEXT;
}

/**
 * The XML tree that everything else works on: plain, frozen data, elements with attributes in document order.
 *
 * Names come from user input, so attributes are a flat list and never keys of an object. Lists of attributes are short,
 * which makes the linear search of {@link attribute} as quick as a map and much smaller.
 */

/** An element. `attributes` alternates names and values: `["id", "vip", "class", "ocf"]`. */
export interface XmlElement {
  readonly kind: "element";
  readonly name: string;
  readonly attributes: readonly string[];
  readonly children: readonly XmlNode[];
  /** Offset of the start tag in the source text, in UTF-16 units; -1 for an element that was not read from text. */
  readonly offset: number;
}

/** A comment; `text` is what stands between its delimiters. */
export interface XmlComment {
  readonly kind: "comment";
  readonly text: string;
}

/** A CDATA section; `text` is what stands between its delimiters. */
export interface XmlCdata {
  readonly kind: "cdata";
  readonly text: string;
}

/** What an element can contain. Text does not exist: a CIB has none, and reading drops it. */
export type XmlNode = XmlElement | XmlComment | XmlCdata;

/** Creates an element that does not stem from a source text. */
export function createElement(
  name: string,
  attributes: readonly string[] = [],
  children: readonly XmlNode[] = [],
): XmlElement {
  return { kind: "element", name, attributes, children, offset: -1 };
}

/** The value of an attribute, `undefined` if it is absent (an empty value is `""`). */
export function attribute(element: XmlElement, name: string): string | undefined {
  const list = element.attributes;
  for (let i = 0; i < list.length; i += 2) {
    if (list[i] === name) return list[i + 1];
  }
  return undefined;
}

/** The `id` attribute. */
export function idOf(element: XmlElement): string | undefined {
  return attribute(element, "id");
}

/** The element children, in document order; only those called `name`, if given. */
export function childElements(element: XmlElement, name?: string): XmlElement[] {
  const result: XmlElement[] = [];
  for (const child of element.children) {
    if (child.kind === "element" && (name === undefined || child.name === name)) result.push(child);
  }
  return result;
}

/** The first element child called `name` (or the first at all), if there is one. */
export function firstChild(element: XmlElement, name?: string): XmlElement | undefined {
  for (const child of element.children) {
    if (child.kind === "element" && (name === undefined || child.name === name)) return child;
  }
  return undefined;
}

/**
 * Every element below `element`, itself included, in document order.
 *
 * Iterative: nesting depth is bounded by the reader, but callers may walk documents that were built in memory.
 */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  const stack: XmlElement[] = [element];
  for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
    yield current;
    for (let i = current.children.length - 1; i >= 0; i--) {
      const child = current.children[i]!;
      if (child.kind === "element") stack.push(child);
    }
  }
}

/** A copy of the element with one attribute set: in place if it exists, else appended. */
export function withAttribute(element: XmlElement, name: string, value: string): XmlElement {
  const attributes = [...element.attributes];
  for (let i = 0; i < attributes.length; i += 2) {
    if (attributes[i] === name) {
      attributes[i + 1] = value;
      return { ...element, attributes };
    }
  }
  attributes.push(name, value);
  return { ...element, attributes };
}

import type { XmlElement, XmlNode } from "../../xml/element.ts";

// The tool of all upgrade stages: walks a tree and builds a changed one, sharing what did not change.

/** Called for each element before its children: nodes that take its place without further looks inside, or `null`. */
export type Enter = (element: XmlElement, parent: XmlElement | null) => readonly XmlNode[] | null;

/**
 * Called for each element after its children: what takes its place. `children` are the children as rewritten; they are
 * `element.children` itself if nothing changed.
 */
export type Leave = (
  element: XmlElement,
  children: readonly XmlNode[],
  parent: XmlElement | null,
) => readonly XmlNode[] | XmlElement;

interface Frame {
  readonly element: XmlElement;
  readonly results: XmlNode[];
  next: number;
  isChanged: boolean;
}

/** Rewrites a tree. The root must be replaced by one element. */
export function rewrite(root: XmlElement, visitor: { readonly enter?: Enter; readonly leave?: Leave }): XmlElement {
  const { enter, leave = withChildren } = visitor;
  const stack: Frame[] = [{ element: root, results: [], next: 0, isChanged: false }];
  for (;;) {
    const frame = stack.at(-1)!;
    const child = frame.element.children[frame.next++];
    if (child === undefined) {
      stack.pop();
      const { element, results, isChanged } = frame;
      const parent = stack.at(-1) ?? null;
      const replacement = leave(element, isChanged ? results : element.children, parent?.element ?? null);
      if (parent === null) return replacement as XmlElement;
      accept(parent, element, replacement);
    } else if (child.kind === "element") {
      const replacement = enter?.(child, frame.element) ?? null;
      if (replacement === null) stack.push({ element: child, results: [], next: 0, isChanged: false });
      else accept(frame, child, replacement);
    } else {
      frame.results.push(child);
    }
  }
}

function accept(frame: Frame, original: XmlElement, replacement: readonly XmlNode[] | XmlElement): void {
  if ("kind" in replacement) {
    if (replacement !== original) frame.isChanged = true;
    frame.results.push(replacement);
  } else {
    if (replacement.length !== 1 || replacement[0] !== original) frame.isChanged = true;
    for (const node of replacement) frame.results.push(node);
  }
}

/** The element with other children; itself if they are the same list. */
export function withChildren(element: XmlElement, children: readonly XmlNode[]): XmlElement {
  return children === element.children ? element : { ...element, children };
}

/** The element with other attributes. */
export function withAttributes(element: XmlElement, attributes: readonly string[]): XmlElement {
  return { ...element, attributes };
}

/** The element without an attribute; itself if it has none of that name. */
export function withoutAttribute(element: XmlElement, name: string): XmlElement {
  const { attributes } = element;
  for (let i = 0; i < attributes.length; i += 2) {
    if (attributes[i] === name) return { ...element, attributes: attributes.toSpliced(i, 2) };
  }
  return element;
}

/** The element with an attribute replaced by another at the same place. */
export function replaceAttribute(element: XmlElement, name: string, newName: string, value: string): XmlElement {
  const attributes = [...element.attributes];
  for (let i = 0; i < attributes.length; i += 2) {
    if (attributes[i] !== name) continue;
    attributes[i] = newName;
    attributes[i + 1] = value;
  }
  return { ...element, attributes };
}

/** Elements of a document by id, in document order. */
export function indexById(elements: Iterable<XmlElement>): Map<string, XmlElement[]> {
  const index = new Map<string, XmlElement[]>();
  for (const element of elements) {
    const { attributes } = element;
    for (let i = 0; i < attributes.length; i += 2) {
      if (attributes[i] !== "id") continue;
      const list = index.get(attributes[i + 1]!);
      if (list === undefined) index.set(attributes[i + 1]!, [element]);
      else list.push(element);
    }
  }
  return index;
}

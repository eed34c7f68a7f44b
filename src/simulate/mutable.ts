import { attribute, idOf, type XmlElement, type XmlNode } from "../xml/element.ts";

/** An element that belongs to whoever is building a new document, and may be changed in place. */
export interface MutableElement {
  readonly kind: "element";
  readonly name: string;
  readonly attributes: string[];
  readonly children: XmlNode[];
  readonly offset: number;
}

/** A changeable copy; its children are those of the original. */
export function thaw(element: XmlElement): MutableElement {
  return { ...element, attributes: [...element.attributes], children: [...element.children] };
}

/** A changeable copy of the child at a position, put in its place; the child itself if it is changeable already. */
export function thawChild(parent: MutableElement, position: number): MutableElement {
  const child = parent.children[position] as XmlElement;
  if (!Object.isFrozen(child)) return child as MutableElement;
  const copy = thaw(child);
  parent.children[position] = copy;
  return copy;
}

/** The position of the first child of that name, and ID if given; -1 if there is none. */
export function positionOf(parent: XmlElement, name: string, id?: string): number {
  return parent.children.findIndex(
    (child) => child.kind === "element" && child.name === name && (id === undefined || idOf(child) === id),
  );
}

/** Sets an attribute in its place, or appends it. @returns whether that changed anything */
export function putAttribute(element: MutableElement, name: string, value: string): boolean {
  const { attributes } = element;
  for (let i = 0; i < attributes.length; i += 2) {
    if (attributes[i] !== name) continue;
    if (attributes[i + 1] === value) return false;
    attributes[i + 1] = value;
    return true;
  }
  attributes.push(name, value);
  return true;
}

/** A copy in which everything may be changed. */
export function deepCopy(element: XmlElement): MutableElement {
  const root = thaw(element);
  const open = [root];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (let i = 0; i < at.children.length; i++) {
      const child = at.children[i]!;
      if (child.kind !== "element") continue;
      const copy = thaw(child);
      at.children[i] = copy;
      open.push(copy);
    }
  }
  return root;
}

/** True if somewhere below the element two siblings count as the same when documents are merged. */
export function hasRepeatedChildren(element: XmlElement): boolean {
  const open: XmlElement[] = [element];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const seen = new Set<string>();
    for (const child of at.children) {
      if (child.kind !== "element") continue;
      const key = `${child.name} ${mergeIdentity(child)}`;
      if (seen.has(key)) return true;
      seen.add(key);
      open.push(child);
    }
  }
  return false;
}

function mergeIdentity(element: XmlElement): string {
  const id = idOf(element);
  if (id !== undefined) return `id ${id}`;
  const reference = attribute(element, "id-ref");
  return reference === undefined ? "" : `id-ref ${reference}`;
}

/**
 * Merges a changed copy of an element back into the original, as the reference does: attributes are copied, and each
 * child goes into the first one that counts as the same, or is appended. Nothing is ever removed.
 */
export function mergeInto(target: MutableElement, source: XmlElement): void {
  const open: [MutableElement, XmlElement][] = [[target, source]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [into, from] = pair;
    for (let i = 0; i < from.attributes.length; i += 2) putAttribute(into, from.attributes[i]!, from.attributes[i + 1]!);
    // depth first, and in order: a child that comes later sees what an earlier one left
    const children: [MutableElement, XmlElement][] = [];
    for (const child of from.children) {
      if (child.kind !== "element") continue;
      const identity = mergeIdentity(child);
      const same = into.children.find(
        (other) => other.kind === "element" && other.name === child.name && mergeIdentity(other) === identity,
      );
      if (same === undefined) into.children.push(deepCopy(child));
      else children.push([same as MutableElement, child]);
    }
    open.push(...children.reverse());
  }
}

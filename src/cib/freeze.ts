import type { XmlElement } from "../xml/element.ts";

/** Freezes everything in a tree that is not frozen yet, and returns it. What is frozen is taken to be so throughout. */
export function freeze(root: XmlElement): XmlElement {
  const stack: XmlElement[] = [root];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (Object.isFrozen(element)) continue;
    Object.freeze(element);
    Object.freeze(element.attributes);
    Object.freeze(element.children);
    for (const child of element.children) {
      if (child.kind === "element") stack.push(child);
      else Object.freeze(child);
    }
  }
  return root;
}

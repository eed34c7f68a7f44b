import type { XmlElement } from "../../xml/element.ts";
import type { Budget } from "./budget.ts";
import { rewrite } from "./rewrite.ts";

// Working marks of the upgrade from 3.10. References are expanded into copies first and contracted at the end, so every
// element carries whether it stood in the document as it was, and whether it has been changed since.

/** An element with marks; both absent on one that the upgrade makes. */
interface Marked extends XmlElement {
  readonly isOriginal?: boolean;
  readonly isChanged?: boolean;
}

export function isOriginal(element: XmlElement): boolean {
  return (element as Marked).isOriginal === true;
}

export function isChanged(element: XmlElement): boolean {
  return (element as Marked).isChanged === true;
}

export function asOriginal(element: XmlElement): XmlElement {
  return { ...element, isOriginal: true } as Marked;
}

export function asCopy(element: XmlElement): XmlElement {
  return { ...element, isOriginal: false } as Marked;
}

export function asChanged(element: XmlElement): XmlElement {
  return { ...element, isChanged: true } as Marked;
}

/** A copy of everything in the element, marked as such. */
export function deepCopy(element: XmlElement, budget: Budget): XmlElement {
  return rewrite(element, {
    leave: (inner, children) => {
      budget.spend(1);
      return asCopy({ ...inner, children });
    },
  });
}

/** Prefix of the ids that the upgrade makes. */
export const MADE = "pcmk__3_10_upgrade-";

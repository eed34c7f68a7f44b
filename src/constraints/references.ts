import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { XmlElement } from "../xml/element.ts";

/** The resource that a constraint means by a name; for a name from history, the outermost resource that stands for it. */
export function findConstraintResource(run: Run, id: string): Resource | null {
  void [run, id];
  throw new Error("not built yet");
}

/** What a name in a constraint stands for. */
export type Reference =
  | { readonly kind: "resource"; readonly resource: Resource }
  /** A template or tag: the IDs it stands for, in document order. */
  | { readonly kind: "list"; readonly ids: readonly string[] }
  | { readonly kind: "unknown" };

/** Looks a name up as resource, then as template, then as tag; reports a name that is none of them. */
export function findReference(run: Run, id: string): Reference {
  void [run, id];
  throw new Error("not built yet");
}

/** A constraint after a single reference was looked at. */
export interface Converted {
  /** The constraint, with the reference replaced by a set if it was one to convert. */
  readonly constraint: XmlElement;
  /** The new set, which is the last child of {@link constraint}; `null` if nothing was converted. */
  readonly set: XmlElement | null;
}

/**
 * Replaces the attribute that names a template or tag (or a resource, if `resourcesToo`) by a `resource_set` at the end.
 * `setAttributes` go on the new set; `drop` are further attributes to take from the constraint if a set was made.
 * Gives `null`, reported, if the name is none of these.
 */
export function convertReference(
  run: Run,
  constraint: XmlElement,
  name: string,
  resourcesToo: boolean,
  move?: { readonly from: string; readonly to: string },
): Converted | null {
  void [run, constraint, name, resourcesToo, move];
  throw new Error("not built yet");
}

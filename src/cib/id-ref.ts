/**
 * References by id: an element with `id-ref` stands for the element of the same name that has this id.
 *
 * Which tree is searched differs. Most references look in the whole document; blocks and rules inside a resource only find
 * elements of that resource's own expanded tree (observed), so there is an index for each of these trees.
 */

import { type Report, message, problem } from "../values/problem.ts";
import { type XmlElement, attribute, descendants, idOf } from "../xml/element.ts";

/** The elements of one tree by name and id. The work of building it is done at the first look-up. */
export class IdIndex {
  readonly root: XmlElement;
  private byName: Map<string, Map<string, XmlElement | null>> | null = null;

  constructor(root: XmlElement) {
    this.root = root;
  }

  /** The only element with this name and id; `null` if there is none, or more than one. */
  find(name: string, id: string): XmlElement | null {
    this.byName ??= indexById(this.root);
    return this.byName.get(name)?.get(id) ?? null;
  }
}

function indexById(root: XmlElement): Map<string, Map<string, XmlElement | null>> {
  const byName = new Map<string, Map<string, XmlElement | null>>();
  for (const element of descendants(root)) {
    const id = idOf(element);
    if (id === undefined) continue;
    let byId = byName.get(element.name);
    if (byId === undefined) {
      byId = new Map();
      byName.set(element.name, byId);
    }
    byId.set(id, byId.has(id) ? null : element);
  }
  return byName;
}

/** A reference that leads nowhere, or to several elements. */
const invalidReference = message({
  code: "id-ref-invalid",
  kind: "config-error",
  origin: "pcmk__xe_resolve_idref",
  text: (p: { name: string; id: string }) =>
    `Ignoring invalid ${p.name} configuration: id-ref '${p.id}' does not reference a valid object` +
    ` | xpath=//${p.name}[@id='${p.id}']`,
});

/**
 * The element itself, or the one that its `id-ref` names; `null`, with a report, if that leads nowhere.
 * References are followed one step only.
 */
export function resolveReference(element: XmlElement, index: IdIndex, report: Report): XmlElement | null {
  const id = attribute(element, "id-ref");
  if (id === undefined) return element;
  const target = index.find(element.name, id);
  if (target === null) report(problem(invalidReference, { name: element.name, id }));
  return target;
}

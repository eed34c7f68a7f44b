// The `operations` of a resource.

import { IdIndex, resolveReference } from "../cib/id-ref.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { attribute, firstChild, type XmlElement } from "../xml/element.ts";

/** The `operations` in force in a resource's effective element: its first, or the one anywhere that this refers to. */
export function operationsOf(run: Run, xml: XmlElement): XmlElement | null {
  const own = firstChild(xml, "operations");
  return own === undefined ? null : resolveReference(own, run.ids, run.report);
}

/**
 * Where blocks and rules inside a resource's operations refer to: its own tree or, if its operations are defined
 * elsewhere, the whole document.
 */
export function operationReferences(run: Run, resource: Resource): IdIndex {
  const own = firstChild(resource.xml, "operations");
  const elsewhere = own !== undefined && attribute(own, "id-ref") !== undefined;
  return elsewhere ? run.ids : new IdIndex(resource.xml);
}

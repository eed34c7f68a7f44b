// Unpacks the constraints.
//
// Order   document order; orderings record relations, tickets act at once, locations and colocations are kept for later

import { report } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { childElements, idOf, type XmlElement } from "../xml/element.ts";
import { unpackColocation } from "./colocation.ts";
import { unpackLocation } from "./location.ts";
import { constraintUnsupported, constraintWithoutId } from "./messages.ts";
import { unpackOrder } from "./order.ts";
import { unpackTicket } from "./ticket.ts";

const unpackers = new Map<string, (run: Run, constraint: XmlElement, id: string) => void>([
  ["rsc_order", unpackOrder],
  ["rsc_colocation", unpackColocation],
  ["rsc_location", unpackLocation],
  ["rsc_ticket", unpackTicket],
]);

/** Unpacks the constraints, in document order. */
export function unpackConstraints(run: Run): void {
  if (run.sections.constraints === null) return;
  for (const constraint of childElements(run.sections.constraints)) {
    const id = idOf(constraint);
    const unpack = unpackers.get(constraint.name);
    if (id === undefined) report(run, constraintWithoutId, { element: constraint.name });
    else if (unpack === undefined) report(run, constraintUnsupported, { element: constraint.name });
    else unpack(run, constraint, id);
  }
}

import { report, type Message } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { attribute, type XmlElement } from "../xml/element.ts";
import { convertReference, findReference } from "./references.ts";
import { expandSets } from "./sets.ts";

/**
 * A constraint about `rsc` without templates and tags: in its sets, or where its one resource is named, which then becomes
 * a set too. `null`, reported with `invalid`, if it must be ignored.
 *
 * @param role the attribute that becomes the role of such a set
 */
export function expandConstraint(
  run: Run,
  constraint: XmlElement,
  id: string,
  role: string,
  invalid: Message<{ readonly id: string; readonly reference: string }>,
): XmlElement | null {
  const expanded = expandSets(run, constraint);
  if (expanded !== constraint) return expanded;
  const name = attribute(constraint, "rsc");
  if (name === undefined) return constraint;
  const reference = findReference(run, name);
  if (reference.kind === "unknown") {
    report(run, invalid, { id, reference: name });
    return null;
  }
  if (reference.kind === "resource") return constraint;
  return convertReference(constraint, "rsc", name, reference, { from: role, to: "role" });
}

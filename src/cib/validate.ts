import { attribute } from "../xml/element.ts";
import { LineIndex } from "../xml/position.ts";
import { CibError, type CibDocument } from "./read.ts";
import { validate } from "./schema/validate.ts";
import { findVersion, NO_SCHEMA } from "./schema/versions.ts";
import { describeViolation, type Violation } from "./schema/violation.ts";

/** A violation and its place in the source. */
export interface LocatedViolation extends Violation {
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** From 1; `null` for an element that does not stem from the source. */
  readonly line: number | null;
  /** From 1, in UTF-16 units. */
  readonly column: number | null;
}

/**
 * Everything in which a document breaks a schema, in document order, up to a thousand things; empty if it is valid.
 *
 * @param schema a name like `pacemaker-4.0`; by default the one that the document declares. `none` accepts everything
 * @throws CibError if the schema is unknown, or the document declares none
 */
export function validateCib(document: CibDocument, schema = attribute(document.root, "validate-with")): LocatedViolation[] {
  const { root, entities, source } = document;
  const place = { file: source.file };
  if (schema === undefined) {
    throw new CibError("schema-missing", "The document has no validate-with; name the schema to validate against", place);
  }
  if (schema === NO_SCHEMA) return [];
  const version = findVersion(schema);
  if (version === -1) {
    throw new CibError("schema-unknown", `The schema '${schema}' is unknown; use a known one, such as pacemaker-4.0`, place);
  }
  const violations = validate(root, version, { entities });
  if (violations.length === 0) return [];
  const lines = new LineIndex(source.text);
  return violations.map((violation) => {
    const position = violation.offset < 0 ? null : lines.positionAt(violation.offset);
    const message = describeViolation(violation);
    return { ...violation, message, line: position?.line ?? null, column: position?.column ?? null };
  });
}

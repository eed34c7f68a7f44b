import type { Content } from "./notation.ts";
import type { Datatype } from "./values.ts";

// What is wrong with a document, as data, and as the lines that the reference prints for the usual cases.

export type ViolationCode =
  | "root"
  | "namespace"
  | "element-unexpected"
  | "element-missing"
  | "element-surplus"
  | "element-order"
  | "content"
  | "attribute-unknown"
  | "attribute-missing"
  | "attribute-value"
  | "id-duplicate"
  | "idref-dangling";

/** An element on the way from the root to the place of a violation, and how its content is ordered. */
export interface Step {
  readonly name: string;
  readonly content: Content;
}

/** One way in which a document breaks the grammar of a version. */
export interface Violation {
  readonly code: ViolationCode;
  /** Name of the element in question. */
  readonly element: string;
  /** Its id, if it has one. */
  readonly id: string | undefined;
  /** Name of the attribute in question; for the codes about elements that of the missing or unwanted child. */
  readonly item: string | undefined;
  /** The attribute's value. */
  readonly value: string | undefined;
  /** The datatype that the value is not of; `null` for other violations and for enumerated values. */
  readonly datatype: Datatype | null;
  /** What would be right, for people. */
  readonly expected: string;
  /** Offset of the element in the source; -1 if it does not stem from it. */
  readonly offset: number;
  /** From the root to the element in question, this included. */
  readonly path: readonly Step[];
}

/** A violation in one sentence. */
export function describeViolation(violation: Violation): string {
  const { element, id, item, value, expected } = violation;
  const subject = id === undefined ? `<${element}>` : `<${element} id="${id}">`;
  switch (violation.code) {
    case "root":
      return `The root element is <${element}>, but has to be <cib>`;
    case "namespace":
      return `${subject} is in a namespace, but a CIB has none`;
    case "element-unexpected":
      return `${subject} may not contain <${item}>; expected: ${expected}`;
    case "element-missing":
      return `${subject} needs ${expected}`;
    case "element-surplus":
      return `${subject} may contain only one of: ${expected}; this <${item}> is one too many`;
    case "element-order":
      return `<${item}> may not come before <${expected}> in ${subject}`;
    case "content":
      return `${subject} may not contain text`;
    case "attribute-unknown":
      return `${subject} may not have an attribute '${item}' here; expected: ${expected}`;
    case "attribute-missing":
      return `${subject} needs an attribute '${item}': ${expected}`;
    case "attribute-value":
      return `${item}="${value}" is not valid in ${subject}; expected: ${expected}`;
    case "id-duplicate":
      return `The id '${value}' of ${subject} is already taken`;
    case "idref-dangling":
      return `${item}="${value}" in ${subject} refers to nothing; expected: ${expected}`;
  }
}

/**
 * The lines of the reference's validator for a violation, from the innermost cause outwards. They follow the usual
 * forms; for rare cases the reference words things otherwise.
 */
export function violationLines(violation: Violation): string[] {
  const { element, item, value, path } = violation;
  switch (violation.code) {
    case "root":
      return [`Expecting element cib, got ${element}`];
    case "idref-dangling":
      return [`IDREF attribute ${item} references an unknown ID "${value}"`];
    case "namespace":
      return path.length === 1
        ? [`Expecting no namespace for element ${element}`]
        : [`Did not expect element ${element} there`, ...outwards(path)];
    case "element-unexpected":
      return path.at(-1)!.content === "interleave"
        ? [`Element ${element} has extra content: ${item}`, ...outwards(path)]
        : path.length === 1
          ? [`Did not expect element ${item} there`]
          : [`Did not expect element ${item} there`, `Element ${element} has extra content: ${item}`];
    case "element-missing":
      // What is missing in the root comes before the status, which is always there.
      if (path.length === 1) return ["Did not expect element status there"];
      return [
        `Expecting an element ${item}, got nothing`,
        ...(path.at(-1)!.content === "interleave" ? ["Invalid sequence in interleave"] : []),
        `Element ${element} failed to validate content`,
        ...outwards(path),
      ];
    case "element-surplus":
      return [`Extra element ${item} in interleave`, `Element ${element} failed to validate content`, ...outwards(path)];
    case "element-order":
      return path.length === 1
        ? [`Did not expect element ${item} there`]
        : [`Expecting element ${violation.expected}, got ${item}`, `Element ${element} failed to validate content`, ...outwards(path)];
    case "content":
      return ["Did not expect element  there", `Element ${element} has extra content: `];
    case "attribute-unknown":
      return [`Invalid attribute ${item} for element ${element}`, ...outwards(path)];
    case "attribute-missing":
      return [`Element ${element} failed to validate attributes`, ...outwards(path)];
    case "attribute-value":
      return [...valueLines(violation), ...outwards(path)];
    case "id-duplicate":
      return [`ID ${value} redefined`, `Element ${element} failed to validate attributes`, ...outwards(path)];
  }
}

function valueLines({ element, item, value, datatype }: Violation): string[] {
  if (datatype === null) return [`Invalid attribute ${item} for element ${element}`];
  return [`Type ${datatype} doesn't allow value '${value}'`, `Element ${element} failed to validate attributes`];
}

/** What the elements around a wrong one say: those with free order each, up to the first that is a list. */
function outwards(path: readonly Step[]): string[] {
  const lines: string[] = [];
  for (let i = path.length - 2; i >= 0; i--) {
    const outer = path[i]!;
    const inner = path[i + 1]!.name;
    if (outer.content === "list") {
      lines.push(`Element ${outer.name} has extra content: ${inner}`);
      break;
    }
    if (outer.content === "interleave") lines.push(`Extra element ${inner} in interleave`);
    if (i === 0) break;
    lines.push(`Element ${outer.name} failed to validate content`);
  }
  return lines;
}

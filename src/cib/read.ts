import { type ErrorCode, type ErrorPlace, PengineError } from "../errors.ts";
import { createElement, descendants, type XmlElement } from "../xml/element.ts";
import { decodeXml } from "../xml/decode.ts";
import { type EntityReference, parseXml } from "../xml/parse.ts";
import { positionAt } from "../xml/position.ts";
import { freeze } from "./freeze.ts";
import { type Limits, limitsFrom } from "./limits.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { describeViolation, type Violation } from "./schema/violation.ts";
import { upgrade, type UpgradeMessage } from "./upgrade/index.ts";
import { rewrite } from "./upgrade/rewrite.ts";

// From bytes or text to a CIB that can be scheduled: parsed, completed by a status section, brought to the latest schema.

/** How to read a CIB. */
export interface ReadOptions {
  /** Name of the source, for error messages. */
  readonly file?: string | undefined;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits> | undefined;
}

/** Where a document comes from; the offsets of its elements refer to `text`. */
export interface Source {
  readonly file: string | undefined;
  readonly text: string;
}

/** A well-formed document, whatever it says. */
export interface CibDocument {
  /** The root element, with an empty `status` added if the document had none. */
  readonly root: XmlElement;
  readonly source: Source;
  /** The document had no status section of its own. */
  readonly statusAdded: boolean;
  /** References to entities in content. */
  readonly entities: readonly EntityReference[];
  /** Whether it uses namespaces; its names are still as written. */
  readonly hasNamespaces: boolean;
}

/** A CIB that can be scheduled: frozen, and of the latest schema unless it asks for none. */
export interface Cib {
  /** The `cib` element. */
  readonly root: XmlElement;
  /** The whole document that holds it; nearly always `root` itself. */
  readonly document: XmlElement;
  /** @internal What is in it, for all runs over it. */
  readonly outline: Outline;
  readonly source: Source;
  /** `validate-with` as read, and after upgrading. */
  readonly schema: { readonly declared: string; readonly effective: string };
  /** What was said while reading and upgrading, in order. */
  readonly messages: readonly UpgradeMessage[];
}

/** A document that is XML but no usable CIB. */
export class CibError extends PengineError {
  override readonly name: string = "CibError";
  /** What was said until then, in order. */
  readonly messages: readonly UpgradeMessage[];
  /** Everything that the last schema tried does not accept, in document order. */
  readonly violations: readonly Violation[];

  constructor(
    code: ErrorCode,
    message: string,
    place: ErrorPlace,
    messages: readonly UpgradeMessage[] = [],
    violations: readonly Violation[] = [],
  ) {
    super(code, message, place);
    this.messages = messages;
    this.violations = violations;
  }
}

/**
 * Reads a CIB: text, or bytes in any usual encoding, of any schema version.
 *
 * @throws PengineError if the input is not well-formed XML, or passes a limit
 * @throws CibError if the document is not a CIB, or its schema is unknown, or it is not valid
 */
export function readCib(input: string | Uint8Array, options: ReadOptions = {}): Cib {
  return upgradeCib(parseCib(input, options), options);
}

/**
 * Reads a document without asking whether it is a CIB.
 *
 * @throws PengineError if the input is not well-formed XML, or passes a limit
 */
export function parseCib(input: string | Uint8Array, options: ReadOptions = {}): CibDocument {
  const { file } = options;
  const limits = limitsFrom(options.limits);
  try {
    if (input.length > limits.bytes) {
      throw new PengineError("limit-bytes", `The input is larger than ${limits.bytes} bytes`);
    }
    const text = typeof input === "string" ? input.replace(/^\uFEFF/, "") : decodeXml(input);
    const { root, references, hasNamespaces } = parseXml(text, limits);
    const complete = withStatus(root);
    return Object.freeze({
      root: complete,
      source: Object.freeze({ file, text }),
      statusAdded: complete !== root,
      entities: references,
      hasNamespaces,
    });
  } catch (error) {
    if (!(error instanceof PengineError) || file === undefined) throw error;
    throw new PengineError(error.code, error.message, { file, line: error.line, column: error.column });
  }
}

/**
 * Brings a document to the latest schema, and takes the CIB from it.
 *
 * @throws CibError if its schema is unknown, it is not valid, or it holds no `cib` element, or several
 */
export function upgradeCib(document: CibDocument, options: ReadOptions = {}): Cib {
  const whole = upgradeRoot(document, options);
  const root = onlyCib(whole.document, whole.source, whole.messages);
  return root === whole.root ? whole : Object.freeze({ ...whole, root, outline: outlineOf(root) });
}

/**
 * @internal The same for a document whose root is taken for the CIB whatever else is in it.
 *
 * @throws CibError if its schema is unknown, or it is not valid
 */
export function upgradeRoot(document: CibDocument, options: ReadOptions = {}): Cib {
  const { source } = document;
  const limits = limitsFrom(options.limits);
  const result = upgrade(document.root, limits, document.entities);
  const { messages, violations, declared, effective } = result;
  if (result.outcome !== "ok" || declared === undefined || effective === undefined) {
    const [violation] = violations;
    const place = violation === undefined ? { file: source.file } : placeOf(source, violation.offset);
    const message = explain(result.outcome, declared, violation, violations.length);
    throw new CibError(result.outcome === "ok" ? "schema-missing" : result.outcome, message, place, messages, violations);
  }
  const upgraded = freeze(document.hasNamespaces ? withoutNamespaces(result.document) : result.document);
  return Object.freeze({
    root: upgraded,
    document: upgraded,
    outline: outlineOf(upgraded),
    source,
    schema: Object.freeze({ declared, effective }),
    messages: Object.freeze(messages),
  });
}

function explain(
  outcome: string,
  declared: string | undefined,
  violation: Violation | undefined,
  count: number,
): string {
  switch (outcome) {
    case "schema-unknown":
      return `The schema '${declared}' is unknown; set validate-with to a known one, such as pacemaker-4.0`;
    case "schema-invalid":
    case "upgrade-failed": {
      const start = outcome === "schema-invalid" ? "The CIB is not valid" : "The CIB cannot be upgraded";
      if (violation === undefined) return start;
      const more = count > 1 ? ` (and ${count - 1} more)` : "";
      return `${start}: ${describeViolation(violation)}${more}`;
    }
    default:
      return "The document has no validate-with; set it to a known schema, such as pacemaker-4.0";
  }
}

/** The document with local names only, as the reference writes it and reads it again. */
function withoutNamespaces(document: XmlElement): XmlElement {
  return rewrite(document, {
    leave: (element, children) => {
      const attributes: string[] = [];
      for (let i = 0; i < element.attributes.length; i += 2) {
        const name = element.attributes[i]!;
        if (name !== "xmlns" && !name.startsWith("xmlns:")) attributes.push(localName(name), element.attributes[i + 1]!);
      }
      return { ...element, name: localName(element.name), attributes, children };
    },
  });
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** Where in a source an offset is; only the file for what does not stem from it. */
export function placeOf(source: Source, offset: number): ErrorPlace {
  return offset < 0 ? { file: source.file } : { file: source.file, ...positionAt(source.text, offset) };
}

/** The document with an empty `status` appended, unless it has exactly one as child of a `cib`. */
function withStatus(document: XmlElement): XmlElement {
  let count = 0;
  for (const element of descendants(document)) {
    if (element.name !== "cib") continue;
    for (const child of element.children) if (child.kind === "element" && child.name === "status") count++;
  }
  if (count === 1) return document;
  return freeze({ ...document, children: [...document.children, createElement("status")] });
}

/** The document's one element called `cib`, wherever it stands. */
function onlyCib(document: XmlElement, source: Source, messages: readonly UpgradeMessage[]): XmlElement {
  let found: XmlElement | null = null;
  for (const element of descendants(document)) {
    if (element.name !== "cib") continue;
    if (found !== null) {
      const place = placeOf(source, element.offset);
      throw new CibError("cib-not-found", "The document has more than one cib element", place, messages);
    }
    found = element;
  }
  if (found === null) {
    throw new CibError("cib-not-found", "The document has no cib element", placeOf(source, document.offset), messages);
  }
  return found;
}

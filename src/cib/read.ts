import { PengineError } from "../errors.ts";
import { attribute, createElement, descendants, type XmlElement } from "../xml/element.ts";
import { decodeXml } from "../xml/decode.ts";
import { parseXml } from "../xml/parse.ts";
import { type Limits, limitsFrom } from "./limits.ts";

/** How to read a CIB. */
export interface ReadOptions {
  /** Name of the source, for error messages. */
  readonly file?: string | undefined;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits> | undefined;
}

/** A CIB that can be scheduled: frozen, and of the latest schema unless it asks for none. */
export interface Cib {
  /** The `cib` element. */
  readonly root: XmlElement;
  /** The whole document that holds it; usually `root` itself. */
  readonly document: XmlElement;
  /** The source, to which the elements' offsets refer. */
  readonly source: { readonly file: string | undefined; readonly text: string };
  /** `validate-with` as read, and after upgrading. */
  readonly schema: { readonly declared: string; readonly effective: string };
  /** What the reference prints on standard error while reading, a line each. */
  readonly messages: readonly string[];
}

/**
 * Reads a CIB: text or bytes in any usual encoding, of any schema version.
 *
 * @throws PengineError if there is no such CIB: not XML, no known schema, not valid, past a limit
 */
export function readCib(input: string | Uint8Array, options: ReadOptions = {}): Cib {
  const limits = limitsFrom(options.limits);
  if (input.length > limits.bytes) {
    throw new PengineError("limit-bytes", `The input is larger than ${limits.bytes} bytes`, { file: options.file });
  }
  const text = typeof input === "string" ? input.replace(/^\uFEFF/, "") : decodeXml(input);
  const document = withStatus(parseXml(text, limits).root);
  const declared = attribute(document, "validate-with");
  if (declared === undefined) throw new PengineError("schema-missing", "The CIB has no validate-with");
  const root = onlyCib(document);
  return Object.freeze({
    root,
    document,
    source: Object.freeze({ file: options.file, text }),
    schema: Object.freeze({ declared, effective: declared }),
    messages: Object.freeze([]),
  });
}

/** The document with an empty `status` appended, unless it has exactly one as child of a `cib`. */
function withStatus(document: XmlElement): XmlElement {
  let count = 0;
  for (const element of descendants(document)) {
    if (element.name !== "cib") continue;
    for (const child of element.children) if (child.kind === "element" && child.name === "status") count++;
  }
  if (count === 1) return document;
  const status = Object.freeze(createElement("status", Object.freeze([]), Object.freeze([])));
  return Object.freeze({ ...document, children: Object.freeze([...document.children, status]) });
}

/** The document's one element called `cib`, wherever it stands. */
function onlyCib(document: XmlElement): XmlElement {
  let found: XmlElement | null = null;
  for (const element of descendants(document)) {
    if (element.name !== "cib") continue;
    if (found !== null) throw new PengineError("cib-not-found", "The document has more than one cib element");
    found = element;
  }
  if (found === null) throw new PengineError("cib-not-found", "The document has no cib element");
  return found;
}

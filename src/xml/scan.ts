import { PengineError } from "../errors.ts";
import { endOfName, findForbidden, isSpace, skipSpace } from "./characters.ts";
import { parseDoctype } from "./doctype.ts";
import {
  attributeValue,
  ENTITY_EXPANSION,
  type Entities,
  type ExpansionBudget,
  parseReference,
  InvalidReference,
} from "./entities.ts";
import { NamespaceScope } from "./namespaces.ts";
import { positionAt } from "./position.ts";

// Decides whether a text is a well-formed document within the limits, in one pass, and reads the attributes on the way.
//
// The parser library that makes the tree is lenient (mismatched tags, '<' and bare '&' in attributes, '--' in comments,
// control characters) and reads entities its own way, so it only ever sees what has passed here. What it need not see
// at all, attributes, text, processing instructions and the document type, is reported as cuts.

/** Limits of a document, see `Limits`. */
export interface ScanLimits {
  readonly depth: number;
  readonly elements: number;
  readonly attributeLength: number;
  readonly names: number;
}

/** A reference to an entity in element content. */
export interface ScannedReference {
  readonly name: string;
  /** Index of the element that contains it, in document order from 0. */
  readonly parent: number;
  readonly offset: number;
}

/** What the pass found out. */
export interface Scan {
  /** Offset of each element's start tag, in document order. */
  readonly offsets: readonly number[];
  /** Attributes of each element, in document order: names and values in turn. */
  readonly attributes: readonly (readonly string[])[];
  /** Begin and end of each stretch that says nothing about elements, comments and CDATA sections; alternating. */
  readonly cuts: readonly number[];
  readonly references: readonly ScannedReference[];
  /** Whether any name has a prefix, or any namespace is declared. */
  readonly hasNamespaces: boolean;
}

/**
 * Scans a document.
 *
 * @throws PengineError with line and column
 */
export function scanXml(text: string, limits: ScanLimits): Scan {
  return new Scanner(text, limits).run();
}

const declaration =
  /<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/y;

const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const EQUALS = 0x3d;
const CLOSE = 0x3e;
const AMPERSAND = 0x26;
const DOUBLE = 0x22;
const SINGLE = 0x27;

/** The reference's XML library takes no longer names. */
const NAME_LENGTH = 50_000;

/** More attributes than this are compared through a set. */
const FEW_ATTRIBUTES = 24;

type LimitCode = "limit-depth" | "limit-elements" | "limit-attribute-length" | "limit-names";

class Scanner {
  private readonly text: string;
  private readonly limits: ScanLimits;
  private readonly offsets: number[] = [];
  private readonly attributes: (readonly string[])[] = [];
  private readonly cuts: number[] = [];
  private readonly references: ScannedReference[] = [];
  private entities: Entities = new Map();
  private readonly budget: ExpansionBudget = { left: ENTITY_EXPANSION };
  private at = 0;
  /** Elements, comments and CDATA sections so far. */
  private nodes = 0;
  /** Names of the open elements, outermost first. */
  private readonly open: string[] = [];
  /** Their indexes in `offsets`. */
  private readonly openIndexes: number[] = [];
  /** All names of elements and attributes so far: one string object for each, which makes comparing quick. */
  private readonly names = new Map<string, string>();
  /** Whether any of them has a colon. */
  private hasColons = false;
  /** The attributes of the element that is being read; longer than they are. */
  private readonly scratch: string[] = [];
  /** Namespaces in force; `null` as long as there is no sign of any. */
  private namespaces: NamespaceScope | null = null;

  constructor(text: string, limits: ScanLimits) {
    this.text = text;
    this.limits = limits;
  }

  run(): Scan {
    const forbidden = findForbidden(this.text);
    if (forbidden !== -1) {
      const code = this.text.codePointAt(forbidden)!.toString(16).toUpperCase().padStart(4, "0");
      this.fail(forbidden, `the character U+${code} is not allowed in XML`);
    }
    this.prolog();
    this.startTag();
    while (this.open.length > 0) {
      this.characters();
      const code = this.text.charCodeAt(this.at + 1);
      if (code === SLASH) this.endTag();
      else if (code === BANG) this.commentOrCdata();
      else if (code === QUESTION) this.instruction();
      else this.startTag();
    }
    this.miscellaneous();
    if (this.at < this.text.length) this.fail(this.at, "there is something after the end of the document");
    const { offsets, attributes, cuts, references } = this;
    return { offsets, attributes, cuts, references, hasNamespaces: this.namespaces !== null };
  }

  private fail(offset: number, message: string): never {
    throw new PengineError("xml-malformed", `Not well-formed XML: ${message}`, positionAt(this.text, offset));
  }

  private limit(code: LimitCode, message: string): never {
    throw new PengineError(code, message, positionAt(this.text, this.at));
  }

  private prolog(): void {
    const { text } = this;
    if (text.trim() === "") this.fail(0, "the input is empty");
    if (text.startsWith("<?xml") && isSpace(text.charCodeAt(5))) {
      declaration.lastIndex = 0;
      const match = declaration.exec(text);
      if (match === null) this.fail(0, "the XML declaration is malformed");
      const version = match[1] ?? match[2];
      if (version !== "1.0") this.fail(0, `only XML version 1.0 is supported, not '${version}'`);
      this.at = declaration.lastIndex;
      this.cuts.push(0, this.at);
    }
    this.miscellaneous();
    if (text.startsWith("<!DOCTYPE", this.at)) {
      const doctype = parseDoctype(text, this.at, (offset, message) => this.fail(offset, message));
      this.cuts.push(this.at, doctype.end);
      this.entities = doctype.entities;
      this.at = doctype.end;
      this.miscellaneous();
    }
    if (text[this.at] !== "<") this.fail(this.at, "the document does not begin with an element");
  }

  /** Comments, processing instructions and white space outside the root element. */
  private miscellaneous(): void {
    for (;;) {
      this.at = skipSpace(this.text, this.at);
      if (this.text.startsWith("<!--", this.at)) {
        const start = this.at;
        this.commentOrCdata();
        this.cuts.push(start, this.at);
      } else if (this.text.startsWith("<?", this.at)) {
        this.instruction();
      } else {
        return;
      }
    }
  }

  /** Text up to the next tag. It means nothing in a CIB, but has to be well-formed. */
  private characters(): void {
    const { text } = this;
    const end = text.indexOf("<", this.at);
    if (end === -1) this.fail(this.offsets[this.openIndexes.at(-1)!]!, `the element '${this.open.at(-1)}' is not closed`);
    let at = this.at;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code === AMPERSAND) {
        at = this.reference(at);
      } else if (code === 0x5d && text.startsWith("]]>", at)) {
        this.fail(at, "']]>' is not allowed in text");
      } else {
        at++;
      }
    }
    if (end > this.at) {
      this.checkLength(end - this.at);
      this.cuts.push(this.at, end);
    }
    this.at = end;
  }

  private reference(at: number): number {
    try {
      const reference = parseReference(this.text, at);
      if (reference.kind === "entity") {
        const value = this.entities.get(reference.name);
        if (value === undefined) this.fail(at, `the entity '${reference.name}' is not defined`);
        // Though not replaced, its text must be sound.
        if (value !== null) attributeValue(value.replaceAll("<", "("), this.entities, this.budget);
        this.references.push({ name: reference.name, parent: this.openIndexes.at(-1)!, offset: at });
      }
      return reference.end;
    } catch (error) {
      throw this.translated(error, at);
    }
  }

  private commentOrCdata(): void {
    const { text, at } = this;
    this.countNode();
    if (text.startsWith("<!--", at)) {
      const end = text.indexOf("--", at + 4);
      if (end === -1) this.fail(at, "the comment is not closed");
      if (text.charCodeAt(end + 2) !== CLOSE) this.fail(end, "'--' is not allowed in a comment");
      this.checkLength(end - at - 4);
      this.at = end + 3;
    } else if (text.startsWith("<![CDATA[", at)) {
      const end = text.indexOf("]]>", at + 9);
      if (end === -1) this.fail(at, "the CDATA section is not closed");
      this.checkLength(end - at - 9);
      this.at = end + 3;
    } else {
      this.fail(at, "'<!' begins neither a comment nor a CDATA section");
    }
  }

  private instruction(): void {
    const { text, at } = this;
    const nameEnd = endOfName(text, at + 2);
    const name = text.slice(at + 2, nameEnd);
    if (name === "") this.fail(at, "a processing instruction needs a name");
    if (name === "xml") this.fail(at, "an XML declaration is only allowed at the very beginning");
    if (/^xml/i.test(name) && name !== "xml-stylesheet" && name !== "xml-model") {
      this.fail(at, "names of processing instructions that begin with 'xml' are reserved");
    }
    if (name.includes(":")) this.fail(at, "the name of a processing instruction may not contain a colon");
    const end = text.indexOf("?>", nameEnd);
    if (end === -1) this.fail(at, "the processing instruction is not closed");
    if (end !== nameEnd && !isSpace(text.charCodeAt(nameEnd))) {
      this.fail(nameEnd, "white space is expected after the name of a processing instruction");
    }
    this.checkLength(end - nameEnd);
    this.at = end + 2;
    this.cuts.push(at, this.at);
  }

  private endTag(): void {
    const { text, at } = this;
    const name = this.open.pop()!;
    this.openIndexes.pop();
    const nameEnd = at + 2 + name.length;
    let end = nameEnd;
    let code = text.charCodeAt(end);
    if (isSpace(code)) {
      end = skipSpace(text, end);
      code = text.charCodeAt(end);
    }
    if (code !== CLOSE || !text.startsWith(name, at + 2)) {
      const found = text.slice(at + 2, endOfName(text, at + 2));
      this.fail(at, found === name ? `the end tag '${name}' is malformed` : `'</${found}>' stands where '</${name}>' is expected`);
    }
    this.at = end + 1;
    this.namespaces?.leave(this.open.length);
  }

  private startTag(): void {
    const { text } = this;
    const start = this.at;
    const elementNameEnd = endOfName(text, start + 1);
    let at = elementNameEnd;
    if (at === start + 1) this.fail(start, "'<' does not begin a tag; write it as '&lt;'");
    const name = this.named(start + 1, at);
    if (this.open.length >= this.limits.depth) {
      this.limit("limit-depth", `Elements are nested more than ${this.limits.depth} levels deep`);
    }
    this.countNode();
    this.offsets.push(start);

    // Every '<' after this one begins other markup, so a value that reaches it is in error.
    const next = text.indexOf("<", at);
    const { scratch } = this;
    let count = 0;
    let hasNamespace = this.hasColons && name.includes(":");
    let isEmpty = false;
    for (;;) {
      let code = text.charCodeAt(at);
      const hasSpace = isSpace(code);
      if (hasSpace) {
        at = skipSpace(text, at);
        code = text.charCodeAt(at);
      }
      if (code === CLOSE) break;
      if (code === SLASH && text.charCodeAt(at + 1) === CLOSE) {
        isEmpty = true;
        break;
      }
      const nameEnd = endOfName(text, at);
      if (nameEnd === at) {
        this.fail(at, at >= text.length || code === 0x3c ? `the tag '${name}' is not closed` : "an attribute is expected");
      }
      if (!hasSpace) this.fail(at, "white space is expected before an attribute");
      const attributeName = this.named(at, nameEnd);
      if (attributeName === "xmlns" || (this.hasColons && attributeName.includes(":"))) hasNamespace = true;
      at = skipSpace(text, nameEnd);
      if (text.charCodeAt(at) !== EQUALS) this.fail(at, `the attribute '${attributeName}' has no value`);
      at = skipSpace(text, at + 1);
      const quote = text.charCodeAt(at);
      if (quote !== DOUBLE && quote !== SINGLE) this.fail(at, `the value of '${attributeName}' is not quoted`);
      const end = text.indexOf(quote === DOUBLE ? '"' : "'", at + 1);
      if (end === -1) this.fail(at, `the value of '${attributeName}' is not closed`);
      if (next !== -1 && end > next) this.fail(next, "'<' is not allowed in an attribute; write it as '&lt;'");
      this.checkLength(end - at - 1);
      scratch[count++] = attributeName;
      scratch[count++] = this.value(at + 1, end);
      at = end + 1;
    }
    if (elementNameEnd < at) this.cuts.push(elementNameEnd, at);
    this.at = isEmpty ? at + 2 : at + 1;
    // as long as it has to be, which it would not be if it grew
    const attributes = count === 0 ? noAttributes : Object.freeze(scratch.slice(0, count));
    if (count > 2) this.checkUnique(attributes, start);
    if (hasNamespace) this.checkNamespaces(name, attributes, start);
    this.attributes.push(attributes);
    if (isEmpty) {
      this.namespaces?.leave(this.open.length);
    } else {
      this.open.push(name);
      this.openIndexes.push(this.offsets.length - 1);
    }
  }

  /** The name between two offsets. */
  private named(from: number, to: number): string {
    const name = this.text.slice(from, to);
    const known = this.names.get(name);
    if (known !== undefined) return known;
    if (name.length > NAME_LENGTH) this.limit("limit-names", `A name is longer than ${NAME_LENGTH} characters`);
    this.names.set(name, name);
    if (this.names.size > this.limits.names) {
      this.limit("limit-names", `The document has more than ${this.limits.names} different names`);
    }
    this.hasColons ||= name.includes(":");
    return name;
  }

  /** The value of an attribute, with references replaced and white space as XML wants it. */
  private value(from: number, to: number): string {
    const raw = this.text.slice(from, to);
    try {
      const value = attributeValue(raw, this.entities, this.budget);
      if (value !== raw) this.checkLength(value.length);
      return value;
    } catch (error) {
      throw this.translated(error, from);
    }
  }

  private translated(error: unknown, from: number): unknown {
    if (!(error instanceof InvalidReference)) return error;
    const place = positionAt(this.text, from + error.index);
    return error.isLimit
      ? new PengineError("limit-entity-expansion", `Not well-formed XML: ${error.message}`, place)
      : new PengineError("xml-entity", `Not well-formed XML: ${error.message}`, place);
  }

  private countNode(): void {
    if (++this.nodes > this.limits.elements) {
      this.limit("limit-elements", `The document has more than ${this.limits.elements} elements`);
    }
  }

  /** Attribute values, comments and whatever else is a piece of text. */
  private checkLength(length: number): void {
    const { attributeLength } = this.limits;
    if (length > attributeLength) this.limit("limit-attribute-length", `A text is longer than ${attributeLength} characters`);
  }

  private checkUnique(attributes: readonly string[], offset: number): void {
    if (attributes.length <= 2 * FEW_ATTRIBUTES) {
      let isUnique = true;
      for (let i = 2; i < attributes.length; i += 2) {
        for (let j = 0; j < i; j += 2) if (attributes[i] === attributes[j]) isUnique = false;
      }
      if (isUnique) return;
    }
    const seen = new Set<string>();
    for (let i = 0; i < attributes.length; i += 2) {
      const name = attributes[i]!;
      if (seen.has(name)) this.fail(offset, `the attribute '${name}' is given twice`);
      seen.add(name);
    }
  }

  private checkNamespaces(name: string, attributes: readonly string[], offset: number): void {
    this.namespaces ??= new NamespaceScope();
    const pairs: { name: string; value: string }[] = [];
    for (let i = 0; i < attributes.length; i += 2) pairs.push({ name: attributes[i]!, value: attributes[i + 1]! });
    this.namespaces.enter(name, pairs, this.open.length, (message) => this.fail(offset, message));
  }
}

const noAttributes: readonly string[] = Object.freeze([]);

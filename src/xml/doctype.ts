import { endOfName, isSpace, skipSpace } from "./characters.ts";
import { InvalidReference, parseReference, predefined } from "./entities.ts";

// The document type declaration: only its general entities matter. External subsets and entities are never loaded,
// attribute defaults are not applied, and a document that uses parameter entities is refused.

/** Reports malformed input; does not return. */
export type Fail = (offset: number, message: string) => never;

/** What a document type declaration says. */
export interface Doctype {
  /** Offset after the closing bracket. */
  readonly end: number;
  /** General entities: the first declaration of a name counts. `null` for external ones. */
  readonly entities: ReadonlyMap<string, string | null>;
}

/** Parses the declaration that begins at `from`, at `<!DOCTYPE`. */
export function parseDoctype(text: string, from: number, fail: Fail): Doctype {
  const entities = new Map<string, string | null>();
  let at = requireSpace(text, from + "<!DOCTYPE".length, fail);
  at = requireName(text, at, fail);
  at = skipSpace(text, at);
  if (text[at] !== "[" && text[at] !== ">") at = skipSpace(text, externalId(text, at, fail));
  if (text[at] === "[") at = skipSpace(text, internalSubset(text, at + 1, entities, fail));
  if (text[at] !== ">") fail(at, "the DOCTYPE is not closed");
  return { end: at + 1, entities };
}

function internalSubset(text: string, from: number, entities: Map<string, string | null>, fail: Fail): number {
  let at = from;
  for (;;) {
    at = skipSpace(text, at);
    if (text[at] === "]") return at + 1;
    if (text.startsWith("<!ENTITY", at)) {
      at = entityDeclaration(text, at, entities, fail);
    } else if (text.startsWith("<!--", at)) {
      at = closing(text, at + 4, "-->", fail);
    } else if (text.startsWith("<?", at)) {
      at = closing(text, at + 2, "?>", fail);
    } else if (text[at] === "%") {
      fail(at, "parameter entities are not supported");
    } else if (/^<!(?:ELEMENT|ATTLIST|NOTATION)$/.test(text.slice(at, endOfName(text, at + 2)))) {
      at = skipDeclaration(text, at, fail);
    } else {
      fail(at, "this is not a declaration");
    }
  }
}

function entityDeclaration(text: string, from: number, entities: Map<string, string | null>, fail: Fail): number {
  let at = requireSpace(text, from + "<!ENTITY".length, fail);
  const isParameter = text[at] === "%";
  if (isParameter) at = requireSpace(text, at + 1, fail);
  const start = at;
  at = requireName(text, at, fail);
  const name = text.slice(start, at);
  at = requireSpace(text, at, fail);
  let value: string | null = null;
  if (isQuote(text[at])) {
    const end = quoted(text, at, fail);
    value = entityValue(text, at + 1, end - 1, fail);
    at = end;
  } else {
    at = externalId(text, at, fail);
    const notation = skipSpace(text, at);
    if (notation > at && text.startsWith("NDATA", notation)) {
      at = requireName(text, requireSpace(text, notation + "NDATA".length, fail), fail);
    }
  }
  at = skipSpace(text, at);
  if (text[at] !== ">") fail(at, "the entity declaration is not closed");
  if (isParameter) return at + 1;
  const own = predefined.get(name);
  if (own === undefined) {
    if (!entities.has(name)) entities.set(name, value);
  } else if (value !== own && value !== `&#${own!.charCodeAt(0)};`) {
    fail(start, `the entity '${name}' cannot be declared anew`);
  }
  return at + 1;
}

/** The replacement text: character references are replaced at once, other references when the entity is used. */
function entityValue(text: string, from: number, to: number, fail: Fail): string {
  const raw = text.slice(from, to).replace(/\r\n?/g, "\n");
  if (raw.includes("%")) fail(from, "parameter entities are not supported");
  let out = "";
  let start = 0;
  for (let at = raw.indexOf("&"); at !== -1; at = raw.indexOf("&", start)) {
    out += raw.slice(start, at);
    try {
      const reference = parseReference(raw, at);
      out += raw[at + 1] === "#" && reference.kind === "character" ? reference.text : raw.slice(at, reference.end);
      start = reference.end;
    } catch (error) {
      if (error instanceof InvalidReference) fail(from + at, error.message);
      throw error;
    }
  }
  return out + raw.slice(start);
}

/** Skips a declaration without meaning for a CIB; quoted text in it may contain the closing bracket. */
function skipDeclaration(text: string, from: number, fail: Fail): number {
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === ">") return at + 1;
    if (character === "<" && at > from) break;
    at = isQuote(character) ? quoted(text, at, fail) : at + 1;
  }
  return fail(from, "the declaration is not closed");
}

function externalId(text: string, from: number, fail: Fail): number {
  const isPublic = text.startsWith("PUBLIC", from);
  if (!isPublic && !text.startsWith("SYSTEM", from)) fail(from, "SYSTEM, PUBLIC or a quoted text is expected");
  let at = quoted(text, requireSpace(text, from + 6, fail), fail);
  if (isPublic) at = quoted(text, requireSpace(text, at, fail), fail);
  return at;
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}

/** The offset after the quoted text that begins at `from`. */
function quoted(text: string, from: number, fail: Fail): number {
  const quote = text[from];
  if (quote === undefined || !isQuote(quote)) fail(from, "a quoted text is expected");
  return closing(text, from + 1, quote as string, fail);
}

function closing(text: string, from: number, end: string, fail: Fail): number {
  const at = text.indexOf(end, from);
  if (at === -1) fail(from, `'${end}' is missing`);
  return at + end.length;
}

function requireSpace(text: string, from: number, fail: Fail): number {
  if (!isSpace(text.charCodeAt(from))) fail(from, "white space is expected");
  return skipSpace(text, from);
}

function requireName(text: string, from: number, fail: Fail): number {
  const end = endOfName(text, from);
  if (end === from) fail(from, "a name is expected");
  return end;
}

import { endOfName, isAllowed } from "./characters.ts";

// References in attribute values: character references, the five predefined entities, and internal entities of the
// document's own DOCTYPE. External entities are never loaded.
//
// Expansion is bounded in depth and in total size, so that neither a loop nor nested doubling ("billion laughs") costs
// more than reading the document does.

/** An entity that a DOCTYPE declares; `null` as text means that it is external. */
export type Entities = ReadonlyMap<string, string | null>;

/** What is left of the room for expanded text in one document. */
export interface ExpansionBudget {
  left: number;
}

/** Room for text that comes from entities, in UTF-16 units and in all of a document. No CIB uses any. */
export const ENTITY_EXPANSION = 1_000_000;

/** Entities inside entities. The reference's XML library stops at about the same depth. */
const ENTITY_DEPTH = 40;

/** Entities that need no declaration. */
export const predefined: Entities = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** Why a reference is not acceptable, and where in the text given. */
export class InvalidReference extends Error {
  readonly index: number;
  readonly isLimit: boolean;

  constructor(message: string, index: number, isLimit = false) {
    super(message);
    this.index = index;
    this.isLimit = isLimit;
  }
}

/** A reference that begins at an ampersand: a character, or the name of an entity. */
export type Reference =
  | { readonly kind: "character"; readonly text: string; readonly end: number }
  | { readonly kind: "entity"; readonly name: string; readonly end: number };

/**
 * Parses the reference at `text[at]`, an ampersand.
 *
 * @throws InvalidReference if it is none
 */
export function parseReference(text: string, at: number): Reference {
  if (text.charCodeAt(at + 1) !== 0x23) {
    const end = endOfName(text, at + 1);
    if (end === at + 1 || text[end] !== ";") {
      throw new InvalidReference("'&' does not begin a reference; write it as '&amp;'", at);
    }
    const name = text.slice(at + 1, end);
    const known = predefined.get(name);
    if (typeof known === "string") return { kind: "character", text: known, end: end + 1 };
    return { kind: "entity", name, end: end + 1 };
  }
  const isHex = text[at + 2] === "x";
  const from = at + (isHex ? 3 : 2);
  const digits = isHex ? /[0-9A-Fa-f]+/y : /[0-9]+/y;
  digits.lastIndex = from;
  const match = digits.exec(text);
  if (match === null || text[digits.lastIndex] !== ";") {
    throw new InvalidReference("'&#' does not begin a character reference", at);
  }
  const codePoint = Number.parseInt(match[0], isHex ? 16 : 10);
  if (!isAllowed(codePoint)) {
    throw new InvalidReference("the character reference names a character that XML does not allow", at);
  }
  return { kind: "character", text: String.fromCodePoint(codePoint), end: digits.lastIndex + 1 };
}

/** What an attribute value in the source stands for: white space normalized, references replaced. */
export function attributeValue(raw: string, entities: Entities, budget: ExpansionBudget): string {
  return /[&\t\n\r]/.test(raw) ? expand(raw, entities, budget, 0) : raw;
}

function expand(raw: string, entities: Entities, budget: ExpansionBudget, depth: number): string {
  let out = "";
  let from = 0;
  for (let at = raw.indexOf("&"); at !== -1; at = raw.indexOf("&", from)) {
    out += blanks(raw.slice(from, at));
    const reference = parseReference(raw, at);
    out += reference.kind === "character" ? reference.text : expandEntity(reference.name, at, entities, budget, depth);
    from = reference.end;
  }
  return out + blanks(raw.slice(from));
}

function expandEntity(
  name: string,
  at: number,
  entities: Entities,
  budget: ExpansionBudget,
  depth: number,
): string {
  const value = entities.get(name);
  if (value === undefined) throw new InvalidReference(`the entity '${name}' is not defined`, at);
  if (value === null) {
    throw new InvalidReference(`the external entity '${name}' may not be used in an attribute`, at);
  }
  if (depth >= ENTITY_DEPTH) {
    throw new InvalidReference(`the entity '${name}' refers to itself, or is nested too deeply`, at, true);
  }
  budget.left -= value.length + 1;
  if (budget.left < 0) {
    throw new InvalidReference(`the text of entities exceeds ${ENTITY_EXPANSION} characters`, at, true);
  }
  if (value.includes("<")) {
    throw new InvalidReference(`the entity '${name}' contains '<', which an attribute may not`, at);
  }
  try {
    return expand(value, entities, budget, depth + 1);
  } catch (error) {
    // The place to show is the reference in the document, not one inside an entity's text.
    if (error instanceof InvalidReference) throw new InvalidReference(error.message, at, error.isLimit);
    throw error;
  }
}

/** White space in an attribute value counts as blanks, one for each line end. */
function blanks(text: string): string {
  return text.replace(/\r\n|[\t\n\r]/g, " ");
}

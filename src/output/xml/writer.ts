/** An element of the output document: unlike a CIB's, it can have text. */
export class OutputElement {
  readonly name: string;
  private readonly attributes: string[] = [];
  private readonly children: OutputElement[] = [];
  private text: string | null = null;

  constructor(name: string) {
    this.name = name;
  }

  /** Adds an attribute, unless it has no value. */
  set(name: string, value: string | number | boolean | null): this {
    if (value !== null) this.attributes.push(name, String(value));
    return this;
  }

  /** Adds attributes given as names and values in turn. */
  setAll(pairs: readonly string[]): this {
    this.attributes.push(...pairs);
    return this;
  }

  add(name: string): OutputElement {
    const child = new OutputElement(name);
    this.children.push(child);
    return child;
  }

  write(text: string): this {
    this.text = text;
    return this;
  }

  toXml(level = 0): string {
    const indent = "  ".repeat(level);
    let start = `${indent}<${this.name}`;
    for (let i = 0; i < this.attributes.length; i += 2) {
      start += ` ${this.attributes[i]}="${escapeValue(this.attributes[i + 1]!)}"`;
    }
    if (this.text !== null) return `${start}>${escapeText(this.text)}</${this.name}>\n`;
    if (this.children.length === 0) return `${start}/>\n`;
    return `${start}>\n${this.children.map((child) => child.toXml(level + 1)).join("")}${indent}</${this.name}>\n`;
  }
}

const invalid = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escapeValue(text: string): string {
  return escapeMarkup(text.replace(/&/g, "&amp;"))
    .replace(/"/g, "&quot;")
    .replace(/\n/g, "&#10;")
    .replace(/\t/g, "&#9;");
}

/** The text counts as encoded already where it has references, and a lone ampersand is lost (observed). */
function escapeText(text: string): string {
  return escapeMarkup(text.replace(/&(?:#(\d+);|#x([0-9a-fA-F]+);|(\w+;))?/g, decode));
}

function decode(_match: string, decimal?: string, hexadecimal?: string, entity?: string): string {
  if (entity !== undefined) return `&${entity}`;
  if (decimal === undefined && hexadecimal === undefined) return "";
  const code = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

function escapeMarkup(text: string): string {
  return text.replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\r/g, "&#13;").replace(invalid, "&#xFFFD;");
}

const encoder = new TextEncoder();

/** The width of a text in columns as the reference counts them: bytes of its UTF-8 form. */
export function width(text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return encoder.encode(text).length;
  return text.length;
}

/** Pads on the right. */
export function left(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - width(text)));
}

/** Pads on the left. */
export function right(text: string, columns: number): string {
  return " ".repeat(Math.max(0, columns - width(text))) + text;
}

/** `text (a, b)`, or the text alone without notes. */
export function withNotes(text: string, notes: readonly string[]): string {
  return notes.length === 0 ? text : `${text} (${notes.join(", ")})`;
}

/** `LABEL: [ a b ]` */
export function nodeList(label: string, names: readonly string[]): string {
  return `${label}: [ ${names.map((name) => `${name} `).join("")}]`;
}

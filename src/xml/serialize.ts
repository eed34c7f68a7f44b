import type { XmlElement, XmlNode } from "./element.ts";

// Writes a tree the way the reference writes every file: two blanks a level, each tag on its own line, no declaration.
// Control characters in attribute values become hexadecimal references with two capital digits; everything else that
// XML does not reserve stays as it is, whatever its script.

// All but what may stay: `&`, `<`, `>`, the double quote, and control characters.
const reserved = /[^ !#-%'-;=?-~\u0080-\uFFFF]/;
const reservedAll = /[^ !#-%'-;=?-~\u0080-\uFFFF]/g;

/** An attribute value as it stands between double quotes. */
export function escapeAttribute(value: string): string {
  return reserved.test(value) ? value.replace(reservedAll, referenceTo) : value;
}

function referenceTo(character: string): string {
  switch (character) {
    case "&":
      return "&amp;";
    case "<":
      return "&lt;";
    case ">":
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return `&#x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")};`;
  }
}

/**
 * The text of an element, every line ending with a newline. `level` is the indentation to begin with, in steps of two
 * blanks.
 */
export function serializeXml(root: XmlElement, level = 0): string {
  let out = "";
  let indent = "  ".repeat(level);
  // What is open: the element and the index of its next child.
  const open: { element: XmlElement; next: number }[] = [];
  let node: XmlNode | undefined = root;

  for (;;) {
    if (node === undefined) {
      const top = open.at(-1);
      if (top === undefined) return out;
      node = top.element.children[top.next++];
      if (node !== undefined) continue;
      open.pop();
      indent = indent.slice(2);
      out += `${indent}</${top.element.name}>\n`;
      continue;
    }
    if (node.kind === "element") {
      out += `${indent}<${node.name}`;
      const attributes: readonly string[] = node.attributes;
      for (let i = 0; i < attributes.length; i += 2) {
        out += ` ${attributes[i]}="${escapeAttribute(attributes[i + 1]!)}"`;
      }
      if (node.children.length === 0) {
        out += "/>\n";
      } else {
        out += ">\n";
        open.push({ element: node, next: 0 });
        indent += "  ";
      }
    } else if (node.kind === "comment") {
      out += `${indent}<!--${node.text}-->\n`;
    } else {
      out += `${indent}<![CDATA[${node.text}]]>\n`;
    }
    node = undefined;
  }
}

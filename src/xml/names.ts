import { endOfName } from "./characters.ts";

const encoder = new TextEncoder();

/**
 * Makes a text an XML name: an invalid first character becomes `_`, every other invalid one `.`. The reference replaces
 * byte by byte, so a character that takes several bytes leaves several dots (observed).
 */
export function toXmlName(text: string): string {
  if (text !== "" && endOfName(text, 0) === text.length) return text;
  let result = "";
  for (const character of text) {
    if (isNameCharacter(character, result === "")) {
      result += character;
      continue;
    }
    const dots = encoder.encode(character).length;
    result += result === "" ? `_${".".repeat(dots - 1)}` : ".".repeat(dots);
  }
  return result;
}

function isNameCharacter(character: string, first: boolean): boolean {
  const probe = first ? character : `a${character}`;
  return endOfName(probe, 0) === probe.length;
}

import { asciiLower } from "./text.ts";

/** Reads a boolean in any case: true, on, yes, y, 1 or false, off, no, n, 0; `undefined` for everything else. */
export function parseBoolean(text: string): boolean | undefined {
  switch (asciiLower(text)) {
    case "true":
    case "on":
    case "yes":
    case "y":
    case "1":
      return true;
    case "false":
    case "off":
    case "no":
    case "n":
    case "0":
      return false;
    default:
      return undefined;
  }
}

/** Whether a text is a true boolean; unset and invalid texts are not. */
export function isTrue(text: string | undefined): boolean {
  return text !== undefined && parseBoolean(text) === true;
}

/** Whether a text is a false boolean; unset and invalid texts are not. */
export function isExplicitlyFalse(text: string | undefined): boolean {
  return text !== undefined && parseBoolean(text) === false;
}

/** Reads a boolean XML attribute; unset and invalid texts give the preset. */
export function booleanOr(text: string | undefined, preset: boolean): boolean {
  return text === undefined ? preset : (parseBoolean(text) ?? preset);
}

import { PengineError } from "../errors.ts";
import { type Position, positionAt } from "./position.ts";

// Bytes to text. The byte-order mark or the first character tells how wide characters are; the XML declaration may then
// name an encoding, which has to agree.
//
// Single-byte encodings of western Europe are decoded here: under their names the platform's decoder reads what the web
// takes them for, and not even that everywhere.

/**
 * The text of a document. A byte-order mark is not part of it.
 *
 * @throws PengineError if the encoding is unknown, or bytes are invalid in it
 */
export function decodeXml(bytes: Uint8Array): string {
  const { encoding, length, isMarked } = detect(bytes);
  if (encoding === null) {
    const declared = declaredEncoding(mapBytes(bytes.subarray(0, DECLARATION), ""));
    return decodeAs(declared === null || isUtf8(declared) ? "utf-8" : declared, bytes);
  }
  const text = decodeAs(encoding, length === 0 ? bytes : bytes.subarray(length));
  const declared = declaredEncoding(text.slice(0, DECLARATION));
  if (declared === null) {
    // Without a mark, only a declaration tells that it is not a coincidence.
    if (encoding.startsWith("utf-16") && !isMarked) throw unknownEncoding("UTF-16 without byte-order mark");
    return text;
  }
  if (!agrees(encoding, declared)) throw unknownEncoding(declared);
  return text;
}

/** Declarations are short; so much of the beginning is searched for one. */
const DECLARATION = 1000;

interface Detected {
  /** `null` if one byte is at least one character. */
  readonly encoding: string | null;
  /** Length of the byte-order mark. */
  readonly length: number;
  readonly isMarked: boolean;
}

function detect(bytes: Uint8Array): Detected {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: "utf-8", length: 3, isMarked: true };
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", length: 2, isMarked: true };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", length: 2, isMarked: true };
  // Every document begins with '<'.
  if (first === 0x3c && second === 0) {
    return { encoding: third === 0 && fourth === 0 ? "utf-32le" : "utf-16le", length: 0, isMarked: false };
  }
  if (first === 0 && second === 0x3c) return { encoding: "utf-16be", length: 0, isMarked: false };
  if (first === 0 && second === 0 && third === 0 && fourth === 0x3c) {
    return { encoding: "utf-32be", length: 0, isMarked: false };
  }
  return { encoding: null, length: 0, isMarked: false };
}

function declaredEncoding(head: string): string | null {
  const match = /^<\?xml[ \t\r\n][^<>]*?[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*(?:"([^"<>]*)"|'([^'<>]*)')/.exec(head);
  return match === null ? null : (match[1] ?? match[2] ?? "").toLowerCase();
}

function isUtf8(encoding: string): boolean {
  return encoding === "utf-8" || encoding === "utf8";
}

/** Whether a declaration may name `declared` in a document that is in `encoding` as its first bytes show. */
function agrees(encoding: string, declared: string): boolean {
  if (encoding === "utf-8") return isUtf8(declared);
  return declared === encoding || declared === encoding.slice(0, "utf-16".length);
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  const single = singleByteTable(encoding);
  if (single !== null) return mapBytes(bytes, single);
  if (encoding === "utf-32le" || encoding === "utf-32be") return decodeUtf32(bytes, encoding === "utf-32le");
  if (encoding === "us-ascii" || encoding === "ascii") {
    if (bytes.some((byte) => byte > 127)) throw invalidBytes(encoding);
    return mapBytes(bytes, "");
  }
  const decoder = decoderFor(encoding, true);
  try {
    return decoder.decode(bytes);
  } catch {
    const text = decoderFor(encoding, false).decode(bytes);
    throw invalidBytes(encoding, positionAt(text, text.indexOf("\uFFFD")));
  }
}

/** What 0x80 to 0x9f are in windows-1252; where that has no character, the control character of that code. */
const WINDOWS_HIGH = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Characters from 0x80 on as far as they differ from Latin-1; `null` if it is not an encoding of this kind. */
function singleByteTable(encoding: string): string | null {
  if (/^(?:iso[-_]?8859-1|latin-?1|iso-latin-1|l1|cp819|ibm819|csisolatin1)$/.test(encoding)) return "";
  if (/^(?:windows-1252|cp1252)$/.test(encoding)) return WINDOWS_HIGH;
  return null;
}

function mapBytes(bytes: Uint8Array, high: string): string {
  const CHUNK = 8192;
  let out = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const part = String.fromCharCode(...bytes.subarray(at, at + CHUNK));
    out += high === "" ? part : part.replace(/[\u0080-\u009f]/g, (character) => high[character.charCodeAt(0) - 0x80]!);
  }
  return out;
}

function decodeUtf32(bytes: Uint8Array, isLittle: boolean): string {
  if (bytes.length % 4 !== 0) throw invalidBytes("utf-32");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const codePoint = view.getUint32(at, isLittle);
    if (codePoint > 0x10ffff) throw invalidBytes("utf-32");
    parts.push(String.fromCodePoint(codePoint));
  }
  return parts.join("");
}

/** A decoder that throws at invalid bytes, or puts a replacement character in their place. */
function decoderFor(encoding: string, isFatal: boolean): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: isFatal, ignoreBOM: true });
  } catch {
    throw unknownEncoding(encoding);
  }
}

function unknownEncoding(encoding: string): PengineError {
  const message = `The encoding '${encoding}' is not supported, or not that of the input; convert the input to UTF-8`;
  return new PengineError("encoding-unknown", message, { line: 1, column: 1 });
}

function invalidBytes(encoding: string, position?: Position): PengineError {
  const message = `The input contains bytes that are invalid in its encoding, ${encoding}`;
  return new PengineError("encoding-invalid", message, position);
}

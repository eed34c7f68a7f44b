import { PengineError } from "../errors.ts";

// Bytes to text: the byte-order mark decides, then the encoding in the XML declaration, then UTF-8.
//
// The platform's decoder is not asked for Latin-1 and ASCII: under these names it reads another encoding (the web's).

/**
 * The text of a document. A byte-order mark is not part of it.
 *
 * @throws PengineError if the encoding is unknown, or bytes are invalid in it
 */
export function decodeXml(bytes: Uint8Array): string {
  const [marked, length] = byteOrderMark(bytes);
  if (marked !== null) return decodeAs(marked, bytes.subarray(length));
  const unmarked = doubleByte(bytes);
  if (unmarked !== null) return decodeAs(unmarked, bytes);
  return decodeAs(declaredEncoding(bytes) ?? "utf-8", bytes);
}

function byteOrderMark(bytes: Uint8Array): [encoding: string | null, length: number] {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return ["utf-8", 3];
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ["utf-16le", 2];
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return ["utf-16be", 2];
  return [null, 0];
}

/** UTF-16 without a mark shows by the zero beside the first character, which is `<`. */
function doubleByte(bytes: Uint8Array): string | null {
  if (bytes[0] === 0x3c && bytes[1] === 0) return "utf-16le";
  if (bytes[0] === 0 && bytes[1] === 0x3c) return "utf-16be";
  return null;
}

/** Declarations are short; this much is searched for one. */
const DECLARATION_BYTES = 512;

function declaredEncoding(bytes: Uint8Array): string | null {
  const head = latin1(bytes.subarray(0, DECLARATION_BYTES));
  const match = /^<\?xml[ \t\r\n][^>]*?[ \t\r\n]encoding[ \t\r\n]*=[ \t\r\n]*["']([^"'>]*)["']/.exec(head);
  return match === null ? null : match[1]!.toLowerCase();
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  if (/^(?:iso-8859-1|iso_8859-1|iso8859-1|latin1|iso-latin-1)$/.test(encoding)) return latin1(bytes);
  if (/^(?:us-ascii|ascii)$/.test(encoding)) {
    if (bytes.some((byte) => byte > 127)) throw invalidBytes(encoding);
    return latin1(bytes);
  }
  const decoder = decoderFor(encoding);
  try {
    return decoder.decode(bytes);
  } catch {
    throw invalidBytes(encoding);
  }
}

function decoderFor(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  } catch {
    throw new PengineError("encoding-unknown", `The encoding '${encoding}' is not supported; convert the input to UTF-8`, {
      line: 1,
      column: 1,
    });
  }
}

function invalidBytes(encoding: string): PengineError {
  return new PengineError("encoding-invalid", `The input contains bytes that are invalid in its encoding, ${encoding}`);
}

function latin1(bytes: Uint8Array): string {
  const CHUNK = 8192;
  let out = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    out += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return out;
}

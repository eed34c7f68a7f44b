import { describe, expect, test } from "vitest";
import { PengineError } from "../../src/errors.ts";
import { decodeXml } from "../../src/xml/decode.ts";

const utf16 = (text: string, isBig = false): Uint8Array => {
  const bytes = Buffer.from(text, "utf16le");
  return isBig ? bytes.swap16() : bytes;
};
const utf32 = (text: string): Uint8Array => new Uint8Array(Uint32Array.from([...text], (c) => c.codePointAt(0)!).buffer);
const declared = (encoding: string, content = "é"): string => `<?xml version="1.0" encoding="${encoding}"?><a b="${content}"/>`;

function codeOf(bytes: Uint8Array): string {
  try {
    decodeXml(bytes);
    return "accepted";
  } catch (error) {
    if (error instanceof PengineError) return error.code;
    throw error;
  }
}

describe("text comes out of", () => {
  test.each([
    ["UTF-8", Buffer.from(declared("UTF-8", "é€𝄞")), "é€𝄞"],
    ["UTF-8 with a byte-order mark", Buffer.from(`\ufeff${declared("utf-8")}`), "é"],
    ["UTF-16 with a byte-order mark", utf16(`\ufeff${declared("UTF-16")}`), "é"],
    ["big-endian UTF-16 with a byte-order mark", utf16(`\ufeff${declared("UTF-16")}`, true), "é"],
    ["UTF-16 with a mark and no declaration", utf16('\ufeff<a b="é"/>'), "é"],
    ["UTF-16 that is only declared", utf16(declared("UTF-16")), "é"],
    ["UTF-32", utf32(declared("UTF-32", "𝄞")), "𝄞"],
    ["Latin-1, control characters included", Buffer.from(declared("ISO-8859-1", "é\u0080\u009f"), "latin1"), "é\u0080\u009f"],
    ["Windows-1252", Buffer.from(declared("windows-1252", "é\u0080\u009f"), "latin1"), "é€Ÿ"],
    ["ISO-8859-15", Buffer.from(declared("ISO-8859-15", "\u00a4"), "latin1"), "€"],
    ["KOI8-R", Buffer.from(declared("KOI8-R", "\u00c1"), "latin1"), "а"],
    ["ASCII", Buffer.from(declared("US-ASCII", "e")), "e"],
  ])("%s", (_, bytes, value) => {
    expect(/ b="(.*)"/.exec(decodeXml(bytes))![1]).toBe(value);
    expect(decodeXml(bytes)[0]).toBe("<");
  });
});

test("invalid bytes are reported with their place", () => {
  const bytes = Buffer.concat([Buffer.from("<a>\n <b/>é"), Buffer.from([0xff]), Buffer.from("</a>")]);
  expect(() => decodeXml(bytes)).toThrow(expect.objectContaining({ code: "encoding-invalid", line: 2, column: 7 }));
});

describe("refused", () => {
  test.each([
    ["an unknown encoding", Buffer.from(declared("x", "e")), "encoding-unknown"],
    ["an empty name of an encoding", Buffer.from(declared("", "e")), "encoding-unknown"],
    ["another encoding than the mark says", Buffer.from(`\ufeff${declared("ISO-8859-1", "e")}`), "encoding-unknown"],
    ["UTF-16 that declares UTF-8", utf16(`\ufeff${declared("UTF-8", "e")}`), "encoding-unknown"],
    ["UTF-16 without mark and declaration", utf16("<a/>"), "encoding-unknown"],
    ["bytes that are not UTF-8", Buffer.from([0x3c, 0x61, 0x2f, 0x3e, 0xff]), "encoding-invalid"],
    ["overlong UTF-8", Buffer.from([0x3c, 0x61, 0x2f, 0x3e, 0xc0, 0xaf]), "encoding-invalid"],
    ["surrogates in UTF-8", Buffer.from([0x3c, 0x61, 0x2f, 0x3e, 0xed, 0xa0, 0x80]), "encoding-invalid"],
    ["more than ASCII in ASCII", Buffer.from(declared("US-ASCII"), "latin1"), "encoding-invalid"],
  ])("%s", (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });
});

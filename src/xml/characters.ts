/** The character classes of XML 1.0 (fifth edition) that reading needs. */

const nameStart =
  ":A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}" +
  "\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}";
const nameRest = `${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`;
const name = new RegExp(`[${nameStart}][${nameRest}]*`, "uy");

/** Whether an ASCII character may stand in a name, and whether it may be the first: bits 1 and 2. */
const asciiClass = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[:A-Z_a-z]/.test(character)) asciiClass[code] = 3;
  else if (/[-.0-9]/.test(character)) asciiClass[code] = 1;
}

/** The index after the name that begins at `from`; `from` itself if no name begins there. */
export function endOfName(text: string, from: number): number {
  let at = from;
  let code = text.charCodeAt(at);
  if (code < 128) {
    if (asciiClass[code] !== 3) return from;
    do code = text.charCodeAt(++at);
    while (code < 128 && asciiClass[code] !== 0);
    if (code < 128 || at === text.length) return at;
  }
  name.lastIndex = from;
  return name.test(text) ? name.lastIndex : from;
}

/** Blank, tab, newline, carriage return: all that XML takes for white space. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The index of the first character at or after `from` that is not white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Whether a code point may occur in a document at all, as itself or as a character reference. */
export function isAllowed(codePoint: number): boolean {
  return (
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    codePoint === 0x0a ||
    codePoint === 0x09 ||
    codePoint === 0x0d ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}

/** Quick, but takes every surrogate for forbidden, paired or not. */
const suspicious = /[^\t\n\r -\uD7FF\uE000-\uFFFD]/;
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** The index of the first character that may not occur in a document (lone surrogates included); -1 if there is none. */
export function findForbidden(text: string): number {
  return suspicious.test(text) ? text.search(forbidden) : -1;
}

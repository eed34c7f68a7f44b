const nameStart =
  /[:A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}]/u;
const notInName =
  /[^-.0-9\u{B7}\u{300}-\u{36F}\u{203F}-\u{2040}:A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}]/gu;

/** The text as an XML name: a first character that cannot begin one becomes `_`, any other that cannot be in one `.`. */
export function toXmlId(text: string): string {
  const [first, ...rest] = text;
  if (first === undefined) return text;
  return (nameStart.test(first) ? first : "_") + rest.join("").replace(notInName, ".");
}

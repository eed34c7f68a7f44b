/** A command line as one text; an argument that a shell would not read as exactly itself is quoted. */
export function requestText(args: readonly string[]): string {
  return args.map((arg) => (isOneWord(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`)).join(" ");
}

/** True if shell quoting rules read the text as exactly one word. */
function isOneWord(text: string): boolean {
  if (text === "" || text.startsWith("#")) return false;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quote === "'") {
      if (character === "'") quote = "";
    } else if (character === "\\") {
      if (++i >= text.length) return false;
    } else if (quote === '"') {
      if (character === '"') quote = "";
    } else if (character === "'" || character === '"') {
      quote = character;
    } else if (/[ \t\n]/.test(character)) {
      return false;
    }
  }
  return quote === "";
}

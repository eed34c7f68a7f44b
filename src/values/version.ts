import { compareScanned, scanInteger } from "./integer.ts";
import { isDigitCode, skipDigits, skipSpaces } from "./text.ts";

/**
 * Compares versions by their dotted numbers; what follows these is ignored, missing numbers count as 0, and so does a text
 * without any: `1.10` is above `1.9` and equals `1.10.0` and `1.10-rc1`.
 */
export function compareVersions(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  const left = segments(a);
  const right = segments(b);
  const length = Math.max(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const order = compareScanned(scanInteger(left[i] ?? "0"), scanInteger(right[i] ?? "0"));
    if (order !== 0) return order;
  }
  return 0;
}

function segments(text: string | undefined): string[] {
  const result: string[] = [];
  if (text === undefined) return result;
  let start = skipSpaces(text, 0);
  while (isDigitCode(text.charCodeAt(start))) {
    const end = skipDigits(text, start);
    result.push(text.slice(start, end));
    if (text.charCodeAt(end) !== 46) break;
    start = end + 1;
  }
  return result;
}

import { compareUnits, isDigitCode, lowerCode, skipDigits } from "./text.ts";

/**
 * Compares names the way nodes are listed: ASCII case is ignored and runs of digits compare as numbers, so `node9` comes
 * before `node10`. Equal numbers with fewer leading zeros come first; 0 for names that differ in case only.
 */
export function compareNames(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(j);
    if (isDigitCode(left) && isDigitCode(right)) {
      const endOfLeft = skipDigits(a, i);
      const endOfRight = skipDigits(b, j);
      const byNumber = compareRuns(a.slice(i, endOfLeft), b.slice(j, endOfRight));
      if (byNumber !== 0) return byNumber;
      i = endOfLeft;
      j = endOfRight;
      continue;
    }
    const byLetter = compareUnits(lowerCode(left), lowerCode(right));
    if (byLetter !== 0) return byLetter;
    i++;
    j++;
  }
  return a.length - i - (b.length - j);
}

const INT64_MAX = 2n ** 63n - 1n;

// Numbers beyond 64 bits are clipped, so that two of them are told apart only by the lengths of their runs.
function compareRuns(a: string, b: string): number {
  if (a.length <= 15 && b.length <= 15) {
    const difference = Number(a) - Number(b);
    return difference !== 0 ? difference : a.length - b.length;
  }
  const left = clipped(a);
  const right = clipped(b);
  if (left !== right) return left < right ? -1 : 1;
  return a.length - b.length;
}

function clipped(digits: string): bigint {
  const value = BigInt(digits);
  return value > INT64_MAX ? INT64_MAX : value;
}

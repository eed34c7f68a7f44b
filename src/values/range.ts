import { scanInteger } from "./integer.ts";

/** An inclusive range of integers; -1 on a side means unbounded. */
export interface IntegerRange {
  readonly low: number;
  readonly high: number;
}

/** Reads `Z`, `X-Y`, `X-` or `-Y`; `null` for anything else, trailing spaces included. */
export function parseRange(text: string): IntegerRange | null {
  const dash = text.indexOf("-");
  if (dash < 0) {
    const value = wholeInteger(text);
    return value === null ? null : { low: value, high: value };
  }
  const left = text.slice(0, dash);
  const right = text.slice(dash + 1);
  if (left === "" && right === "") return null;
  const low = left === "" ? -1 : wholeInteger(left);
  const high = right === "" ? -1 : wholeInteger(right);
  return low === null || high === null ? null : { low, high };
}

function wholeInteger(text: string): number | null {
  const { value, error, end } = scanInteger(text);
  return error === null && end === text.length ? value : null;
}

/** Whether a value lies in the range; `12-11` contains nothing. */
export function isInRange(range: IntegerRange, value: number): boolean {
  return (range.low === -1 || value >= range.low) && (range.high === -1 || value <= range.high);
}

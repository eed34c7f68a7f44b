import { reportProblems } from "../../diagnostics.ts";
import type { Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { parseMinInteger } from "../../values/integer.ts";

/**
 * Reads a meta-attribute that is a count. Texts that are no number, and numbers that are too small, give the minimum.
 */
export function readMinInteger(
  run: Run,
  resource: Resource,
  name: string,
  minimum: number,
  unset: number,
): number {
  const text = resource.meta.get(name);
  return text === undefined ? unset : readCount(run, text, minimum);
}

/** Reads a count of at least `minimum`, which also replaces what is no number. */
export function readCount(run: Run, text: string, minimum: number): number {
  const { value, problems } = parseMinInteger(text, minimum);
  reportProblems(run, problems);
  return value;
}

import { reportProblems } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { parseMinInteger } from "../values/integer.ts";

/** True if a number in a status entry is above 0; unset, negative and unreadable ones are not. */
export function positiveFlag(run: Run, text: string | undefined): boolean {
  const { value, problems } = parseMinInteger(text, 0);
  reportProblems(run, problems);
  return value > 0;
}

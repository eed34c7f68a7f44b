// Turns `interval-origin` into the delay after which the first recurrence is due.
//
// Rule    Pacemaker Explained, "Operation Properties"

import { report, reportProblems } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { epochOf } from "../values/date.ts";
import { parseTime } from "../values/date-parse.ts";
import { secondsOfMilliseconds } from "../values/interval.ts";
import { intervalOriginInvalid, startDelayCalculated } from "./messages.ts";

/** Milliseconds until the next recurrence counted from the origin; `null`, reported, if the origin is no time. */
export function delayFromOrigin(
  run: Run,
  origin: string,
  intervalMs: number,
  operationId: string | undefined,
): number | null {
  const parsed = parseTime(origin, run.settings.clock);
  if (parsed.problem !== null) reportProblems(run, [parsed.problem]);
  if (parsed.time === null) {
    report(run, intervalOriginInvalid, { operation: operationId, value: origin });
    return null;
  }
  const interval = secondsOfMilliseconds(intervalMs);
  const remainder = (run.settings.now - epochOf(parsed.time)) % interval;
  const seconds = (remainder <= 0 ? 0 : interval) - remainder;
  report(run, startDelayCalculated, { operation: operationId, seconds });
  return seconds * 1000;
}

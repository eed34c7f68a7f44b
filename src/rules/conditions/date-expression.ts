/**
 * Conditions about the effective time. Both ends of a range belong to it; `gt` and `lt` are strict. A condition offers the
 * time at which its result will change, except that a `date_spec` never does.
 *
 * Rule    Pacemaker Explained, "Date/Time Expressions"
 */

import { type CrmTime, addSeconds, compareTimes } from "../../values/date.ts";
import { parseTime } from "../../values/date-parse.ts";
import { type Message, problem } from "../../values/problem.ts";
import { asciiLower } from "../../values/text.ts";
import { type XmlElement, attribute, firstChild, idOf } from "../../xml/element.ts";
import type { RuleInput } from "../input.ts";
import {
  badDateOperation,
  badGtStart,
  badLtEnd,
  badRangeBound,
  badRangeDuration,
  dateWithoutId,
  missingDateSpec,
  missingGtStart,
  missingLtEnd,
  missingRangeBound,
} from "../messages.ts";
import type { NextChange } from "../next-change.ts";
import { matchesDateSpec } from "./date-spec.ts";
import { addDurationElement } from "./duration.ts";

/** Whether the effective time is as described. */
export function evaluateDateExpression(condition: XmlElement, input: RuleInput, change: NextChange): boolean {
  const id = idOf(condition);
  if (id === undefined || id === "") {
    input.report(problem(dateWithoutId, null));
    return false;
  }
  const operation = attribute(condition, "operation");
  switch (operation === undefined ? "in_range" : asciiLower(operation)) {
    case "in_range":
      return isInRange(condition, id, input, change);
    case "gt":
      return isAfter(condition, id, input, change);
    case "lt":
      return isBefore(condition, id, input, change);
    case "date_spec": {
      const spec = firstChild(condition, "date_spec");
      if (spec !== undefined) return matchesDateSpec(spec, id, input);
      input.report(problem(missingDateSpec, { id }));
      return false;
    }
    default:
      input.report(problem(badDateOperation, { id, value: operation ?? "" }));
      return false;
  }
}

function isInRange(condition: XmlElement, id: string, input: RuleInput, change: NextChange): boolean {
  const startText = attribute(condition, "start");
  const start = startText === undefined ? null : readBound(startText, input);
  if (start === undefined) {
    input.report(problem(badRangeBound, { id, bound: "start" }));
    return false;
  }
  const endText = attribute(condition, "end");
  let end = endText === undefined ? null : readBound(endText, input);
  if (end === undefined) {
    input.report(problem(badRangeBound, { id, bound: "end" }));
    return false;
  }
  if (start === null && end === null) {
    input.report(problem(missingRangeBound, { id }));
    return false;
  }
  if (start !== null && end === null) {
    const duration = firstChild(condition, "duration");
    if (duration !== undefined) {
      end = addDurationElement(start, duration, id, input);
      if (end === null) {
        input.report(problem(badRangeDuration, { id }));
        return false;
      }
    }
  }

  if (start !== null && compareTimes(input.now, start) < 0) {
    change.offer(start);
    return false;
  }
  if (end === null) return true;
  if (compareTimes(input.now, end) > 0) return false;
  change.offer(addSeconds(end, 1));
  return true;
}

function isAfter(condition: XmlElement, id: string, input: RuleInput, change: NextChange): boolean {
  const start = requiredBound(condition, "start", id, input, missingGtStart, badGtStart);
  if (start === undefined) return false;
  if (compareTimes(input.now, start) > 0) return true;
  change.offer(addSeconds(start, 1));
  return false;
}

function isBefore(condition: XmlElement, id: string, input: RuleInput, change: NextChange): boolean {
  const end = requiredBound(condition, "end", id, input, missingLtEnd, badLtEnd);
  if (end === undefined || compareTimes(input.now, end) >= 0) return false;
  change.offer(end);
  return true;
}

function requiredBound(
  condition: XmlElement,
  name: "start" | "end",
  id: string,
  input: RuleInput,
  missing: Message<{ id: string }>,
  invalid: Message<{ id: string }>,
): CrmTime | undefined {
  const text = attribute(condition, name);
  if (text === undefined) {
    input.report(problem(missing, { id }));
    return undefined;
  }
  const time = readBound(text, input);
  if (time === undefined) input.report(problem(invalid, { id }));
  return time;
}

/** `undefined`, after the date's own error, if the text is no date. */
function readBound(text: string, input: RuleInput): CrmTime | undefined {
  const parsed = parseTime(text, input.clock);
  if (parsed.problem !== null) input.report(parsed.problem);
  return parsed.time ?? undefined;
}

import { type CrmTime, addDays, addMonths, addSeconds, addYears } from "../../values/date.ts";
import { INT32_MAX, INT32_MIN, scanInteger } from "../../values/integer.ts";
import type { ParseError } from "../../values/parse-error.ts";
import { problem } from "../../values/problem.ts";
import { type XmlElement, attribute, idOf } from "../../xml/element.ts";
import type { RuleInput } from "../input.ts";
import { badDurationAttribute, durationWithoutId } from "../messages.ts";

/** In the order in which they are added. Products are 32-bit numbers, as in the reference. */
const units: readonly (readonly [string, (time: CrmTime, amount: number) => CrmTime])[] = [
  ["years", addYears],
  ["months", addMonths],
  ["weeks", addWeeks],
  ["days", addDays],
  ["hours", addHours],
  ["minutes", addMinutes],
  ["seconds", addSeconds],
];

function addWeeks(time: CrmTime, amount: number): CrmTime {
  return addDays(time, Math.imul(amount, 7));
}

function addHours(time: CrmTime, amount: number): CrmTime {
  return addSeconds(time, Math.imul(amount, 3600));
}

function addMinutes(time: CrmTime, amount: number): CrmTime {
  return addSeconds(time, Math.imul(amount, 60));
}

/** The time a `duration` element after `start`; `null`, with a report, if the element is invalid. */
export function addDurationElement(
  start: CrmTime,
  duration: XmlElement,
  expressionId: string,
  input: RuleInput,
): CrmTime | null {
  const id = idOf(duration);
  if (id === undefined || id === "") {
    input.report(problem(durationWithoutId, { id: expressionId }));
    return null;
  }
  let time = start;
  for (const [name, add] of units) {
    const text = attribute(duration, name);
    if (text === undefined) continue;
    const { value, error } = scanInteger(text);
    const failure = error === null ? outsideInt32(value) : "unparsable";
    if (failure !== null) {
      const params = { id: expressionId, duration: id, attribute: name, error: failure };
      input.report(problem(badDurationAttribute, params));
      return null;
    }
    if (value !== 0) time = add(time, value);
  }
  return time;
}

function outsideInt32(value: number): ParseError | null {
  return value < INT32_MIN || value > INT32_MAX ? "range" : null;
}

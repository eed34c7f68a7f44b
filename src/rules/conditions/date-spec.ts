import { monthAndDay, weekDate } from "../../values/calendar.ts";
import type { CrmTime } from "../../values/date.ts";
import { problem } from "../../values/problem.ts";
import { isInRange, parseRange } from "../../values/range.ts";
import { type XmlElement, attribute, idOf } from "../../xml/element.ts";
import type { RuleInput } from "../input.ts";
import { badDateSpecRange, dateSpecWithoutId } from "../messages.ts";

/** What each attribute is compared with, in the order in which they are checked. All are local to the time's offset. */
const fields: readonly (readonly [string, (now: CrmTime) => number])[] = [
  ["years", (now) => now.year],
  ["months", (now) => monthAndDay(now.year, now.day).month],
  ["monthdays", (now) => monthAndDay(now.year, now.day).day],
  ["hours", (now) => Math.floor(now.seconds / 3600)],
  ["minutes", (now) => Math.floor(now.seconds / 60) % 60],
  ["seconds", (now) => now.seconds % 60],
  ["yeardays", (now) => now.day],
  ["weekyears", (now) => weekDate(now.year, now.day).year],
  ["weeks", (now) => weekDate(now.year, now.day).week],
  ["weekdays", (now) => weekDate(now.year, now.day).day],
];

/** Whether the effective time has all the fields described; the first that differs or is invalid ends the check. */
export function matchesDateSpec(spec: XmlElement, expressionId: string, input: RuleInput): boolean {
  const id = idOf(spec);
  if (id === undefined || id === "") {
    input.report(problem(dateSpecWithoutId, { id: expressionId }));
    return false;
  }
  for (const [name, fieldOf] of fields) {
    const text = attribute(spec, name);
    if (text === undefined) continue;
    const range = parseRange(text);
    if (range === null) {
      input.report(problem(badDateSpecRange, { id: expressionId, value: text, attribute: name }));
      return false;
    }
    if (!isInRange(range, fieldOf(input.now))) return false;
  }
  return true;
}

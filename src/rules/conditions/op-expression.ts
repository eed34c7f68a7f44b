import { parseInterval } from "../../values/interval.ts";
import { problem, reportAll } from "../../values/problem.ts";
import { type XmlElement, attribute, idOf } from "../../xml/element.ts";
import type { RuleInput } from "../input.ts";
import { badOperationInterval, missingOperationName, operationExpressionWithoutId } from "../messages.ts";

/** Whether the operation has the given name and, if one is given, the given interval, however that is written. */
export function evaluateOperationExpression(condition: XmlElement, input: RuleInput): boolean {
  const id = idOf(condition);
  if (id === undefined || id === "") {
    input.report(problem(operationExpressionWithoutId, null));
    return false;
  }
  const name = attribute(condition, "name");
  if (name === undefined) {
    input.report(problem(missingOperationName, { id }));
    return false;
  }
  const interval = attribute(condition, "interval");
  const { ms, error, problems } = parseInterval(interval);
  reportAll(input.report, problems);
  if (error !== null) {
    input.report(problem(badOperationInterval, { id, value: interval ?? "" }));
    return false;
  }
  return name === input.operation && (interval === undefined || ms === input.intervalMs);
}

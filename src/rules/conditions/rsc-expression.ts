import { problem } from "../../values/problem.ts";
import { type XmlElement, attribute, idOf } from "../../xml/element.ts";
import type { RuleInput } from "../input.ts";
import { resourceExpressionWithoutId } from "../messages.ts";

/** Whether the resource's agent is the one described; what is not described does not matter. */
export function evaluateResourceExpression(condition: XmlElement, input: RuleInput): boolean {
  const id = idOf(condition);
  if (id === undefined || id === "") {
    input.report(problem(resourceExpressionWithoutId, null));
    return false;
  }
  return (
    agrees(attribute(condition, "class"), input.agent?.standard) &&
    agrees(attribute(condition, "provider"), input.agent?.provider) &&
    agrees(attribute(condition, "type"), input.agent?.type)
  );
}

function agrees(expected: string | undefined, actual: string | undefined): boolean {
  return expected === undefined || expected === actual;
}
